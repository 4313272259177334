import CBSCatalog
import CBSValues
import OrderedCollections

/// One thing that a script would do: a request, or a change of this machine. Holds no secret.
struct PlanStep: Sendable {
  let effect: Effect
  /// Which overlay it went to: `the sandbox`.
  let place: String
  /// Where in which text the command stands, and its words.
  let file: String
  let line: Int
  let command: String
  /// Whether the command asks before it does it.
  let isAsked: Bool
  /// Nil for a change of this machine.
  let request: (method: CBSCatalog.Method, path: String, body: JSON?)?
  var change: PlanChange?
  /// What is to be said where there is no change: `changes nothing: answered 409`; what of this machine is changed.
  var outcome: String?

  /// A request of the command that runs.
  init(_ request: Request, at place: String, outcome: String? = nil) {
    let call = PlannedCall.current
    let redact: (String) -> String = { call?.session.redactor.redact($0) ?? $0 }
    let body = request.body.map { redact(String(decoding: $0, as: UTF8.self)) }
    self.init(
      effect: Self.effect(of: request), at: place, call: call,
      request: (request.method, redact(request.target), body.map { (try? JSON(parsing: $0)) ?? .string($0) }),
      outcome: outcome)
  }

  /// A change of this machine by the command that runs.
  init(local effect: Effect, at place: String, outcome: String) {
    self.init(effect: effect, at: place, call: PlannedCall.current, request: nil, outcome: outcome)
  }

  private init(
    effect: Effect, at place: String, call: PlannedCall?,
    request: (method: CBSCatalog.Method, path: String, body: JSON?)?, outcome: String?
  ) {
    self.effect = effect
    self.place = place
    self.request = request
    self.outcome = outcome
    file = call?.file ?? ""
    line = call?.line ?? 0
    command = call.map { $0.session.redactor.redact($0.text) } ?? ""
    isAsked = call?.isAsked ?? false
  }

  /// What the catalog says of it; of what is not in the catalog the method tells.
  private static func effect(of request: Request) -> Effect {
    if let endpoint = Catalog.endpoint(of: request) { return endpoint.effect }
    return switch request.method {
    case .get, .head: .reads
    case .delete: .destroys
    case .post, .put, .patch: .writes
    }
  }
}

extension PlanStep {
  /// The lines of the listing.
  func text(number: Int, colored: Bool) -> String {
    let head = "\(number). "
    var lines: [String] = []
    var deed = effect.word
    if colored, effect == .destroys { deed = "\u{1B}[31m\(deed)\u{1B}[0m" }
    deed += request.map { " \($0.method.rawValue) \($0.path)" } ?? outcome.map { " " + $0 } ?? ""
    if isAsked { deed += " (asks first; away from a terminal it needs --yes)" }
    lines.append(deed)
    if let body = request?.body { lines.append(body.text) }
    if let change { lines.append(change.text(colored: colored)) }
    if let outcome, request != nil { lines.append(outcome) }
    let indent = String(repeating: " ", count: head.count)
    return "\(head)\(file):\(line)  \(command.onOneLine)\n" + lines.map { "\(indent)\($0)\n" }.joined()
  }

  /// One line for a request that only reads.
  var readText: String {
    "   \(file):\(line)  reads" + (request.map { " \($0.method.rawValue) \($0.path)" } ?? "") + "\n"
  }

  func json(number: Int) -> JSON {
    var members: OrderedDictionary<String, JSON> = [
      "number": .integer(Int64(number)), "effect": .string(effect.word), "local": .boolean(request == nil),
      "on": .string(place), "file": .string(file), "line": .integer(Int64(line)), "command": .string(command),
      "asks": .boolean(isAsked), "method": request.map { .string($0.method.rawValue) } ?? .null,
      "path": request.map { .string($0.path) } ?? .null, "body": request?.body ?? .null,
    ]
    members["change"] = change?.json ?? .null
    members["outcome"] = outcome.map(JSON.string) ?? .null
    return .object(members)
  }
}

extension Effect {
  /// The word of the tables for it.
  var word: String {
    switch self {
    case .reads: "reads"
    case .writes: "writes"
    case .destroys: "destroys"
    }
  }
}

extension String {
  /// The text with its line breaks and indentation made one blank.
  fileprivate var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
