import CBSCatalog
import GRDB

extension Store {
  /// The organisation's name in paths.
  func organization() throws -> OrganizationName {
    OrganizationName(unchecked: try setting("organization") ?? Seed.organization)
  }

  /// Every architecture, in the order of the configuration.
  func architectures() throws -> [String] {
    try String.fetchAll(database, sql: "SELECT id FROM architecture ORDER BY position")
  }

  func requireArchitecture(_ id: String) throws {
    guard try architectures().contains(id) else { throw Refusal.unknownArchitecture }
  }

  /// The versions of an architecture by ascending number, each with its aliases.
  func operations(of architecture: String) throws -> [ModelVersion] {
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
      return version.operation(in: organization, aliases: aliases[version.id] ?? [], at: now)
    }
  }

  /// The version that `segment`, a number or an alias, names.
  func version(_ segment: String, of architecture: String) throws -> VersionRecord {
    try requireArchitecture(architecture)
    var id = Int64(segment).flatMap { String($0) == segment ? $0 : nil }
    if id == nil {
      id = try Int64.fetchOne(
        database, sql: "SELECT version FROM alias WHERE arch = ? AND name = ?", arguments: [architecture, segment])
    }
    let row = try id.flatMap {
      try Row.fetchOne(
        database, sql: "SELECT * FROM version WHERE arch = ? AND id = ?", arguments: [architecture, $0])
    }
    guard let row else { throw Refusal.unknownVersion }
    return VersionRecord(row)
  }

  /// The aliases of a version in the order in which they were sent.
  func aliases(of version: VersionRecord) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT name FROM alias WHERE arch = ? AND version = ? ORDER BY position",
      arguments: [version.architecture, version.id])
  }

  /// The operation object of a version, as it is now.
  func operation(of version: VersionRecord) throws -> ModelVersion {
    version.operation(in: try organization(), aliases: try aliases(of: version), at: now)
  }

  /// Makes a version with the next number, which is never used again; its sync is queued.
  func upload(
    _ architecture: String, uri: String, aliases: [String], suffix: String?
  ) throws -> VersionRecord {
    try requireArchitecture(architecture)
    try database.execute(
      sql: "UPDATE architecture SET last_version = last_version + 1 WHERE id = ?", arguments: [architecture])
    let id = try Int64.fetchOne(
      database, sql: "SELECT last_version FROM architecture WHERE id = ?", arguments: [architecture])
    let failure = try takeFault(onSyncOf: architecture)
    // A third of the time in the queue, as far as a user can tell.
    try insertVersion(
      architecture, id: id ?? 1, uri: uri, suffix: suffix, created: now,
      starts: now + options.syncTime / 3, ends: now + options.syncTime)
    if let failure {
      try keepOutcome(of: architecture, id: id ?? 1, digest: nil, failure: failure)
    }
    let version = try version(String(id ?? 1), of: architecture)
    try insert(aliases, of: version)
    return version
  }

  func insertVersion(
    _ architecture: String, id: Int64, uri: String, suffix: String?, created: Moment, starts: Moment, ends: Moment
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO version (arch, id, uri, suffix, created, starts, ends) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        architecture, id, uri, suffix, created.milliseconds, starts.milliseconds, ends.milliseconds,
      ])
  }

  /// Replaces the aliases of a version; the list is kept in the order sent, and nothing changes when one of
  /// them is held by another version.
  func replaceAliases(of version: VersionRecord, with aliases: [String]) throws {
    try database.execute(
      sql: "DELETE FROM alias WHERE arch = ? AND version = ?", arguments: [version.architecture, version.id])
    try insert(aliases, of: version)
  }

  private func insert(_ aliases: [String], of version: VersionRecord) throws {
    for (position, alias) in aliases.enumerated() {
      let holder = try Int64.fetchOne(
        database, sql: "SELECT version FROM alias WHERE arch = ? AND name = ?",
        arguments: [version.architecture, alias])
      if let holder {
        throw Refusal.detail(
          409,
          "Alias '\(alias)' is held by version \(holder) of \(version.architecture); remove it there first")
      }
      try database.execute(
        sql: "INSERT INTO alias (arch, name, version, position) VALUES (?, ?, ?, ?)",
        arguments: [version.architecture, alias, version.id, position])
    }
  }

  /// Removes a version and frees its aliases; refuses one that is live or on its way to be (item 20).
  func delete(_ version: VersionRecord) throws {
    for endpoint in try endpoints() where endpoint.architecture == version.architecture {
      let deployments = try deployments(to: endpoint)
      if deployments.live(at: now)?.version == version.id {
        throw Refusal.detail(
          409, "Version \(version.id) is live on endpoint '\(endpoint.id)'; deploy another one first")
      }
      if deployments.contains(where: { $0.version == version.id && $0.ends > now }) {
        throw Refusal.detail(409, "Version \(version.id) is being deployed to endpoint '\(endpoint.id)'")
      }
    }
    try database.execute(
      sql: "DELETE FROM version WHERE arch = ? AND id = ?", arguments: [version.architecture, version.id])
  }

  /// Versions whose sync has begun and whose weights nobody has read yet.
  func uncheckedVersions() throws -> [VersionRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM version WHERE is_checked = 0 AND starts <= ? ORDER BY arch, id",
      arguments: [now.milliseconds]
    ).map(VersionRecord.init)
  }

  /// Keeps what reading the weights has shown, once: a second outcome of the same version is dropped.
  func keepOutcome(
    of architecture: String, id: Int64, digest: String?, failure: VersionRecord.Failure?
  ) throws {
    try database.execute(
      sql: """
        UPDATE version SET is_checked = 1, digest = ?, failure_code = ?, failure = ?
        WHERE arch = ? AND id = ? AND is_checked = 0
        """,
      arguments: [digest, failure?.code, failure?.message, architecture, id])
  }
}
