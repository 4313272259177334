import CBSDiagnostics
import CBSLanguage
import CBSValues

extension Runner {
  /// Refuses arguments that no `param` line takes. Nothing has run.
  func requireKnownArguments() throws(Fault) {
    let parameters = machine.program.inputs.compactMap { input in
      if case .parameter = input.kind { input.name } else { nil }
    }
    for name in arguments.keys.sorted() where !parameters.contains(name) {
      throw .unknownParameter(name, known: parameters)
    }
  }

  /// Gives a `param` or `secret` its value.
  func read(_ input: Input) async throws(Fault) {
    machine.set(input.register, to: try await value(of: input))
    machine.note(origin(of: input), of: input.register)
  }

  private func origin(of input: Input) -> Origin {
    if arguments[input.name] != nil { return Origin(place: "the argument --\(input.name)", text: "") }
    let place = machine.place(of: input.span)
    guard case .parameter = input.kind else {
      return Origin(place: place, text: machine.program.source.text(input.span))
    }
    return Origin(place: "its default in \(place)", text: "")
  }

  private func value(of input: Input) async throws(Fault) -> Value {
    switch input.kind {
    case .parameter(let type, let defaultValue):
      if let text = arguments[input.name] {
        guard let value = Value(reading: text, as: type) else { throw .badParameter(text, input, type) }
        return value
      }
      guard let defaultValue else { throw .missingParameter(input, type) }
      let value = machine[defaultValue]
      guard type == .time, let text = value.text else { return value }
      guard let time = Value(reading: text, as: type) else { throw .badParameter(text, input, type) }
      return time
    case .environment(let variable):
      guard let text = host.environment(variable), !text.isEmpty else {
        throw .missingSecret(
          input, "the environment variable '\(variable)' is not set", hint: "set it: export \(variable)=…")
      }
      return .secret(Secret(text, name: input.name))
    case .file(let register):
      let path = machine[register].description
      guard let bytes = host.fileContents(path), let text = String(validating: bytes, as: UTF8.self) else {
        throw .missingSecret(
          input, "the file '\(path)' cannot be read", hint: "it holds the secret alone, as UTF-8")
      }
      let secret = text.prefix(upTo: text.lastIndex { !$0.isNewline }.map(text.index(after:)) ?? text.startIndex)
      guard !secret.isEmpty else { throw .missingSecret(input, "the file '\(path)' is empty", hint: nil) }
      return .secret(Secret(String(secret), name: input.name))
    case .prompt:
      guard let text = await host.askSecret("\(input.name): "), !text.isEmpty else {
        throw .missingSecret(
          input, "nobody typed it",
          hint: "away from a terminal take it from the environment: secret \(input.name) from env …")
      }
      return .secret(Secret(text, name: input.name))
    }
  }
}

/// What is wrong with what a script gets from outside. Nothing has run.
extension Fault {
  fileprivate static func unknownParameter(_ name: String, known: [String]) -> Self {
    let hint =
      name.nearest(among: known).map { "did you mean '--\($0)'?" }
      ?? (known.isEmpty ? "it has no 'param' line" : "it takes \(known.map { "--" + $0 }.joined(separator: " "))")
    return Self(.unknownParameter, "the script has no parameter '\(name)'", status: .usage, hint: hint)
  }

  fileprivate static func badParameter(_ text: String, _ input: Input, _ type: ParameterType.Kind) -> Self {
    Self(
      .badParameter, "\(Value.string(text).quoted) cannot be '\(input.name)': type '\(type.rawValue)' is wanted",
      status: .usage, hint: type.specimen.map { "write --\(input.name) \($0)" }, at: input.span)
  }

  fileprivate static func missingParameter(_ input: Input, _ type: ParameterType.Kind) -> Self {
    Self(
      .missingParameter, "the script needs '\(input.name)'", status: .usage,
      hint: "give it: --\(input.name) \(type.rawValue.uppercased())", at: input.span)
  }

  fileprivate static func missingSecret(_ input: Input, _ why: String, hint: String?) -> Self {
    Self(
      .missingSecret, "the secret '\(input.name)' is missing: \(why)", status: .unreachable, hint: hint,
      at: input.span)
  }
}
