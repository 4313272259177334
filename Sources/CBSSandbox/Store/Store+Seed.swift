import CBSCatalog
import GRDB

extension Store {
  var isSeeded: Bool { get throws { try setting("organization") != nil } }

  /// Fills an empty store: one organization, three architectures, two endpoints, two versions, one of them live.
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
    for architecture in Seed.architectures { try adopt(architecture) }
    for endpoint in Seed.endpoints {
      try insertEndpoint(endpoint.id, of: endpoint.architecture, created: ago(60))
    }
    for (index, version) in Seed.versions.enumerated() {
      let created = ago(30 - 10 * Int64(index))
      let record = try plant(version, created: created)
      guard version.isDeployed, let endpoint = try endpoints().first(where: { $0.architecture == record.architecture })
      else { continue }
      let ends = created + .seconds(3600)
      _ = try insertDeployment(
        to: endpoint.id, version: record.number, alias: version.aliases.first, created: created + .seconds(3000),
        starts: created + .seconds(3010), ends: ends, outcome: .complete)
    }
  }

  private func plant(_ version: Seed.Version, created: Moment) throws -> VersionRecord {
    let number = try takeNumber(of: version.architecture)
    try insertVersion(
      number, of: version.architecture, uri: version.uri, suffix: version.suffix, created: created, starts: created,
      ends: created)
    let record = try self.version(number, of: version.architecture)
    try replaceAliases(of: record, with: version.aliases.compactMap { Alias($0) })
    return record
  }

  /// Empties every table of ours, for a fresh start. The numbers go on from the seed.
  func clear() throws {
    // The order of the tables does not matter then.
    try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let tables = try String.fetchAll(
      database,
      sql: """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb_%' AND name NOT LIKE 'sqlite_%'
        """)
    for table in tables { try database.execute(sql: "DELETE FROM \(table)") }
  }
}

extension Store {
  /// Rows of a table of ours.
  func count(_ table: String) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
  }
}
