import CBSDiagnostics
import CBSLanguage
import CBSValues

/// Turns a checked script into a program. What the checker would have found stops it.
struct Compiler {
  /// Something no checked script holds.
  struct Failure: Error {
    let span: Span
  }

  /// A `def` and the routine it becomes.
  struct Definition {
    let routine: Int32
    let parameters: [DefinitionParameter]
  }

  typealias Label = Int32

  var program: Program
  let commands: [String: any Command]
  /// Knows what each command was bound to.
  let checked: CheckedSource
  private(set) var definitions: [String: Definition] = [:]
  /// What belongs to the routine that is being compiled.
  var frame = FrameCode()
  /// Names of the top level, seen from a `def`; empty in the main routine.
  private(set) var globals: [[String: Register]] = []
  /// Where each label stands, once it is known.
  private var targets: [Int32] = []
  /// Instructions that hold a label instead of a target.
  private var fixups: [(index: Int, label: Label)] = []

  /// - Parameter variables: names of the session that have a value.
  static func compile(
    _ checked: CheckedSource, commands: [String: any Command], variables: [String]
  ) throws(Failure) -> Program {
    if let first = checked.diagnostics.first(where: { $0.severity == .error }) { throw Failure(span: first.span) }
    let script = checked.parsed.script
    var compiler = Compiler(checked, commands: commands)
    try compiler.compile(script, script.statements.compactMap(\.definition), variables: variables)
    return compiler.program
  }

  private init(_ checked: CheckedSource, commands: [String: any Command]) {
    program = Program(source: checked.parsed.source)
    self.commands = commands
    self.checked = checked
  }

  private mutating func compile(
    _ script: Script, _ found: [(name: Name, parameters: [DefinitionParameter], body: Block)], variables: [String]
  ) throws(Failure) {
    program.routines = [Routine(name: "")]
    for definition in found {
      definitions[definition.name.text] = Definition(
        routine: Int32(program.routines.count), parameters: definition.parameters)
      program.routines.append(Routine(name: definition.name.text))
    }
    for name in variables { program.imports.append((name, frame.declare(name))) }
    // Names made by the text itself stand before those of the session.
    frame.scopes.append([:])
    for header in script.headers { try input(header) }
    try statements(script.statements)
    emit(.end)
    program.exports = frame.scopes[1].map { (name: $0.key, register: $0.value) }.sorted { $0.register < $1.register }
    finish(routine: 0, entry: 0)
    resolve()
  }

  private mutating func finish(routine: Int, entry: Int32) {
    program.routines[routine].entry = entry
    program.routines[routine].registerCount = frame.registerCount
    program.routines[routine].pendingCount = frame.pendingCount
  }

  /// Compiles the body of a `def`, at the place where it stands: the main routine goes around it.
  mutating func define(_ name: Name, _ parameters: [DefinitionParameter], _ body: Block) throws(Failure) {
    guard let definition = definitions[name.text], globals.isEmpty else { throw Failure(span: name.span) }
    let behind = newLabel()
    emit(.jump(behind), to: behind)
    let outer = frame
    globals = outer.scopes
    frame = FrameCode()
    frame.scopes.append([:])
    for parameter in parameters { _ = frame.declare(parameter.name.text) }
    frame.result = frame.reserve()
    let entry = Int32(program.code.count)
    for (index, parameter) in parameters.enumerated() {
      guard let typeName = parameter.type else { continue }
      guard let type = ParameterType.Kind(name: typeName.text) else { throw Failure(span: typeName.span) }
      program.parameters.append(
        TypedParameter(name: parameter.name.text, type: ParameterType("", type), routine: name.text))
      emit(.requireType(Register(index), parameter: Int32(program.parameters.count - 1)))
    }
    try block(body)
    emit(.null(into: frame.result))
    emit(.returned(frame.result))
    finish(routine: Int(definition.routine), entry: entry)
    frame = outer
    globals = []
    place(behind)
  }

  // MARK: Emitting

  /// Appends an instruction; `site` says what is known of its place.
  mutating func emit(_ instruction: Instruction, site: Site? = nil) {
    program.code.append(instruction)
    guard let site else { return program.siteIndices.append(-1) }
    program.siteIndices.append(Int32(program.sites.count))
    program.sites.append(site)
  }

  /// Appends an instruction whose target is a label.
  mutating func emit(_ instruction: Instruction, to label: Label, site: Site? = nil) {
    fixups.append((program.code.count, label))
    emit(instruction, site: site)
  }

  mutating func newLabel() -> Label {
    targets.append(-1)
    return Label(targets.count - 1)
  }

  /// The label stands before the next instruction.
  mutating func place(_ label: Label) { targets[Int(label)] = Int32(program.code.count) }

  private mutating func resolve() {
    for (index, label) in fixups { program.code[index] = program.code[index].retargeted(to: targets[Int(label)]) }
    program.resumptions = program.resumptions.map { $0.map { targets[Int($0)] } }
    program.parallels = program.parallels.map { code in
      ParallelCode(
        lanes: code.lanes.map { .init(entry: targets[Int($0.entry)], changes: $0.changes) }, span: code.span)
    }
  }

  // MARK: Names

  /// Where the variable that a name means here is kept.
  func variable(_ name: String, at span: Span) throws(Failure) -> VariablePlace {
    if let register = frame.register(of: name) { return VariablePlace(register: register, isGlobal: false) }
    for scope in globals.reversed() {
      if let register = scope[name] { return VariablePlace(register: register, isGlobal: true) }
    }
    throw Failure(span: span)
  }

  /// Compiles what has names and registers of its own.
  mutating func scoped<Result>(_ body: (inout Compiler) throws(Failure) -> Result) throws(Failure) -> Result {
    let next = frame.next
    frame.scopes.append([:])
    let result = try body(&self)
    frame.scopes.removeLast()
    frame.next = next
    return result
  }

  /// A row of the table of origins for a value that is written at `span`.
  mutating func origin(_ span: Span) -> Int32 {
    program.origins.append(.text(span))
    return Int32(program.origins.count - 1)
  }

  // MARK: Headers

  private mutating func input(_ header: Header) throws(Failure) {
    let next = frame.next
    let (name, kind, span): (Name, Input.Kind, Span)
    switch header.kind {
    case .parameter(let parameter, let typeName, let expression):
      var type = expression.map(Self.type) ?? .string
      if let typeName {
        guard let named = ParameterType.Kind(name: typeName.text) else { throw Failure(span: typeName.span) }
        type = named
      }
      // The variable stands below what its default needs.
      _ = frame.reserve()
      var defaultValue: Register?
      if let expression { defaultValue = try value(expression) }
      (name, kind, span) = (parameter, .parameter(type, defaultValue: defaultValue), parameter.span)
    case .secret(let secret, let origin):
      _ = frame.reserve()
      switch origin {
      case .environment(let variable): kind = .environment(variable.text)
      case .file(let word): kind = .file(path: try value(word))
      case .prompt: kind = .prompt
      }
      (name, span) = (secret, header.span)
    case .include: throw Failure(span: header.span)
    }
    frame.next = next
    let register = frame.declare(name.text)
    program.inputs.append(Input(name: name.text, register: register, kind: kind, span: span))
    emit(.input(Int32(program.inputs.count - 1)), site: Site(span: span))
  }

  /// The type of a `param` that names none.
  private static func type(of defaultValue: Expression) -> ParameterType.Kind {
    switch defaultValue.kind {
    case .literal(let literal): return ParameterType.Kind(of: literal)
    case .raw, .string: return .string
    case .unary(.negate, let operand):
      guard case .literal(let literal) = operand.kind else { return .any }
      return ParameterType.Kind(of: literal)
    case .path, .element, .group, .list, .record, .call, .unary, .binary, .broken: return .any
    }
  }
}

extension Statement {
  /// The `def` that the statement is.
  var definition: (name: Name, parameters: [DefinitionParameter], body: Block)? {
    if case .definition(let name, let parameters, let body) = kind { (name, parameters, body) } else { nil }
  }
}
