import CBSDiagnostics

/// What a command takes and does: the one declaration from which come binding, checking, completion, help, plans and
/// `watch`.
package struct Signature: Sendable {
  /// `alias set`: one or two words with one space between.
  package let name: String
  /// One line, at most 72 columns, with a full stop.
  package let summary: String
  package let effect: Effect
  /// Which key its requests carry; a text that needs one is refused beforehand where there is none.
  package let key: KeyKind
  /// Everything it takes, in order: required positionals first, a repeated one last.
  package private(set) var parameters: [AnyParameter]
  /// Those without a name in the source, in order.
  package private(set) var positionals: [AnyParameter]
  /// Those that are written `--name`.
  package private(set) var flags: [AnyParameter]
  /// What it returns, where known before it runs.
  package var answers: ValueType
  private let looseFields: [FieldType]?
  /// Fields of its answer that a table shows, in order; nil: all.
  package var columns: [String]?
  /// Whether it may run again and again without anybody asking for each run.
  package let repeats: Repeatability
  /// Lines that run as they stand; the first is shown first.
  package let examples: [String]
  /// Longer text for `help COMMAND`; may be empty.
  package var details: String
  /// Whether it may follow `|` and works on what comes through it.
  package let isStage: Bool
  /// Whether it has no meaning without what comes through `|`.
  package let needsInput: Bool
  /// Whether it writes or sends what it is given where others see it, so that a secret among its arguments is refused.
  package let showsArguments: Bool
  /// Whether what it sends is public where it goes, so that a secret is refused also where only the run shows it.
  package let publishesArguments: Bool
  /// Whether flags it does not declare are handed on to it, since what it runs knows them: the flags of a script.
  package let forwardsFlags: Bool
  /// Whether it prints what is wrong itself: a failure of it that has no place only closes what was printed.
  package let reportsOwnErrors: Bool
  /// Whether the text goes on elsewhere after it: on another profile, or on the sandbox.
  package let switchesConnection: Bool
  /// Whether what completion and the prompt know may be wrong after it, so that it is fetched again.
  package let makesStale: Bool
  /// What it does in a plan.
  package let planning: Planning

  /// - Parameters:
  ///   - fields: for help and completion, where it is not said whether a record or a list is returned; `answers` holds
  ///     them otherwise.
  ///   - repeats: what only reads may be repeated, unless it is said otherwise; nothing else.
  package init(
    _ name: String, _ summary: String, takes parameters: [any ParameterDeclaration] = [],
    answers: ValueType = .any, fields: [FieldType]? = nil, columns: [String]? = nil, effect: Effect,
    key: KeyKind = .none, repeats: Repeatability? = nil, isStage: Bool = false, needsInput: Bool = false,
    showsArguments: Bool = false, publishesArguments: Bool = false, forwardsFlags: Bool = false,
    reportsOwnErrors: Bool = false, switchesConnection: Bool = false, makesStale: Bool = false,
    planning: Planning = .runs,
    examples: [String] = [], details: String = ""
  ) {
    self.name = name
    self.summary = summary
    self.effect = effect
    self.key = key
    self.parameters = []
    positionals = []
    flags = []
    self.answers = answers
    looseFields = fields
    self.columns = columns
    self.repeats = repeats ?? (effect == .reads ? .always : .never)
    self.examples = examples
    self.details = details
    self.isStage = isStage
    self.needsInput = needsInput
    self.showsArguments = showsArguments
    self.publishesArguments = publishesArguments
    self.forwardsFlags = forwardsFlags
    self.reportsOwnErrors = reportsOwnErrors
    self.switchesConnection = switchesConnection
    self.makesStale = makesStale
    self.planning = planning
    add(parameters.map(\.erased))
  }

  /// Adds parameters after those it has.
  package mutating func add(_ more: [AnyParameter]) {
    parameters += more
    positionals += more.filter(\.isPositional)
    flags += more.filter(\.isFlag)
  }

  /// Fields of the record (or of each record of the list) it returns, where known before it runs.
  package var fields: [FieldType]? { answers.rowFields ?? looseFields }

  /// The flag of that name or letter.
  package func flag(named name: String) -> AnyParameter? {
    flags.first { $0.name == name || $0.letter.map(String.init) == name }
  }

  /// The flag that a misspelt name most likely means.
  package func nearestFlag(to name: String) -> AnyParameter? {
    name.nearest(among: flags.map(\.name)).flatMap { flag(named: $0) }
  }

  /// Whether a word after the flag is its value. Of an unknown name that depends on the flag that is meant; where none
  /// is near it is taken for one.
  package func takesValue(_ name: String) -> Bool {
    (flag(named: name) ?? nearestFlag(to: name)).map(\.takesValue) ?? true
  }

  /// `alias set VERSION ALIAS… [--dry-run]`
  package var usage: String {
    var words = [name]
    for positional in positionals {
      let text = positional.label + (positional.isRepeated ? "…" : "")
      words.append(positional.isRequired ? text : "[\(text)]")
    }
    for flag in flags {
      let text = "--\(flag.name)" + (flag.takesValue ? " \(flag.type.label)" : "")
      words.append((flag.isRequired ? text : "[\(text)]") + (flag.isRepeated ? "…" : ""))
    }
    return words.joined(separator: " ")
  }
}

/// Whether a command may be repeated unattended, as `watch` does.
package enum Repeatability: Sendable {
  case always, never
  /// With the right arguments.
  case when(@Sendable (Arguments) -> Bool)

  package func holds(for arguments: Arguments) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .when(let condition): condition(arguments)
    }
  }
}
