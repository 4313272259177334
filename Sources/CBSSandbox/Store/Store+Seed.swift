import GRDB

extension Store {
  var isSeeded: Bool { get throws { try setting("organization") != nil } }

  /// Fills an empty store: one organisation, three architectures, two endpoints, two versions, one of them live.
  ///
  /// Whoever comes second finds it done. The clock starts as the options say.
  func plant(wall: Moment) throws {
    guard try !isSeeded else { return }
    var clock = ClockState(mode: .real, milliseconds: 0)
    if options.clock == .virtual || options.clockStaysVirtual {
      clock = ClockState(mode: .virtual, milliseconds: (options.start ?? wall).milliseconds)
    }
    let now = clock.now(wall: wall)
    let ago = { (days: Int64) in Moment(milliseconds: now.milliseconds - days * Self.day) }
    try keep(clock)
    try set("organization", to: options.organization)
    try set("draws", to: String(options.seed ?? UInt64.random(in: 0 ... .max)))
    if case .empty = options.beginning { return }
    for architecture in Seed.architectures {
      try database.execute(sql: "INSERT INTO architecture (id) VALUES (?)", arguments: [architecture])
    }
    for endpoint in Seed.endpoints {
      try database.execute(
        sql: "INSERT INTO endpoint (id, arch, created) VALUES (?, ?, ?)",
        arguments: [endpoint.id, endpoint.architecture, ago(60).milliseconds])
    }
    for (index, version) in Seed.versions.enumerated() {
      let created = ago(30 - 10 * Int64(index))
      let record = try plant(version, created: created)
      guard version.isDeployed, let endpoint = try endpoints().first(where: { $0.architecture == record.architecture })
      else { continue }
      let ends = created + .seconds(3600)
      _ = try insertDeployment(
        to: endpoint, version: record.id, alias: version.aliases.first, created: created + .seconds(3000),
        starts: created + .seconds(3010), ends: ends, outcome: .complete)
    }
  }

  private func plant(_ version: Seed.Version, created: Moment) throws -> VersionRecord {
    try database.execute(
      sql: "UPDATE architecture SET last_version = last_version + 1 WHERE id = ?", arguments: [version.architecture])
    let id =
      try Int64.fetchOne(
        database, sql: "SELECT last_version FROM architecture WHERE id = ?", arguments: [version.architecture]) ?? 1
    try insertVersion(
      version.architecture, id: id, uri: version.uri, suffix: version.suffix, created: created, starts: created,
      ends: created)
    let record = try self.version(String(id), of: version.architecture)
    try replaceAliases(of: record, with: version.aliases)
    return record
  }

  /// Empties every table, for a fresh start. The numbers go on from the seed.
  func clear() throws {
    for table in [
      "exchange", "scrape", "fault", "deployment", "alias", "version", "endpoint", "architecture", "setting",
    ] {
      try database.execute(sql: "DELETE FROM \(table)")
    }
  }
}

extension Store {
  /// Rows of a table of ours.
  func count(_ table: String) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
  }
}
