/// A parameter of a command, whatever it holds.
package struct AnyParameter: Sendable, ParameterDeclaration {
  /// How it stands on a line.
  package enum Form: Sendable, Hashable {
    case positional
    /// `--name value`
    case flag(letter: Character?)
    /// `--name` alone.
    case toggle(letter: Character?)
    /// Not on a line: set by programs.
    case hidden
  }

  /// How the command asks for it: `version`, `dry-run`; without dashes.
  package let name: String
  /// One line with a full stop.
  package let summary: String
  /// How it is written.
  package let form: Form
  /// What it accepts, of each argument.
  package let type: ParameterType
  /// Whether binding refuses a line without it.
  package let isRequired: Bool
  /// Whether it takes all words that are left, none too unless it is required; of a flag, whether it may be given
  /// again.
  package let isRepeated: Bool
  /// Limits of a number, both allowed.
  package let range: ClosedRange<Double>?
  private let reading: @Sendable (Value) throws(ArgumentMismatch) -> [any Argument]
  private let assembling: @Sendable ([any Argument]) throws(ArgumentMismatch) -> any ParameterValue

  /// A parameter that holds a `Content`; `Parameter` and `Switch` make it.
  package init<Content: ParameterValue>(
    _ name: String, _ summary: String, form: Form, type: ParameterType, isRequired: Bool, isRepeated: Bool,
    within range: ClosedRange<Double>?, reading: Content.Type
  ) {
    self.name = name
    self.summary = summary
    self.form = form
    self.type = type
    self.isRequired = isRequired
    self.isRepeated = isRepeated
    self.range = range
    self.reading = { (value) throws(ArgumentMismatch) in
      // One list of a script is as good as its elements side by side.
      guard isRepeated, type.kind != .any, case .list(let values) = value else {
        return [try Content.Single(argument: try type.converted(value))]
      }
      var elements: [any Argument] = []
      for value in values { elements.append(try Content.Single(argument: try type.converted(value))) }
      return elements
    }
    assembling = { (elements) throws(ArgumentMismatch) in
      try Content(elements: elements.compactMap { $0 as? Content.Single })
    }
  }

  /// A parameter that is described by its type alone, as those of a `def` or a script; it holds plain values.
  package init(
    _ name: String, _ type: ParameterType, form: Form = .positional, isRequired: Bool = true, _ summary: String
  ) {
    self.init(
      name, summary, form: form, type: type, isRequired: isRequired, isRepeated: false, within: nil,
      reading: Value?.self)
  }

  package var erased: AnyParameter { self }
  /// Whether it stands by its position, without a name.
  package var isPositional: Bool { form == .positional }
  /// Whether it is written `--name`, with a value or alone.
  package var isFlag: Bool { letters != nil }
  /// Whether a value follows it: not where it is a switch.
  package var takesValue: Bool { if case .toggle = form { false } else { true } }
  /// `-n` for short, of a flag.
  package var letter: Character? { letters ?? nil }

  private var letters: Character?? {
    switch form {
    case .flag(let letter), .toggle(let letter): .some(letter)
    case .positional, .hidden: nil
    }
  }

  /// How usage lines write a positional: `VERSION`.
  package var label: String { name.uppercased() }

  /// Reads one value that was given for it: one argument, or those of a list where it may be repeated.
  ///
  /// - Throws: an `ArgumentMismatch` where the value is of another kind, breaks a rule or is out of range.
  package func read(_ value: Value) throws(ArgumentMismatch) -> [any Argument] {
    let arguments = try reading(value)
    guard let range else { return arguments }
    for argument in arguments { try Self.require(argument, in: range, value) }
    return arguments
  }

  /// Puts together what the command reads, from all that was given.
  ///
  /// - Throws: an `ArgumentMismatch` where the arguments do not go together, as too many of them.
  package func assemble(_ arguments: [any Argument]) throws(ArgumentMismatch) -> any ParameterValue {
    try assembling(arguments)
  }

  private static func require(
    _ argument: any Argument, in range: ClosedRange<Double>, _ value: Value
  ) throws(ArgumentMismatch) {
    guard let number = (argument as? Int64).map(Double.init) ?? argument as? Double, !range.contains(number) else {
      return
    }
    throw ArgumentMismatch(value, rule: range.rule)
  }
}

extension ClosedRange<Double> {
  /// The range in words: `from 0 to 2 is allowed`, `1 or more is allowed`.
  package var rule: String {
    upperBound.isFinite
      ? "from \(lowerBound.plainText) to \(upperBound.plainText) is allowed"
      : "\(lowerBound.plainText) or more is allowed"
  }
}

extension Double {
  /// Without `.0` where it is whole.
  package var plainText: String { Int64(exactly: self).map(String.init) ?? String(self) }
}
