import CBSCatalog
import FoundationEssentials
import GRDB

/// The SQLite file of a sandbox, shared by every process that works on the same directory.
///
/// A write is answered after it is on the disk (`synchronous=FULL`), so that a killed process loses nothing it
/// has answered. A request is one transaction; a write takes the lock at its beginning.
final class StoreFile: Sendable {
  private let queue: DatabaseQueue
  private let options: SandboxOptions
  private let wall: @Sendable () -> Moment

  /// Opens or creates the file and brings its tables up to date.
  init(path: String, options: SandboxOptions, wall: @escaping @Sendable () -> Moment) throws {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(20)
    configuration.label = "cbs.sandbox"
    let safety = options.isThrownAway ? "OFF" : "FULL"
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = \(safety)") }
    PrivatePlace.makeFile(path)
    queue = try DatabaseQueue(path: path, configuration: configuration)
    self.options = options
    self.wall = wall
    guard try !queue.read({ try Self.migrator.hasBeenSuperseded($0) }) else { throw NewerStore() }
    try Self.migrator.migrate(queue)
    for part in ["", "-wal", "-shm"] { PrivatePlace.close(path + part) }
  }

  /// Copies the store at `path`, as it is at one moment, to `target`, where there is none.
  ///
  /// The original is opened for reading alone: a plain copy of the files could meet another process in the middle of a
  /// write, and a writer would move the log into the file when it closes.
  static func copy(_ path: String, to target: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(20)
    let original = try DatabaseQueue(path: path, configuration: configuration)
    PrivatePlace.makeFile(target)
    let copy = try DatabaseQueue(path: target)
    try original.backup(to: copy)
    try copy.close()
    try original.close()
  }

  /// A store that a later version of this program has changed.
  struct NewerStore: Error, CustomStringConvertible {
    var description: String { "a newer cbs has written it; use that one, or another directory" }
  }

  /// Runs `work` in a transaction that changes nothing.
  func read<Value: Sendable>(_ work: @escaping @Sendable (Store) throws -> Value) async throws -> Value {
    let (options, wall) = (options, wall)
    return try await queue.read { try work(Store(database: $0, options: options, wall: wall())) }
  }

  /// Runs `work` in a transaction that is on the disk when this returns; a thrown error undoes it all.
  func write<Value: Sendable>(_ work: @escaping @Sendable (Store) throws -> Value) async throws -> Value {
    let (options, wall) = (options, wall)
    return try await queue.write { try work(Store(database: $0, options: options, wall: wall())) }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: tables) }
    return migrator
  }

  /// Times are milliseconds of the sandbox's clock. A sync and a rollout store when they begin and end; what
  /// they are is computed from the time when somebody looks, so that every process sees the same.
  private static let tables = """
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE architecture (
      position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, last_version INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE version (
      arch TEXT NOT NULL REFERENCES architecture (id), id INTEGER NOT NULL, uri TEXT NOT NULL, suffix TEXT,
      created INTEGER NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
      is_checked INTEGER NOT NULL DEFAULT 0, digest TEXT, failure_code INTEGER, failure TEXT,
      PRIMARY KEY (arch, id)) WITHOUT ROWID;
    CREATE TABLE alias (
      arch TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL,
      PRIMARY KEY (arch, name), FOREIGN KEY (arch, version) REFERENCES version (arch, id) ON DELETE CASCADE)
      WITHOUT ROWID;
    CREATE INDEX alias_version ON alias (arch, version);
    CREATE TABLE endpoint (
      position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, arch TEXT NOT NULL REFERENCES architecture (id),
      created INTEGER NOT NULL);
    CREATE TABLE deployment (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
      endpoint TEXT NOT NULL REFERENCES endpoint (id), version INTEGER NOT NULL, alias TEXT,
      created INTEGER NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL, outcome TEXT NOT NULL);
    CREATE INDEX deployment_endpoint ON deployment (endpoint, sequence);
    CREATE TABLE fault (
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, method TEXT, pattern TEXT NOT NULL,
      remaining INTEGER);
    CREATE TABLE exchange (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, endpoint TEXT NOT NULL,
      status INTEGER NOT NULL, input INTEGER NOT NULL, output INTEGER NOT NULL,
      queue_seconds REAL NOT NULL, first_seconds REAL NOT NULL, total_seconds REAL NOT NULL);
    CREATE INDEX exchange_at ON exchange (at);
    CREATE TABLE scrape (at INTEGER NOT NULL);
    """
}

/// The store inside one transaction, at one moment of the clock.
struct Store {
  let database: Database
  let options: SandboxOptions
  let clock: ClockState
  /// The clock when the transaction began; nothing in it sees a later time.
  let now: Moment
  let wall: Moment

  init(database: Database, options: SandboxOptions, wall: Moment) throws {
    self.database = database
    self.options = options
    self.wall = wall
    clock = try Self.clock(in: database) ?? ClockState(mode: .real, milliseconds: 0)
    now = clock.now(wall: wall)
  }

  private static func clock(in database: Database) throws -> ClockState? {
    guard let mode = try setting("clock.mode", in: database).flatMap(ClockState.Mode.init(rawValue:)),
      let milliseconds = try setting("clock.milliseconds", in: database).flatMap({ Int64($0) })
    else { return nil }
    return ClockState(mode: mode, milliseconds: milliseconds)
  }

  private static func setting(_ name: String, in database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
  }

  /// The stored setting `name`.
  func setting(_ name: String) throws -> String? { try Self.setting(name, in: database) }

  func set(_ name: String, to value: String) throws {
    try database.execute(
      sql: "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      arguments: [name, value])
  }

  /// Makes the clock stand still or run; the time reached stays reached.
  func changeClock(to mode: ClockState.Mode) throws {
    var clock = clock
    clock.change(to: mode, wall: wall)
    try keep(clock)
  }

  /// Keeps `clock` for every process; what the transaction has read stays at its own moment.
  func keep(_ clock: ClockState) throws {
    try set("clock.mode", to: clock.mode.rawValue)
    try set("clock.milliseconds", to: String(clock.milliseconds))
  }

  /// Draws random numbers and keeps where they stand.
  func draw<Value>(_ work: (inout Draws) throws -> Value) throws -> Value {
    var draws = Draws(state: try setting("draws").flatMap { UInt64($0) } ?? 0)
    let value = try work(&draws)
    try set("draws", to: String(draws.state))
    return value
  }
}
