import CBSCatalog
import GRDB

extension Store {
  /// The organization's name in paths.
  func organization() throws -> OrganizationName {
    OrganizationName(unchecked: try setting("organization") ?? Seed.organization)
  }

  /// Every architecture, in the order of the configuration.
  func architectures() throws -> [ArchitectureID] {
    try ArchitectureID.fetchAll(database, sql: "SELECT id FROM architecture ORDER BY position")
  }

  /// The versions of an architecture by ascending number, each with its aliases.
  func operations(of architecture: ArchitectureID) throws -> [ModelVersion] {
    try requireArchitecture(architecture)
    let organization = try organization()
    var aliases: [Int64: [String]] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT version, name FROM alias WHERE arch = ? ORDER BY version, position",
      arguments: [architecture])
    while let row = try rows.next() { aliases[row["version"], default: []].append(row["name"]) }
    return try Row.fetchAll(
      database, sql: "SELECT * FROM version WHERE arch = ? ORDER BY id", arguments: [architecture]
    ).map { row in
      let version = VersionRecord(row)
      return version.operation(in: organization, aliases: aliases[version.number] ?? [], at: now)
    }
  }

  /// The version that `name` means now.
  func version(_ name: VersionName) throws -> VersionRecord {
    try requireArchitecture(name.architecture)
    switch name.selector {
    case .number(let number): return try version(number, of: name.architecture)
    case .alias(let alias):
      guard let number = try holder(of: alias, in: name.architecture) else { throw Refusal.unknownVersion }
      return try version(number, of: name.architecture)
    }
  }

  func version(_ number: Int64, of architecture: ArchitectureID) throws -> VersionRecord {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM version WHERE arch = ? AND id = ?", arguments: [architecture, number])
    guard let row else { throw Refusal.unknownVersion }
    return VersionRecord(row)
  }

  /// The aliases of a version in the order in which they were sent.
  func aliases(of version: VersionRecord) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT name FROM alias WHERE arch = ? AND version = ? ORDER BY position",
      arguments: [version.architecture, version.number])
  }

  /// The operation object of a version, as it is now.
  func operation(of version: VersionRecord) throws -> ModelVersion {
    version.operation(in: try organization(), aliases: try aliases(of: version), at: now)
  }

  /// Makes a version with the next number, which is never used again; its sync is queued.
  func upload(
    _ architecture: ArchitectureID, from weights: S3Location, aliases: [Alias], suffix: FingerprintSuffix?
  ) throws -> VersionRecord {
    try requireArchitecture(architecture)
    let number = try takeNumber(of: architecture)
    let failure = try takeFault(onSyncOf: architecture)
    // A third of the time in the queue, as far as a user can tell.
    try insertVersion(
      number, of: architecture, uri: weights.text, suffix: suffix?.text, created: now,
      starts: now + options.syncTime / 3, ends: now + options.syncTime)
    let version = try version(number, of: architecture)
    if let failure { try keepOutcome(of: version, digest: nil, failure: failure) }
    try insert(aliases, of: version)
    return version
  }

  /// The next number of an architecture, which nobody gets again.
  func takeNumber(of architecture: ArchitectureID) throws -> Int64 {
    let number = try Int64.fetchOne(
      database, sql: "UPDATE architecture SET last_version = last_version + 1 WHERE id = ? RETURNING last_version",
      arguments: [architecture])
    guard let number else { throw Refusal.unknownArchitecture }
    return number
  }

  func insertVersion(
    _ number: Int64, of architecture: ArchitectureID, uri: String, suffix: String?, created: Moment, starts: Moment,
    ends: Moment
  ) throws {
    try database.execute(
      sql: "INSERT INTO version (arch, id, uri, suffix, created, starts, ends) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [architecture, number, uri, suffix, created, starts, ends])
  }

  /// Replaces the aliases of a version; the list is kept in the order sent, and nothing changes when one of
  /// them is held by another version.
  func replaceAliases(of version: VersionRecord, with aliases: [Alias]) throws {
    try database.execute(
      sql: "DELETE FROM alias WHERE arch = ? AND version = ?", arguments: [version.architecture, version.number])
    try insert(aliases, of: version)
  }

  private func insert(_ aliases: [Alias], of version: VersionRecord) throws {
    for (position, alias) in aliases.enumerated() {
      if let holder = try holder(of: alias, in: version.architecture) {
        throw Refusal.detail(
          409,
          "Alias '\(alias)' is held by version \(holder) of \(version.architecture); remove it there first")
      }
      try database.execute(
        sql: "INSERT INTO alias (arch, name, version, position) VALUES (?, ?, ?, ?)",
        arguments: [version.architecture, alias, version.number, position])
    }
  }

  /// Removes a version and frees its aliases; refuses one that is live or on its way to be (item 20).
  func delete(_ version: VersionRecord) throws {
    for endpoint in try endpoints() where endpoint.architecture == version.architecture {
      let deployments = try deployments(to: endpoint)
      if deployments.live(at: now)?.version == version.number {
        throw Refusal.detail(
          409, "Version \(version.number) is live on endpoint '\(endpoint.id)'; deploy another one first")
      }
      if deployments.contains(where: { $0.version == version.number && $0.ends > now }) {
        throw Refusal.detail(409, "Version \(version.number) is being deployed to endpoint '\(endpoint.id)'")
      }
    }
    try database.execute(
      sql: "DELETE FROM version WHERE arch = ? AND id = ?", arguments: [version.architecture, version.number])
  }

  /// Versions whose sync has begun and whose weights nobody has read yet.
  func uncheckedVersions() throws -> [VersionRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM version WHERE is_checked = 0 AND starts <= ? ORDER BY arch, id", arguments: [now]
    ).map(VersionRecord.init)
  }

  /// Keeps what reading the weights has shown, once: a second outcome of the same version is dropped.
  func keepOutcome(of version: VersionRecord, digest: String?, failure: VersionRecord.Failure?) throws {
    try database.execute(
      sql: """
        UPDATE version SET is_checked = 1, digest = ?, failure_code = ?, failure = ?
        WHERE arch = ? AND id = ? AND is_checked = 0
        """,
      arguments: [digest, failure?.code, failure?.message, version.architecture, version.number])
  }

  private func requireArchitecture(_ id: ArchitectureID) throws {
    guard try architectures().contains(id) else { throw Refusal.unknownArchitecture }
  }

  /// The number of the version that has `alias`.
  private func holder(of alias: Alias, in architecture: ArchitectureID) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT version FROM alias WHERE arch = ? AND name = ?", arguments: [architecture, alias])
  }
}
