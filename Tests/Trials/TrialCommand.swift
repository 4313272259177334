import CBSInterpreter
import CBSLanguage
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

  private static let fields: [Signature.FieldShape] = [
    .init("id"), .init("status"), .init("aliases"), .init("size"), .init("live", "", .record([.init("version")])),
  ]

  private static let alias = ParameterType("ALIAS") { text in
    text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } ? nil : "small letters and '-' are wanted"
  }

  /// Enough of them to reach every kind of parameter, field and effect.
  static let all: [TrialCommand] = [
    TrialCommand(
      signature: Signature(
        "print", "Write values.", effect: .none,
        positionals: [.init("value", .any, isRequired: false, isRepeated: true, "What.")])
    ) { call in
      _ = call.all("value").map(\.description)
      return .none
    },
    TrialCommand(
      signature: Signature(
        "version list", "List.", effect: .reads,
        positionals: [.init("arch", .text, isRequired: false, "Architecture.")],
        flags: [.init("status", .text, "Only these."), .init("limit", letter: "l", .integer, "At most.")],
        fields: fields)
    ) { _ in Output(versions, columns: ["id", "status"]) },
    TrialCommand(
      signature: Signature(
        "version get", "Get.", effect: .reads, positionals: [.init("version", .any, "Which.")], fields: fields)
    ) { _ in Output(Value(json: ["id": 7, "status": "done", "live": ["version": 5]])) },
    TrialCommand(
      signature: Signature(
        "deploy", "Deploy.", effect: .writes,
        positionals: [.init("endpoint", .text, "Where."), .init("version", .any, "What.")],
        flags: [
          .init("wait", letter: "w", "Wait."), .init("within", .duration, "How long."),
          .init("tag", .text, isRepeated: true, "Tags."), .init("dry-run", "Send nothing."),
        ], fields: [.init("status")])
    ) { _ in Output(Value(json: ["status": "pending"])) },
    TrialCommand(
      signature: Signature(
        "alias move", "Move.", effect: .writes,
        positionals: [.init("alias", alias, "Alias."), .init("version", .any, "Version.")])
    ) { _ in .none },
    TrialCommand(
      signature: Signature(
        "times", "Many types.", effect: .none,
        positionals: [
          .init("count", .integer, "N."), .init("pause", .duration, isRequired: false, "D."),
          .init("size", .size, isRequired: false, "S."), .init("on", .boolean, isRequired: false, "B."),
          .init("factor", .number, isRequired: false, "F."),
        ])
    ) { call in Output(.list([call["count"], call["pause"], call["size"], call["on"]].compactMap { $0 })) },
    TrialCommand(
      signature: Signature(
        "refuse", "Fail.", effect: .writes, positionals: [.init("code", .text, "Code.")])
    ) { call in throw Fault(call["code"]?.text ?? "", "refused", status: .unreachable, isRetryable: true) },
  ]
}
