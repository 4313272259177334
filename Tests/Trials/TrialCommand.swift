import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSText
import CBSValues

/// A command that touches nothing: it answers a fixed value, or fails.
struct TrialCommand: CBSInterpreter.Command {
  let signature: Signature
  let answer: @Sendable (Invocation) throws -> Output

  func run(_ call: Invocation) async throws -> Output {
    await call.host.notice(signature.name)
    return try answer(call)
  }

  static let versions = Value(
    json: [
      ["id": 5, "status": "done", "aliases": ["production"], "size": 300],
      ["id": 7, "status": "failed", "aliases": [], "size": 100],
    ])

  private static let fields: [FieldType] = [
    .init("id"), .init("status"), .init("aliases"), .init("size"), .init("live", "", .record([.init("version")])),
  ]

  /// A name of lowercase letters and dashes.
  private struct Alias: Argument {
    static let type = ParameterType("ALIAS")

    init(argument: Value) throws(ArgumentMismatch) {
      let text = try String(argument: argument)
      guard text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }) else {
        throw ArgumentMismatch(argument, rule: "lowercase letters and '-' are wanted")
      }
    }
  }

  private static let count = Parameter<Int64>("count", "N.")
  private static let pause = Parameter<Duration?>("pause", "D.")
  private static let size = AnyParameter("size", ParameterType("SIZE", .size), isRequired: false, "S.")
  private static let isOn = Parameter<Bool?>("on", "B.")
  private static let code = Parameter<String>("code", "Code.")
  private static let values = Parameter<[Value]>("value", "What.", isRequired: false)

  /// Enough of them to reach every kind of parameter, field and effect.
  static let all: [TrialCommand] = [
    TrialCommand(signature: Signature("print", "Write values.", takes: [values], effect: .none)) { call in
      _ = call[values].map(\.description)
      return .none
    },
    TrialCommand(
      signature: Signature(
        "version list", "List.",
        takes: [
          Parameter<String?>("arch", "Architecture."), Parameter<String?>(flag: "status", "Only these."),
          Parameter<Int64?>(flag: "limit", letter: "l", "At most."),
        ], fields: fields, effect: .reads)
    ) { _ in Output(versions, columns: ["id", "status"]) },
    TrialCommand(
      signature: Signature(
        "version get", "Get.", takes: [Parameter<Value>("version", "Which.")], fields: fields, effect: .reads)
    ) { _ in Output(Value(json: ["id": 7, "status": "done", "live": ["version": 5]])) },
    TrialCommand(
      signature: Signature(
        "deploy", "Deploy.",
        takes: [
          Parameter<String>("endpoint", "Where."), Parameter<Value>("version", "What."),
          Switch("wait", letter: "w", "Wait."), Parameter<Duration?>(flag: "within", "How long."),
          Parameter<[String]>(flag: "tag", "Tags."), Switch("dry-run", "Send nothing."),
        ], fields: [.init("status")], effect: .writes)
    ) { _ in Output(Value(json: ["status": "pending"])) },
    TrialCommand(
      signature: Signature(
        "alias move", "Move.", takes: [Parameter<Alias>("alias", "Alias."), Parameter<Value>("version", "Version.")],
        effect: .writes)
    ) { _ in .none },
    TrialCommand(
      signature: Signature(
        "times", "Many types.", takes: [count, pause, size, isOn, Parameter<Double?>("factor", "F.")], effect: .none)
    ) { call in
      let pause = call[pause].map { Value.duration($0.nanoseconds) }
      return Output(.list([.integer(call[count]), pause, call[isOn].map(Value.boolean)].compactMap { $0 }))
    },
    TrialCommand(signature: Signature("refuse", "Fail.", takes: [code], effect: .writes)) { call in
      throw Fault(ErrorCode(custom: call[code]), "refused", status: .unreachable, isRetryable: true)
    },
  ]
}
