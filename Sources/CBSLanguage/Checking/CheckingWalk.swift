import CBSDiagnostics
import CBSValues

/// One walk over a script.
struct CheckingWalk {
  /// A variable of the text or of the session.
  struct Variable {
    enum Origin {
      /// Made by an earlier line of the session.
      case outside
      /// Made by nothing; taken as known behind the first use, so that a fault is told once.
      case assumed
      case header, binding, loop, parameter, handler
    }

    let name: Name
    let origin: Origin
    /// Which block made it; the same name twice in one block is a fault.
    let block: Int
    let type: ValueType
    let constant: Known.Constant?
    var isUsed = false
  }

  /// What faults are judged where a block is there to fail.
  enum Judgement {
    case all
    /// In `try`: values that cannot be computed with are caught.
    case types
    /// In `assert fails`: what fails while running is wanted.
    case names
  }

  /// The commands, those of this text's `def`s among them.
  let table: CommandTable
  let functions: [String: FunctionSignature]
  /// What to write instead of names that functions have elsewhere.
  let otherNames: [String: String]
  let isWhole: Bool
  let main: Span?
  let assigned: AssignedNames
  /// What `catch` gets, as far as the text tells: what it throws may have fields of its own.
  private(set) lazy var caughtType: ValueType =
    ThrownValues(statements).mayHaveFields ? .record(nil) : .caughtError
  /// Of the top level.
  private let statements: [Statement]

  private(set) var diagnostics: [Diagnostic]
  /// What the commands were bound to, by the offset at which each begins.
  var bindings: [Int: Binding] = [:]
  var judgement = Judgement.all
  /// What `.name` is a field of here; nil where it means nothing.
  var element: ValueType?

  // Names: one table for all blocks, with what to put back at their ends.
  private(set) var variables: [Variable] = []
  private var indices: [String: Int] = [:]
  private var hidden: [(name: String, index: Int?)] = []
  private var block = 0
  private var blockCount = 0
  /// How many blocks are open within the whole text.
  private(set) var depth = -1
  /// Looking for near names takes time, and behind the first hundred faults nobody reads hints.
  private var hintsLeft = 100

  /// The loops that are open: whether a `break` leaves them. A lane or a `def` begins with none.
  var breaks: [Bool] = []
  /// The `parallel` blocks that are open, outermost first.
  var parallels: [Parallel] = []
  var endedParallels: [Parallel] = []
  /// How many `parallel` blocks are open within the `def`.
  var laneDepth = 0

  /// What the `def`s of the text and of the session are.
  var definitions: [String: Definition]
  /// The `def` whose body is walked.
  var currentDefinition: String?
  /// Variables with a lower index were made outside its body.
  var definitionBase = 0
  /// Names of `def`s that stand where none may: calls of them are no further fault.
  var misplacedDefinitions: Set<String> = []
  /// What the `return`s seen so far give.
  var returned: ValueType?
  /// Calls at the top level, each with the number of variables made before it.
  var calls: [(name: String, span: Span, variableCount: Int)] = []
  /// Whether names may come from elsewhere, from an `include` that was not followed.
  var isPartial = false

  init(_ checker: Checker, _ script: Script) {
    functions = checker.functions
    otherNames = checker.otherNames
    isWhole = checker.isWhole
    main = checker.main
    assigned = AssignedNames(script, functions: functions)
    statements = script.statements
    let taken = Self.takenNames(script, checker)
    diagnostics = taken.map(\.diagnostic)
    let takenNames = Set(taken.filter { $0.isBuiltin }.map(\.name))
    // A 'def' with the name of a command or a function is told once, and what is called by that name is not judged.
    misplacedDefinitions = takenNames
    let own = script.definitions.filter { !takenNames.contains($0.name.text) }
    definitions = [:]
    for (signature, name) in own { definitions[name.text] = Definition(signature, name) }
    table = checker.table.adding(own.map(\.signature))
    for (name, type) in checker.defined.sorted(by: { $0.key < $1.key }) {
      know(Name(name, at: Span(at: 0)), .outside, type)
    }
  }

  /// Checks headers, then statements, then what only the whole text tells.
  mutating func check(_ script: Script) {
    // Block 0 is the session's.
    inScope { walk in
      for header in script.headers { walk.check(header) }
      _ = walk.check(script.statements)
    }
    checkLanes()
    checkEarlyCalls()
    if isWhole { warnOfUnusedNames() }
  }

  /// Adds a diagnostic.
  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Adds a diagnostic about the type of a value, unless failing is what the block is for.
  mutating func reportType(_ diagnostic: Diagnostic) {
    if judgement != .names { report(diagnostic) }
  }

  /// Adds a diagnostic about a value itself, unless its failure is caught.
  mutating func reportValue(_ diagnostic: Diagnostic) {
    if judgement == .all { report(diagnostic) }
  }

  /// Whether a near name shall be looked for.
  mutating func mayHint() -> Bool {
    hintsLeft -= 1
    return hintsLeft >= 0
  }

  // MARK: Names

  /// Makes a variable of the innermost block.
  mutating func declare(_ name: Name, _ origin: Variable.Origin, _ known: Known = .nothing) {
    if let index = indices[name.text], variables[index].block == block {
      report(.nameTaken(name, first: variables[index].block == 0 ? nil : variables[index].name.span))
      return
    }
    let type = assigned.type(of: name.text, madeWith: known.type)
    let constant = assigned.isConstant(name.text) ? known.constant : nil
    hidden.append((name.text, indices[name.text]))
    indices[name.text] = variables.count
    variables.append(Variable(name: name, origin: origin, block: block, type: type, constant: constant))
  }

  /// Takes a name as known, whatever it is.
  mutating func know(_ name: Name, _ origin: Variable.Origin, _ type: ValueType = .any) {
    indices[name.text] = variables.count
    variables.append(Variable(name: name, origin: origin, block: 0, type: type, constant: nil))
  }

  /// Whether a variable of that name can be seen here.
  func isVisible(_ name: String) -> Bool { indices[name] != nil }

  /// The variable a name means here; reports a name that has no value.
  mutating func use(_ name: Name, at span: Span, isChange: Bool = false) -> Int? {
    if let index = indices[name.text] {
      if !isChange { variables[index].isUsed = true }
      if variables[index].origin != .assumed { noteUse(of: index, isChange: isChange, at: span) }
      return index
    }
    guard !isPartial else { return nil }
    if let place = placeInOtherLane(of: name.text) {
      report(.madeInOtherLane(name, there: place, at: span))
    } else {
      // The latest first: of two equally near names the closer one is meant.
      let known = mayHint() ? indices.sorted { $0.value > $1.value }.map(\.key) : []
      report(
        .undefinedName(name, nearest: name.text.nearest(among: known), isLater: isMadeLater(name.text), at: span))
    }
    // Told once: where the line that makes it is misspelt, every use would be wrong.
    know(name, .assumed)
    return nil
  }

  /// Whether a `def` reads a variable of the top level that stands below it.
  private func isMadeLater(_ name: String) -> Bool {
    guard currentDefinition != nil, hintsLeft >= 0 else { return false }
    return statements.contains { if case .letBinding(let made, _) = $0.kind { made.text == name } else { false } }
  }

  /// Walks what has names of its own.
  mutating func inScope<Result>(_ body: (inout Self) -> Result) -> Result {
    let (outer, mark) = (block, hidden.count)
    blockCount += 1
    block = blockCount
    depth += 1
    let result = body(&self)
    depth -= 1
    block = outer
    while hidden.count > mark {
      let (name, index) = hidden.removeLast()
      indices[name] = index
    }
    return result
  }

  private mutating func warnOfUnusedNames() {
    for variable in variables where !variable.isUsed {
      let what: String
      switch variable.origin {
      case .outside, .assumed, .handler: continue
      case .header: what = "'\(variable.name.text.shortened)' is taken from outside and never used"
      case .binding: what = "'\(variable.name.text.shortened)' is made and never used"
      case .loop: what = "'\(variable.name.text.shortened)' is never used in the loop"
      case .parameter: what = "the parameter '\(variable.name.text.shortened)' is never used"
      }
      warn(what, variable.name, mayRename: variable.origin != .header)
    }
    for definition in definitions.values where !definition.isUsed {
      warn("the 'def' '\(definition.name.text.shortened)' is never called", definition.name, mayRename: true)
    }
  }

  private mutating func warn(_ what: String, _ name: Name, mayRename: Bool) {
    guard !name.text.hasPrefix("_") else { return }
    if let main, name.span.lower < main.lower || name.span.upper > main.upper { return }
    report(.unusedName(what, name, mayRename: mayRename))
  }
}
