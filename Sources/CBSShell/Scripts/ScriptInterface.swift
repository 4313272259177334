import CBSCatalog
package import CBSDiagnostics
import CBSInterpreter
package import CBSLanguage
package import CBSValues

/// What a script takes from outside, from its own lines: the arguments it is run with are read by it, and its help page
/// and completion come from its signature.
package struct ScriptInterface: Sendable {
  /// A `param` line.
  package struct Parameter: Sendable {
    /// As the script calls it: `min_size`.
    package let name: String
    package let type: ParameterType.Kind
    /// As it is written; nil where a value must be given.
    package let defaultText: String?
    /// The comment after the line, else the one above it.
    package let summary: String
    /// The name, in the script.
    package let span: Span

    /// As it is written after the script, without dashes: `min-size`.
    var flagName: String { name.replacing("_", with: "-") }
  }

  /// As the user named the script.
  package let name: String
  /// How messages call it: a text without a file has no name that says anything.
  var quotedName: String { ["-", "-c", "input"].contains(name) ? "the script" : "'\(name)'" }
  package let parameters: [Parameter]
  /// Names of its secrets, each with where it comes from: `the environment variable CI_KEY`.
  let secrets: [(name: String, origin: String)]
  /// The comment at its head, paragraph by paragraph.
  private let paragraphs: [String]

  package init(_ parsed: ParsedSource) {
    let comments = ScriptComments(parsed.source)
    var parameters: [Parameter] = []
    var secrets: [(name: String, origin: String)] = []
    for header in parsed.script.headers {
      switch header.kind {
      case .parameter(let name, let type, let defaultValue):
        parameters.append(
          Parameter(
            name: name.text, type: Self.type(type, defaultValue),
            defaultText: defaultValue.map { parsed.source.text($0.span) }, summary: comments.comment(on: header.span),
            span: name.span))
      case .secret(let name, let origin): secrets.append((name.text, Self.text(of: origin, in: parsed.source)))
      case .include: break
      }
    }
    name = parsed.source.name
    self.parameters = parameters
    self.secrets = secrets
    paragraphs = comments.paragraphs
  }

  /// The type of a parameter: what is written, else what its default is of, else text.
  private static func type(_ name: Name?, _ defaultValue: Expression?) -> ParameterType.Kind {
    if let name { return ParameterType.Kind(name: name.text) ?? .any }
    guard let defaultValue else { return .string }
    switch defaultValue.kind {
    case .literal(let literal): return ParameterType.Kind(of: literal)
    case .unary(.negate, let operand):
      guard case .literal(let literal) = operand.kind else { return .any }
      return ParameterType.Kind(of: literal)
    case .raw: return .string
    case .string(let parts): return parts.knownText == nil ? .any : .string
    case .path, .element, .group, .list, .record, .call, .unary, .binary, .broken: return .any
    }
  }

  private static func text(of origin: Header.SecretOrigin, in source: Source) -> String {
    switch origin {
    case .environment(let variable): "the environment variable \(variable.text)"
    case .file(let word): "the file \(source.text(word.span))"
    case .prompt: "the prompt"
    }
  }

  // MARK: Products

  /// The script as a command: a flag for each parameter. `runner` is what it is run with: `cbs` or `run`.
  package func signature(runner: String) -> Signature {
    var details = paragraphs.dropFirst().joined(separator: "\n\n")
    for secret in secrets {
      details += (details.isEmpty ? "" : "\n\n") + "It takes the secret '\(secret.name)' from \(secret.origin)."
    }
    return Signature(
      "\(runner) \(Quoting.quote(name))", paragraphs.first ?? "A script that says nothing of itself.",
      takes: parameters.map(\.flag), effect: .none, details: details)
  }
}

extension ScriptInterface.Parameter {
  /// The parameter as a flag. One that is false unless said otherwise is a switch; one that is true is switched off.
  var flag: AnyParameter {
    if type == .boolean, let defaultText {
      return defaultText == "true"
        ? Switch("no-" + flagName, explanation(defaultText: nil, turnedOff: true)).erased
        : Switch(flagName, explanation(defaultText: nil)).erased
    }
    return AnyParameter(
      flagName, ParameterType(type.label, type, completing: type == .uri ? .s3 : .none), form: .flag(letter: nil),
      isRequired: defaultText == nil, explanation(defaultText: defaultText))
  }

  private func explanation(defaultText: String?, turnedOff: Bool = false) -> String {
    let sentence = summary.isEmpty || summary.hasSuffix(".") || summary.hasSuffix("?") ? summary : summary + "."
    let parts = [turnedOff ? "Turns off: " + (sentence.isEmpty ? flagName + "." : sentence) : sentence]
    return (parts + (defaultText.map { ["Default: \($0)."] } ?? [])).filter { !$0.isEmpty }.joined(separator: " ")
  }

}

extension ParameterType.Kind {
  /// How usage lines write a value of it.
  fileprivate var label: String {
    switch self {
    case .integer: "N"
    case .boolean: "true|false"
    case .any, .reference: "VALUE"
    case .string, .number, .duration, .size, .time, .uri, .list, .record: rawValue.uppercased()
    }
  }

  /// How messages call it, with its article.
  var wanted: String {
    switch self {
    case .time: "a time"
    case .uri: "an address"
    case .list: "a list"
    case .record: "a record"
    case .string, .any, .reference: "a string"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "true or false"
    case .duration: "a duration"
    case .size: "a size"
    }
  }

  /// What a value of it looks like after a script.
  var example: String {
    switch self {
    case .string, .any, .reference: "TEXT"
    case .integer: "7"
    case .number: "0.5"
    case .boolean: "true"
    case .duration: "30s"
    case .size: "10GiB"
    case .time: "2026-03-01T10:00:00Z"
    case .uri: "s3://bucket/prefix"
    case .list: "a,b,c"
    case .record: #"'{"a": 1}'"#
    }
  }
}
