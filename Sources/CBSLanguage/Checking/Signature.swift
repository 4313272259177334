import CBSDiagnostics

/// What a command takes and does: the one declaration from which come binding, checking, completion and help.
package struct Signature: Sendable {
  /// What running the command may change.
  package enum Effect: String, Sendable {
    /// Touches nothing outside the shell itself.
    case none
    case reads, writes
    /// Removes what cannot be had back.
    case destroys
  }

  /// `alias set`: one or two words with one blank between.
  package let name: String
  package let effect: Effect
  /// One line, at most 72 columns, with a full stop.
  package let summary: String
  /// Positional parameters, in order; required ones first, a repeated one last.
  package var positionals: [Positional]
  package var flags: [Flag]
  /// Lines that run as they stand; the first is shown first.
  package var examples: [String]
  /// Longer text for `help COMMAND`; may be empty.
  package var details: String
  /// Whether it may stand behind `|` and works on what comes through it.
  package var isStage: Bool
  /// Whether it has no meaning without what comes through `|`.
  package var needsInput: Bool
  /// Whether it writes or sends what it is given where others see it, so that a secret among its arguments is refused.
  package var showsArguments: Bool
  /// What it answers, where known before it runs.
  package var answer: StaticType
  private var looseFields: [FieldShape]?
  /// Whether flags it does not declare are handed on to it, for what it runs knows them: the flags of a script.
  package var forwardsFlags = false

  /// - Parameter fields: for help and completion, where it is not said whether a record or a list is answered;
  ///   `answer` holds them otherwise.
  package init(
    _ name: String, _ summary: String, effect: Effect, positionals: [Positional] = [], flags: [Flag] = [],
    examples: [String] = [], details: String = "", isStage: Bool = false, needsInput: Bool = false,
    showsArguments: Bool = false, answer: StaticType = .any, fields: [FieldShape]? = nil
  ) {
    self.name = name
    self.summary = summary
    self.effect = effect
    self.positionals = positionals
    self.flags = flags
    self.examples = examples
    self.details = details
    self.isStage = isStage
    self.needsInput = needsInput
    self.showsArguments = showsArguments
    self.answer = answer
    looseFields = fields
  }

  /// Fields of the record (or of each record of the list) it answers, where known before it runs.
  package var fields: [FieldShape]? { answer.rowFields ?? looseFields }

  /// The flag of that name or letter.
  package func flag(named name: String) -> Flag? {
    flags.first { $0.name == name || $0.letter.map(String.init) == name }
  }

  /// The flag that a misspelt name most likely means.
  func nearestFlag(to name: String) -> Flag? {
    name.nearest(among: flags.map(\.name)).flatMap { flag(named: $0) }
  }

  /// Whether a word behind the flag is its value. Of an unknown name that depends on the flag that is meant; where
  /// none is near it is taken for one.
  func takesValue(_ name: String) -> Bool {
    (flag(named: name) ?? nearestFlag(to: name)).map { $0.type != nil } ?? true
  }

  /// `alias set VERSION ALIAS… [--dry-run]`
  package var usage: String {
    var words = [name]
    for positional in positionals {
      let text = positional.label + (positional.isRepeated ? "…" : "")
      words.append(positional.isRequired ? text : "[\(text)]")
    }
    for flag in flags {
      let value = flag.type.map { " \($0.label)" } ?? ""
      let text = "--\(flag.name)\(value)"
      words.append((flag.isRequired ? text : "[\(text)]") + (flag.isRepeated ? "…" : ""))
    }
    return words.joined(separator: " ")
  }
}

extension Signature {
  /// A parameter without a name in the source.
  package struct Positional: Sendable {
    /// How the command asks for it: `version`.
    package let name: String
    package let type: ParameterType
    package let isRequired: Bool
    /// Takes all words that are left, none too unless it is required.
    package let isRepeated: Bool
    package let summary: String

    package init(
      _ name: String, _ type: ParameterType, isRequired: Bool = true, isRepeated: Bool = false, _ summary: String
    ) {
      self.name = name
      self.type = type
      self.isRequired = isRequired
      self.isRepeated = isRepeated
      self.summary = summary
    }

    /// How usage lines write it: `VERSION`.
    package var label: String { name.uppercased() }
  }

  /// `--name` with a value, or a switch.
  package struct Flag: Sendable {
    /// Without dashes.
    package let name: String
    package let letter: Character?
    /// Nil for a switch.
    package let type: ParameterType?
    package let isRepeated: Bool
    package let summary: String
    /// Whether it may not be left out, as a `param` of a script without a default.
    package var isRequired = false

    /// A switch.
    package init(_ name: String, letter: Character? = nil, _ summary: String) {
      self.name = name
      self.letter = letter
      type = nil
      isRepeated = false
      self.summary = summary
    }

    package init(
      _ name: String, letter: Character? = nil, _ type: ParameterType, isRepeated: Bool = false, _ summary: String
    ) {
      self.name = name
      self.letter = letter
      self.type = type
      self.isRepeated = isRepeated
      self.summary = summary
    }
  }

  /// A field of what a command answers.
  package struct FieldShape: Sendable {
    package let name: String
    package let summary: String
    /// What it holds, where known; it may be null as well.
    package let type: StaticType

    package init(_ name: String, _ summary: String = "", _ type: StaticType = .any) {
      self.name = name
      self.summary = summary
      self.type = type
    }

    /// Fields of the record in this field (or in the elements of a list in it), where known.
    package var fields: [FieldShape]? { type.rowFields }
  }
}

import CBSDiagnostics

/// What a parameter accepts. The parameter gives a bare word its type, not the word's shape.
package struct ParameterType: Sendable {
  /// The language's own kinds; a word is converted to them before the command sees it.
  package enum Kind: String, Sendable {
    case text, integer, number, boolean, duration, size
    /// A name, a number, or a record that has them: `production`, 7, an answer of the API.
    case reference
    /// Whatever comes, unconverted; a bare word is text.
    case any
  }

  /// How usage lines write it: `ALIAS`, `DURATION`.
  package let label: String
  package let kind: Kind
  /// A name by which completion finds candidates: `versions`, `aliases`, `files`, …; empty for none.
  package let completion: String
  /// Why a text that is known beforehand cannot be right, or nil when it may be. Sends nothing.
  package let objection: @Sendable (String) -> String?

  package init(
    _ label: String, _ kind: Kind = .text, completing completion: String = "",
    objection: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.label = label
    self.kind = kind
    self.completion = completion
    self.objection = objection
  }

  package static let text = ParameterType("TEXT")
  package static let integer = ParameterType("N", .integer)
  package static let number = ParameterType("NUMBER", .number)
  package static let boolean = ParameterType("true|false", .boolean)
  package static let duration = ParameterType("DURATION", .duration)
  package static let size = ParameterType("SIZE", .size)
  package static let any = ParameterType("VALUE", .any)
  package static let file = ParameterType("FILE", completing: "files")

  /// One of a few words.
  package static func choice(_ label: String, of words: [String]) -> ParameterType {
    ParameterType(label, completing: "choice:" + words.joined(separator: ",")) { text in
      words.contains(text) ? nil : "one of \(words.joined(separator: ", ")) is wanted"
    }
  }
}
