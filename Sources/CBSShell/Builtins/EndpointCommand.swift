import CBSCatalog
import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues

/// The command of an endpoint: everything about it comes from the endpoint's declaration.
///
/// Here, and nowhere else, the language meets the catalog.
struct EndpointCommand<E: Endpoint>: Command {
  let session: Session
  let signature: Signature

  init(_ endpoint: E.Type, session: Session) {
    self.session = session
    signature = Self.declaredSignature
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let call = try await self.call(from: invocation)
    if E.effect != .reads, session.isDry(invocation) { return try session.dryRun(call, of: invocation) }
    if E.effect != .reads {
      try await session.confirm(signature, what: call.subject, invocation: invocation)
    }
    let answer = try await session.send(call, invocation: invocation)
    if E.Output.isList, answer.rows.isEmpty { try await session.requireExistence(of: call, invocation: invocation) }
    return output(of: answer)
  }

  /// The typed call that the words of a line make, with what the session knows filled in.
  func call(from invocation: Invocation) async throws(Fault) -> Call<E> {
    let context = try session.argumentContext()
    var draft = Draft<E>()
    for field in E.fields {
      guard let name = field.parameterName, let given = invocation.arguments[name], !given.isEmpty else { continue }
      if let secret = given.first(where: { !$0.value.secrets.isEmpty }) { throw .secretSent(as: name, at: secret.span) }
      do throws(ArgumentMismatch) {
        try draft.set(field, to: given.map { $0.value.json }, in: context)
      } catch {
        throw Fault("bad-argument", error.headline, status: .usage, hint: error.rule, at: given[0].span)
      }
    }
    draft.infer(from: context)
    do { return try Call(draft) } catch {
      throw Fault(
        "missing-argument", error.message, status: .usage, hint: error.advice, at: invocation.span)
    }
  }

  func output(of answer: E.Output) -> Output {
    Output(Value(view: answer.view, shape: E.Output.shape), columns: E.columns)
  }
}

extension EndpointCommand {
  /// The signature that the declaration makes.
  static var declaredSignature: Signature {
    var signature = Signature(
      E.command, E.summary, effect: E.effect.languageEffect,
      positionals: E.fields.compactMap(\.positional), flags: E.fields.compactMap(\.flag), examples: [E.example],
      answer: E.Output.shape.staticType)
    if E.effect != .reads { signature.flags += CommonFlags.writing }
    // Names and prompts are no place for a secret: servers log them and models repeat them.
    signature.showsArguments = true
    return signature
  }
}

/// Flags that many commands share.
enum CommonFlags {
  static let dryRun = Signature.Flag("dry-run", "Show what would be sent, and send nothing.")
  static let yes = Signature.Flag("yes", "Do not ask.")
  static let wait = Signature.Flag("wait", "Wait until it has ended.")
  static let within = Signature.Flag("within", .period, "How long to wait at most.")
  static let writing = [dryRun, yes]
}

extension Fault {
  fileprivate static func secretSent(as parameter: String, at span: Span) -> Self {
    Self(
      "secret-exposed", "'\(parameter)' would show a secret to others", status: .usage,
      hint: "only the body of 'api' takes one", at: span)
  }
}

extension Effect {
  var languageEffect: Signature.Effect {
    switch self {
    case .reads: .reads
    case .writes: .writes
    case .destroys: .destroys
    }
  }
}

extension AnyField {
  /// What the command calls the parameter; nil where the line has none.
  var parameterName: String? {
    switch syntax {
    case .word, .words: kind.placeholder
    case .flag(let name), .toggle(let name): name
    case .hidden: nil
    }
  }

  var positional: Signature.Positional? {
    guard syntax.isPositional, let parameterName else { return nil }
    return Signature.Positional(
      parameterName, parameterType, isRequired: isRequired && !isInferable, isRepeated: syntax == .words, summary)
  }

  var flag: Signature.Flag? {
    switch syntax {
    case .flag(let name): Signature.Flag(name, parameterType, isRepeated: kind.isList, summary)
    case .toggle(let name): Signature.Flag(name, summary)
    case .word, .words, .hidden: nil
    }
  }

  /// Whether the session may know the value when the line leaves it out.
  private var isInferable: Bool {
    inferred(from: .anything) != nil
  }

  private var parameterType: ParameterType {
    let field = self
    return ParameterType(kind.placeholder.uppercased(), kind.languageKind, completing: completion.name) { text in
      do throws(ArgumentMismatch) {
        _ = try field.read(
          values: [.string(text)],
          in: .anything)
        return nil
      } catch { return error.rule }
    }
  }
}

extension ArgumentContext {
  /// A context that knows everything, to judge a word without a session.
  static let anything = ArgumentContext(
    organization: OrganizationName("any"), organizationID: OrganizationID("any"), architecture: ArchitectureID("any"))
}

extension ValueKind {
  /// The language's kind of a word for it. Texts stay texts: the field reads them.
  var languageKind: ParameterType.Kind {
    switch self {
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .version: .reference
    case .json, .messages, .s3: .any
    case .text, .organization, .organizationID, .architecture, .endpoint, .model, .selector, .alias, .suffix, .choice:
      .text
    case .list(let kind): kind.languageKind == .text ? .any : kind.languageKind
    }
  }
}

extension Completion {
  /// The name by which the completer finds candidates.
  var name: String {
    switch self {
    case .architectures: "architectures"
    case .versions: "versions"
    case .aliases: "aliases"
    case .endpoints: "endpoints"
    case .s3: "s3"
    case .files: "files"
    case .models: "models"
    case .profiles: "profiles"
    case .none: ""
    case .values(let words): "choice:" + words.joined(separator: ",")
    }
  }
}

extension Shape {
  /// What the language knows of a value of the shape before there is one.
  var staticType: StaticType {
    switch self {
    case .text, .version: .text
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .time: .time
    case .duration: .duration
    case .size: .size
    case .any: .any
    case .list(let element): .list(element.staticType)
    case .record(let members): .record(members.map { .init($0.name, $0.summary, $0.shape.staticType) })
    case .optional(let shape): shape.staticType
    }
  }
}

extension Call {
  /// What the call is about, as people write it: the names in its path and its version.
  var subject: String {
    E.fields.compactMap { field in
      switch value(of: field) {
      case let name as VersionName: name.shortName
      case let name as EndpointID: name.text
      case let name as ArchitectureID: name.text
      case let location as S3URI: location.description
      case let aliases as [Alias]: aliases.map(\.text).joined(separator: " ")
      default: nil
      }
    }.joined(separator: " ")
  }
}
