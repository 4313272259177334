import CBSInterpreter
import CBSLanguage
import CBSValues
import Synchronization

/// A command made of its signature and a closure.
struct TestCommand: CBSInterpreter.Command {
  let signature: Signature
  let body: @Sendable (Invocation) async throws -> Output

  init(_ signature: Signature, _ body: @escaping @Sendable (Invocation) async throws -> Output) {
    self.signature = signature
    self.body = body
  }

  func run(_ call: Invocation) async throws -> Output { try await body(call) }
}

/// What the commands of the tests were called with, and what they shall answer.
final class World: Sendable {
  struct State {
    var calls: [String] = []
    /// Status of version 7, look by look; the last one stays.
    var statuses = ["in_progress", "done"]
    /// Faults that looks meet before they answer.
    var faults: [Fault] = []
    /// What `deploy` fails with.
    var deployFault: Fault?
  }

  let state = Mutex(State())
  var calls: [String] { state.withLock { $0.calls } }

  func record(_ call: Invocation) {
    let words = call.arguments.sorted { $0.key < $1.key }.flatMap { key, values in
      values.map { "\(key)=\($0.value)" }
    }
    state.withLock { $0.calls.append(([call.command] + words).joined(separator: " ")) }
  }

  static let versions = Value(
    json: [
      ["id": 5, "status": "done", "aliases": ["production"], "size": 300],
      ["id": 6, "status": "failed", "aliases": [], "size": 100],
      ["id": 7, "status": "done", "aliases": ["candidate", "r7"], "size": 200],
    ])

  static let version = StaticType.record([
    .init("id", "", .integer), .init("status", "", .text), .init("aliases", "", .list(.text)), .init("size"),
    .init("live", "", .record([.init("version", "", .integer)])),
  ])

  var commands: [any CBSInterpreter.Command] {
    [
      TestCommand(
        Signature(
          "print", "Write values.", effect: .none,
          positionals: [.init("value", .any, isRequired: false, isRepeated: true, "What.")], showsArguments: true)
      ) { call in
        await call.host.write(call.all("value").map(\.description).joined(separator: " ") + "\n")
        return .none
      },
      TestCommand(
        Signature(
          "version list", "List.", effect: .reads, positionals: [.init("arch", .text, isRequired: false, "Arch.")],
          flags: [.init("status", .text, "Only these."), .init("limit", letter: "l", .integer, "At most.")],
          answer: .list(Self.version))
      ) { call in
        self.record(call)
        return Output(Self.versions, columns: ["id", "status"])
      },
      TestCommand(
        Signature(
          "version get", "Get.", effect: .reads, positionals: [.init("version", .any, "Which.")], answer: Self.version)
      ) { call in
        self.record(call)
        let status = try self.state.withLock { state in
          if !state.faults.isEmpty { throw state.faults.removeFirst() }
          return state.statuses.count > 1 ? state.statuses.removeFirst() : state.statuses[0]
        }
        return Output(Value(json: ["id": 7, "status": .string(status), "live": ["version": 5]]))
      },
      TestCommand(
        Signature("version exists", "Ask.", effect: .reads, positionals: [.init("version", .any, "Which.")])
      ) { call in
        self.record(call)
        return Output(.boolean(call["version"]?.description == "7"))
      },
      TestCommand(
        Signature(
          "deploy", "Deploy.", effect: .writes,
          positionals: [.init("endpoint", .text, "Where."), .init("version", .any, "What.")],
          flags: [
            .init("wait", letter: "w", "Wait."), .init("within", .duration, "How long."),
            .init("tag", .text, isRepeated: true, "Tags."), .init("dry-run", "Send nothing."),
          ], answer: .record([.init("status", "", .text)]))
      ) { call in
        self.record(call)
        if let fault = self.state.withLock({ $0.deployFault }) { throw fault }
        return Output(Value(json: ["status": "pending"]))
      },
      TestCommand(
        Signature(
          "alias move", "Move.", effect: .writes,
          positionals: [.init("alias", Self.alias, "Alias."), .init("version", .any, "Version.")])
      ) { call in
        self.record(call)
        return .none
      },
      TestCommand(
        Signature("give", "Give back.", effect: .none, positionals: [.init("value", .text, "Text.")])
      ) { call in Output(call["value"] ?? .null) },
      TestCommand(
        Signature(
          "times", "Multiply.", effect: .none,
          positionals: [
            .init("count", .integer, "N."), .init("pause", .duration, isRequired: false, "D."),
            .init("size", .size, isRequired: false, "S."), .init("on", .boolean, isRequired: false, "B."),
          ])
      ) { call in
        Output(.list([call["count"], call["pause"], call["size"], call["on"]].compactMap { $0 }))
      },
      TestCommand(Signature("break-down", "Throw.", effect: .none)) { _ in throw ForeignError() },
      TestCommand(Signature("refuse", "Refuse.", effect: .writes, positionals: [.init("code", .text, "Code.")])) {
        call in
        self.record(call)
        throw Fault(call["code"]?.text ?? "", "refused", status: .unreachable)
      },
      TestCommand(Signature("cancel", "Cancel the run.", effect: .none)) { _ in
        withUnsafeCurrentTask { $0?.cancel() }
        return .none
      },
    ]
  }

  static let alias = ParameterType("ALIAS") { text in
    text.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } ? nil : "small letters, digits and '-' are wanted"
  }
}

struct ForeignError: Error {}
