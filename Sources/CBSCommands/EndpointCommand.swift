import CBSDiagnostics
import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSValues

/// The command of an endpoint: everything about it comes from the endpoint's declaration.
struct EndpointCommand<E: Endpoint>: Command {
  let session: Session
  let signature: Signature

  init(_ endpoint: E.Type, session: Session) {
    self.session = session
    var signature = E.signature
    if signature.effect.isChange { signature.add(CommonFlags.writing) }
    self.signature = signature
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let call = try call(from: invocation)
    if signature.effect.isChange {
      if session.isDry(invocation) { return try session.dryRun(call, of: invocation) }
      try await session.confirm(signature, what: call.subject, invocation: invocation)
    }
    let answer = try await session.send(call, invocation: invocation)
    if E.Output.isList, answer.rows.isEmpty { try await session.requireExistence(of: call, invocation: invocation) }
    return Output(answer, of: E.self)
  }

  /// The typed call that the arguments make, with what the session knows filled in.
  func call(from invocation: Invocation) throws(Fault) -> Call<E> {
    try session.call(E.self, at: invocation) { (draft, context) throws(Fault) in
      do throws(ArgumentFailure) { try draft.take(invocation.arguments, in: context) } catch {
        throw .incomplete(error.mismatch, error.field.parameter, of: invocation)
      }
    }
  }
}

extension Fault {
  /// An argument that is well written, and that this session cannot make complete.
  static func incomplete(_ mismatch: ArgumentMismatch, _ parameter: AnyParameter, of invocation: Invocation) -> Self {
    Self(
      .badArgument, "'\(mismatch.value.description)' is not \(parameter.type.phrase)", status: .usage,
      hint: mismatch.rule, at: invocation.span(of: parameter))
  }
}

extension Call {
  /// What the call is about, as people write it: the names in its path and its version.
  var subject: String {
    E.wire.fields.compactMap { field in
      switch value(of: field) {
      case let name as VersionName: name.shortName
      case let name as EndpointID: name.text
      case let name as ArchitectureID: name.text
      case let location as S3Location: location.text
      case let aliases as [Alias]: aliases.map(\.text).joined(separator: " ")
      default: nil
      }
    }.joined(separator: " ")
  }
}
