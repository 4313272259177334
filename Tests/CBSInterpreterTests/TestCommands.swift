import CBSDiagnostics
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
    let words = call.arguments.contents.sorted { $0.key < $1.key }.flatMap { name, content in
      Self.values(of: content).map { "\(name)=\($0)" }
    }
    state.withLock { $0.calls.append(([call.command] + words).joined(separator: " ")) }
  }

  private static func values(of content: any ParameterValue) -> [String] {
    switch content {
    case let values as [Value]: values.map(\.description)
    case let value as Value: [value.description]
    case let isGiven as Bool?: [isGiven.map { String($0) } ?? ""]
    default: ["\(content)"]
    }
  }

  static let versions = Value(
    json: [
      ["id": 5, "status": "done", "aliases": ["production"], "size": 300],
      ["id": 6, "status": "failed", "aliases": [], "size": 100],
      ["id": 7, "status": "done", "aliases": ["candidate", "r7"], "size": 200],
    ])

  static let versionType = ValueType.record([
    .init("id", "", .integer), .init("status", "", .string), .init("aliases", "", .list(.string)), .init("size"),
    .init("live", "", .record([.init("version", "", .integer)])),
  ])

  // What the commands take holds plain values, so that they can be listed.
  private static let texts = Parameter<[Value]>("value", "What.", isRequired: false)
  private static let version = Parameter<Value>("version", "Which.")
  private static let code = Parameter<Value>("code", "Code.", type: String.type)
  private static let text = Parameter<Value>("value", "Text.", type: String.type)
  private static let count = Parameter<Value>("count", "N.", type: Int64.type)
  private static let pause = Parameter<Value?>("pause", "D.", type: Duration.type)
  private static let size = Parameter<Value?>("size", "S.", type: ParameterType("SIZE", .size))
  private static let isOn = Parameter<Value?>("on", "B.", type: Bool.type)

  /// A name that follows a rule of its own.
  private struct Alias: Argument, CustomStringConvertible {
    static let type = ParameterType("ALIAS")
    let description: String

    init(argument: Value) throws(ArgumentMismatch) {
      description = try String(argument: argument)
      guard description.allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "-" }) else {
        throw ArgumentMismatch(argument, rule: "small letters, digits and '-' are wanted")
      }
    }
  }

  var commands: [any CBSInterpreter.Command] {
    [
      TestCommand(
        Signature(
          "print", "Write values.", takes: [Self.texts], effect: .none, showsArguments: true)
      ) { call in
        await call.host.write(call[Self.texts].map(\.description).joined(separator: " ") + "\n")
        return .none
      },
      TestCommand(
        Signature(
          "version list", "List.",
          takes: [
            Parameter<Value?>("arch", "Arch.", type: String.type),
            Parameter<Value?>(flag: "status", "Only these.", type: String.type),
            Parameter<Value?>(flag: "limit", letter: "l", "At most.", type: Int64.type),
          ], answers: .list(Self.versionType), effect: .reads)
      ) { call in
        self.record(call)
        return Output(Self.versions, columns: ["id", "status"])
      },
      TestCommand(
        Signature(
          "version get", "Get.", takes: [Self.version], answers: Self.versionType, effect: .reads)
      ) { call in
        self.record(call)
        let status = try self.state.withLock { state in
          if !state.faults.isEmpty { throw state.faults.removeFirst() }
          return state.statuses.count > 1 ? state.statuses.removeFirst() : state.statuses[0]
        }
        return Output(Value(json: ["id": 7, "status": .string(status), "live": ["version": 5]]))
      },
      TestCommand(
        Signature("version exists", "Ask.", takes: [Self.version], effect: .reads)
      ) { call in
        self.record(call)
        return Output(.boolean(call[Self.version].description == "7"))
      },
      TestCommand(
        Signature(
          "deploy", "Deploy.",
          takes: [
            Parameter<Value>("endpoint", "Where.", type: String.type), Self.version,
            Switch("wait", letter: "w", "Wait."),
            Parameter<Value?>(flag: "within", "How long.", type: Duration.type),
            Parameter<[Value]>(flag: "tag", "Tags.", type: String.type), Switch("dry-run", "Send nothing."),
          ], answers: .record([.init("status", "", .string)]), effect: .writes)
      ) { call in
        self.record(call)
        if let fault = self.state.withLock({ $0.deployFault }) { throw fault }
        return Output(Value(json: ["status": "pending"]))
      },
      TestCommand(
        Signature(
          "alias move", "Move.", takes: [Parameter<Alias>("alias", "Alias."), Self.version], effect: .writes)
      ) { call in
        self.record(call)
        return .none
      },
      TestCommand(
        Signature("give", "Give back.", takes: [Self.text], effect: .none)
      ) { call in Output(call[Self.text]) },
      TestCommand(
        Signature(
          "times", "Multiply.", takes: [Self.count, Self.pause, Self.size, Self.isOn], effect: .none)
      ) { call in
        Output(.list([call[Self.count], call[Self.pause], call[Self.size], call[Self.isOn]].compactMap { $0 }))
      },
      TestCommand(Signature("break-down", "Throw.", effect: .none)) { _ in throw ForeignError() },
      TestCommand(Signature("refuse", "Refuse.", takes: [Self.code], effect: .writes)) { call in
        self.record(call)
        throw Fault(ErrorCode(custom: call[Self.code].description), "refused", status: .unreachable)
      },
      TestCommand(Signature("cancel", "Cancel the run.", effect: .none)) { _ in
        withUnsafeCurrentTask { $0?.cancel() }
        return .none
      },
    ]
  }
}

struct ForeignError: Error {}
