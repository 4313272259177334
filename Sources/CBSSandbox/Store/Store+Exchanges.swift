import CBSCatalog
import GRDB

/// One inference request as counted.
struct ExchangeRecord: Sendable {
  let endpoint: EndpointID
  let status: Int
  var input = 0
  var output = 0
  var queueSeconds = 0.0
  var firstSeconds = 0.0
  var totalSeconds = 0.0
}

extension Store {
  static let minute: Int64 = 60_000
  static let day: Int64 = 86_400_000

  /// Counts an exchange; those older than a day are forgotten.
  func count(_ exchange: ExchangeRecord) throws {
    try database.execute(
      sql: """
        INSERT INTO exchange (at, endpoint, status, input, output, queue_seconds, first_seconds, total_seconds)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        now, exchange.endpoint, exchange.status, exchange.input, exchange.output, exchange.queueSeconds,
        exchange.firstSeconds, exchange.totalSeconds,
      ])
    try database.execute(sql: "DELETE FROM exchange WHERE at < ?", arguments: [now.milliseconds - Self.day])
  }

  /// The exchanges of the last complete minute on `endpoint`.
  func exchangesOfLastMinute(on endpoint: EndpointID) throws -> [ExchangeRecord] {
    let end = now.milliseconds / Self.minute * Self.minute
    return try Row.fetchAll(
      database, sql: "SELECT * FROM exchange WHERE endpoint = ? AND at >= ? AND at < ? ORDER BY sequence",
      arguments: [endpoint, end - Self.minute, end]
    ).map { row in
      ExchangeRecord(
        endpoint: endpoint, status: row["status"], input: row["input"], output: row["output"],
        queueSeconds: row["queue_seconds"], firstSeconds: row["first_seconds"], totalSeconds: row["total_seconds"])
    }
  }

  /// Requests of the last day and tokens of the last minute on `endpoint`, for the headers about limits.
  func usage(of endpoint: EndpointID) throws -> (requestsToday: Int, tokensThisMinute: Int) {
    let today = now.milliseconds / Self.day * Self.day
    let thisMinute = now.milliseconds / Self.minute * Self.minute
    let requests = try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM exchange WHERE endpoint = ? AND at >= ?", arguments: [endpoint, today])
    let tokens = try Int.fetchOne(
      database, sql: "SELECT SUM(input + output) FROM exchange WHERE endpoint = ? AND at >= ?",
      arguments: [endpoint, thisMinute])
    return (requests ?? 0, tokens ?? 0)
  }

  /// Counts a look at the metrics; false when there were six in the last minute already (item 48).
  func mayScrape() throws -> Bool {
    try database.execute(sql: "DELETE FROM scrape WHERE at <= ?", arguments: [now.milliseconds - Self.minute])
    guard try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM scrape") ?? 0 < 6 else { return false }
    try database.execute(sql: "INSERT INTO scrape (at) VALUES (?)", arguments: [now])
    return true
  }
}
