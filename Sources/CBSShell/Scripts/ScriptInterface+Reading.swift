import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues

extension ScriptInterface {
  /// Whether the words ask what the script takes. A parameter of that name comes first.
  package func asksHelp(_ words: [ScriptWord]) -> Bool {
    words.contains { word in
      if case .flag("help", nil) = word.kind { true } else { false }
    } && parameter("help") == nil
  }

  /// The texts of the parameters by name, or all that is wrong with the words.
  ///
  /// - Parameter marksScript: whether faults are shown in the script, at its `param` lines: where the words have no
  ///   place in a text.
  func read(_ words: [ScriptWord], marksScript: Bool) -> Result<[String: String], ScriptMisuse> {
    var reading = Reading(interface: self, marksScript: marksScript)
    var rest = words[...]
    while let word = rest.popFirst() { reading.take(word, &rest) }
    reading.findMissing()
    return reading.faults.isEmpty ? .success(reading.texts) : .failure(ScriptMisuse(faults: reading.faults))
  }

  /// The parameter whose flag is nearest to a misspelt one, where one is near enough.
  func nearest(_ flag: String) -> Parameter? {
    let name = flag.replacing("_", with: "-").nearest(among: parameters.map(\.flagName))
    return name.flatMap { name in parameters.first { $0.flagName == name } }
  }

  /// The parameter that a flag names; dashes stand for underscores.
  fileprivate func parameter(_ flag: String) -> Parameter? {
    let name = flag.replacing("-", with: "_")
    return parameters.first { $0.name == name }
  }
}

/// What is wrong with the words a script is run with: all of it, in order. Nothing has run.
struct ScriptMisuse: Error {
  let faults: [Fault]
}

/// Gives each word to the parameter it is for.
private struct Reading {
  let interface: ScriptInterface
  var texts: [String: String] = [:]
  var faults: [Fault] = []
  /// Those that were named, with a fault or without: they are not missing.
  private var named: Set<String> = []
  /// Those that a misspelt name was for.
  private var meant: Set<String> = []
  private let marksScript: Bool

  init(interface: ScriptInterface, marksScript: Bool) {
    self.interface = interface
    self.marksScript = marksScript
  }

  mutating func take(_ word: ScriptWord, _ rest: inout ArraySlice<ScriptWord>) {
    switch word.kind {
    case .flag(let flag, let value):
      if let parameter = interface.parameter(flag) {
        let following = value == nil ? Self.value(for: parameter, behind: &rest) : nil
        give(value ?? following?.value, to: parameter, at: following?.span ?? word.span)
      } else if flag.hasPrefix("no-") || flag.hasPrefix("no_"), value == nil,
        let parameter = interface.parameter(String(flag.dropFirst(3))), parameter.type == .boolean
      {
        give(.boolean(false), to: parameter, at: word.span)
      } else {
        refuse(flag, at: word.span)
        // What looks like its value is not told as well.
        if value == nil, case .word(let next)? = rest.first?.kind, Self.assignment(next) == nil { rest.removeFirst() }
      }
    case .word(let value):
      guard let (name, text) = Self.assignment(value) else {
        faults.append(.strayArgument(value, of: interface, at: word.span))
        return
      }
      guard let parameter = interface.parameter(name) else { return refuse(name, at: word.span) }
      give(.string(text), to: parameter, at: word.span)
    }
  }

  /// The value of a flag without `=`: the next word. A switch takes `true` or `false` only.
  private static func value(
    for parameter: ScriptInterface.Parameter, behind rest: inout ArraySlice<ScriptWord>
  ) -> (value: Value, span: Span?)? {
    let isSwitch = parameter.type == .boolean
    guard let word = rest.first, case .word(let next) = word.kind else { return isSwitch ? (.boolean(true), nil) : nil }
    if isSwitch, next.boolean == nil, next.text != "true", next.text != "false" { return (.boolean(true), nil) }
    rest.removeFirst()
    return (next, word.span)
  }

  /// `name=value` in one word.
  private static func assignment(_ value: Value) -> (name: String, text: String)? {
    guard let text = value.text, let equals = text.firstIndex(of: "="), equals != text.startIndex,
      text[..<equals].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" })
    else { return nil }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  /// Tells of a name that there is none of. The parameter that was meant is not told to be missing as well.
  private mutating func refuse(_ flag: String, at span: Span?) {
    faults.append(.unknownParameter(flag, of: interface, at: span))
    if let parameter = interface.nearest(flag) { meant.insert(parameter.name) }
  }

  private mutating func give(_ value: Value?, to parameter: ScriptInterface.Parameter, at span: Span?) {
    let place = marksScript ? parameter.span : span
    guard named.insert(parameter.name).inserted else {
      faults.append(.parameterGivenTwice(parameter, at: place))
      return
    }
    guard let value else {
      faults.append(.parameterNeedsValue(parameter, at: place))
      return
    }
    if case .secret = value {
      faults.append(.secretArgument(parameter, at: place))
      return
    }
    let text = value.description
    guard Value(reading: text, as: parameter.type) != nil else {
      faults.append(.badParameter(value, parameter, at: place))
      return
    }
    texts[parameter.name] = text
  }

  /// Everything required that is missing is reported at once.
  mutating func findMissing() {
    let told = named.union(meant)
    let missing = interface.parameters.filter { $0.defaultText == nil && !told.contains($0.name) }
    guard !missing.isEmpty else { return }
    faults.append(.missingParameters(missing, of: interface, at: marksScript ? missing.map(\.span) : []))
  }
}
