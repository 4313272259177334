import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues

/// What is wrong with the words a script is run with.
extension Fault {
  static func unknownParameter(_ flag: String, of script: ScriptInterface, at span: Span?) -> Self {
    let known = script.parameters.map(\.flagName)
    if let secret = script.secrets.first(where: { $0.name == flag.replacing("-", with: "_") }) {
      return Self(
        .secretAsArgument, "the secret '\(secret.name)' cannot be given as an argument", status: .usage,
        hint: "it comes from \(secret.origin): others can read the arguments of a program", at: span)
    }
    let hint: String
    if let near = script.nearest(flag) {
      hint = "did you mean '--\(near.flagName)'?"
    } else if ProgramOptions.signature.flag(named: flag) != nil {
      hint = "options of cbs come before the script: cbs --\(flag) … \(script.name)"
    } else {
      hint =
        known.isEmpty
        ? "it has no 'param' line" : "it takes \(known.map { "--" + $0 }.joined(separator: ", "))"
    }
    return Self(
      .unknownParameter, "\(script.quotedName) has no parameter '--\(flag)'", status: .usage, hint: hint, at: span)
  }

  static func strayArgument(_ value: Value, of script: ScriptInterface, at span: Span?) -> Self {
    Self(
      .strayArgument, "'\(value.description.shortened)' is no argument of a script", status: .usage,
      hint: script.parameters.first.map { "write --\($0.flagName) \($0.type.example)" } ?? "it has no 'param' line",
      at: span)
  }

  static func parameterGivenTwice(_ parameter: ScriptInterface.Parameter, at span: Span?) -> Self {
    Self(.parameterGivenTwice, "'--\(parameter.flagName)' is given twice", status: .usage, at: span)
  }

  static func parameterNeedsValue(_ parameter: ScriptInterface.Parameter, at span: Span?) -> Self {
    Self(
      .parameterNeedsValue, "'--\(parameter.flagName)' needs a value: \(parameter.type.wanted)", status: .usage,
      hint: "write --\(parameter.flagName) \(parameter.type.example); a value that begins with dashes is written "
        + "--\(parameter.flagName)=…",
      at: span)
  }

  static func secretArgument(_ parameter: ScriptInterface.Parameter, at span: Span?) -> Self {
    Self(
      .secretAsArgument, "a secret cannot be the value of '--\(parameter.flagName)'", status: .usage,
      hint: "let the script take it itself: secret NAME from env VARIABLE", at: span)
  }

  static func badParameter(_ value: Value, _ parameter: ScriptInterface.Parameter, at span: Span?) -> Self {
    Self(
      .badParameter,
      "'\(value.description.shortened)' cannot be '--\(parameter.flagName)': \(parameter.type.wanted) is wanted",
      status: .usage, hint: "write --\(parameter.flagName) \(parameter.type.example)", at: span)
  }

  static func missingParameters(
    _ missing: [ScriptInterface.Parameter], of script: ScriptInterface, at spans: [Span]
  ) -> Self {
    let names = missing.map { "'--\($0.flagName)'" }
    let list = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])"
    return Self(
      .missingParameter, "\(script.quotedName) needs \(list)", status: .usage,
      hint: "write " + missing.map { "--\($0.flagName) \($0.type.example)" }.joined(separator: " "), at: spans.first,
      marks: spans.dropFirst().map { ($0, "") })
  }
}
