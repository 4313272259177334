/// A parameter of a command, and the key by which the command reads what it was given: `call[Self.version]`.
///
/// `Parameter<Alias>` takes one word and must be given, `Parameter<Alias?>` may be left out, `Parameter<[Alias]>` takes
/// all the words that are left or, as a flag, may be repeated.
package struct Parameter<Content: ParameterValue>: ParameterDeclaration {
  package let erased: AnyParameter

  /// A parameter that stands by its position.
  ///
  /// - Parameters:
  ///   - type: what it accepts, where that is told otherwise than by the type of its content.
  ///   - isRequired: whether it must be given, where its content's type does not say it.
  ///   - range: limits of a number, both allowed.
  package init(
    _ name: String, _ summary: String, type: ParameterType? = nil, isRequired: Bool? = nil,
    within range: ClosedRange<Double>? = nil
  ) {
    erased = AnyParameter(
      name, summary, form: .positional, type: type ?? Content.Single.type,
      isRequired: isRequired ?? Content.isRequired, isRepeated: Content.isRepeated, within: range,
      reading: Content.self)
  }

  /// `--name VALUE`; the name without dashes. May be left out.
  package init(
    flag name: String, letter: Character? = nil, _ summary: String, type: ParameterType? = nil,
    within range: ClosedRange<Double>? = nil
  ) {
    erased = AnyParameter(
      name, summary, form: .flag(letter: letter), type: type ?? Content.Single.type, isRequired: false,
      isRepeated: Content.isRepeated, within: range, reading: Content.self)
  }

  /// A member of a request that programs may send and nobody types.
  package init(hidden name: String, _ summary: String, within range: ClosedRange<Double>? = nil) {
    erased = AnyParameter(
      name, summary, form: .hidden, type: Content.Single.type, isRequired: false, isRepeated: Content.isRepeated,
      within: range, reading: Content.self)
  }
}

/// `--name` alone, which is either given or not.
package struct Switch: ParameterDeclaration {
  package let erased: AnyParameter

  package init(_ name: String, letter: Character? = nil, _ summary: String) {
    erased = AnyParameter(
      name, summary, form: .toggle(letter: letter), type: Bool.type, isRequired: false, isRepeated: false,
      within: nil, reading: Bool?.self)
  }
}

/// What a signature lists as taken.
package protocol ParameterDeclaration: Sendable {
  var erased: AnyParameter { get }
}
