import CBSCatalog
import CBSValues
import GRDB

extension Store {
  /// Every fault in the order in which it was added.
  func faults() throws -> [Fault] {
    try Row.fetchAll(database, sql: "SELECT * FROM fault ORDER BY id").compactMap { row in
      guard let stored = try? JSON(parsing: row["kind"] as String),
        let kind = Fault.Kind(name: stored["name"]?.string ?? "", argument: stored["argument"] ?? .null)
      else { return nil }
      let method: String? = row["method"]
      return Fault(
        kind, id: row["id"], method: method.flatMap(Method.init(rawValue:)), pattern: row["pattern"],
        count: row["remaining"])
    }
  }

  /// Keeps a fault and gives it its number.
  func add(_ fault: Fault) throws -> Fault {
    let kind: JSON = ["name": .string(fault.kind.name), "argument": fault.kind.argument]
    try database.execute(
      sql: "INSERT INTO fault (kind, method, pattern, remaining) VALUES (?, ?, ?, ?)",
      arguments: [kind.text, fault.method?.rawValue, fault.pattern, fault.remaining])
    return Fault(
      fault.kind, id: database.lastInsertedRowID, method: fault.method, pattern: fault.pattern, count: fault.remaining)
  }

  /// Removes one fault, or all.
  ///
  /// - Returns: how many there were.
  func clearFaults(id: Int64?) throws -> Int {
    try database.execute(sql: "DELETE FROM fault WHERE ? IS NULL OR id = ?", arguments: [id, id])
    return database.changesCount
  }

  /// The first fault in the way of a request, counted as used.
  func takeFault(method: Method, path: String) throws -> Fault? {
    let fault = try faults().first { $0.matches(method: method, path: path) }
    try fault.map(use)
    return fault
  }

  /// What the next sync of `architecture` fails with, if it shall.
  func takeFault(onSyncOf architecture: String) throws -> VersionRecord.Failure? {
    for fault in try faults() where architecture.matches(pattern: fault.pattern) {
      guard case .syncFailure(let reason) = fault.kind else { continue }
      try use(fault)
      return VersionRecord.Failure(code: 13, message: reason ?? "The sync was interrupted by an internal error")
    }
    return nil
  }

  /// How the next rollout to `endpoint` ends, if it shall not end well.
  func takeFault(onRolloutTo endpoint: String) throws -> DeploymentRecord.Outcome? {
    for fault in try faults() where endpoint.matches(pattern: fault.pattern) {
      guard fault.kind == .rolloutFailure || fault.kind == .silentRollback else { continue }
      try use(fault)
      return fault.kind == .rolloutFailure ? .failed : .withdrawn
    }
    return nil
  }

  private func use(_ fault: Fault) throws {
    guard let remaining = fault.remaining else { return }
    if remaining > 1 {
      try database.execute(sql: "UPDATE fault SET remaining = ? WHERE id = ?", arguments: [remaining - 1, fault.id])
    } else {
      try database.execute(sql: "DELETE FROM fault WHERE id = ?", arguments: [fault.id])
    }
  }
}
