import CBSDiagnostics
import CBSLanguage

/// Turns a checked script into a program. What the checker would have found stops it.
struct Compiler {
  /// Something no checked script holds.
  struct Failure: Error {
    let span: Span
  }

  let commands: [String: any Command]
  let table: CommandTable
  private var scopes: [[String: Int]] = [[:]]
  private(set) var slotCount = 0
  /// The slot that `.name` means, innermost last.
  private var elements: [Int] = []

  /// - Parameter variables: names of the session that have a value.
  static func compile(
    _ parsed: ParsedSource, commands: [String: any Command], table: CommandTable, variables: [String]
  ) throws(Failure) -> Program {
    if let first = parsed.diagnostics.first { throw Failure(span: first.span) }
    var compiler = Compiler(commands: commands, table: table)
    for name in variables { compiler.scopes[0][name] = compiler.newSlot() }
    // Names made by the text itself stand before those of the session.
    compiler.scopes.append([:])
    var inputs: [Program.Input] = []
    for header in parsed.script.headers { inputs.append(try compiler.input(header)) }
    let statements = try compiler.statements(parsed.script.statements)
    return Program(
      source: parsed.source, inputs: inputs, statements: statements, slotCount: compiler.slotCount,
      imports: Self.ordered(compiler.scopes[0]), exports: Self.ordered(compiler.scopes[1]))
  }

  private static func ordered(_ names: [String: Int]) -> [(name: String, slot: Int)] {
    names.map { (name: $0.key, slot: $0.value) }.sorted { $0.slot < $1.slot }
  }

  private init(commands: [String: any Command], table: CommandTable) {
    self.commands = commands
    self.table = table
  }

  // MARK: Names

  /// A slot nothing else uses.
  mutating func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  /// Makes a name of the innermost block.
  mutating func declare(_ name: Name) -> Int {
    let slot = newSlot()
    scopes[scopes.count - 1][name.text] = slot
    return slot
  }

  /// The slot a name means here.
  func slot(of name: Name, at span: Span) throws(Failure) -> Int {
    for scope in scopes.reversed() { if let slot = scope[name.text] { return slot } }
    throw Failure(span: span)
  }

  /// The slot `.name` is a field of here.
  func elementSlot(at span: Span) throws(Failure) -> Int {
    guard let slot = elements.last else { throw Failure(span: span) }
    return slot
  }

  /// Compiles a block with names of its own.
  mutating func block(_ block: Block) throws(Failure) -> [StatementCode] {
    scopes.append([:])
    let code = try statements(block.statements)
    scopes.removeLast()
    return code
  }

  /// Compiles what a name of its own is for: a loop, a handler.
  mutating func nested(
    _ name: Name, _ body: (inout Compiler, Int) throws(Failure) -> StatementCode.Kind
  ) throws(Failure) -> StatementCode.Kind {
    scopes.append([:])
    let slot = declare(name)
    let code = try body(&self, slot)
    scopes.removeLast()
    return code
  }

  /// Compiles with `slot` as what `.name` means.
  mutating func element(_ expression: Expression, in slot: Int) throws(Failure) -> Node {
    elements.append(slot)
    let code = try node(expression)
    elements.removeLast()
    return code
  }

  /// Compiles a block with `slot` as what `.name` means.
  mutating func element(_ body: Block, in slot: Int) throws(Failure) -> [StatementCode] {
    elements.append(slot)
    let code = try block(body)
    elements.removeLast()
    return code
  }

  // MARK: Headers

  private mutating func input(_ header: Header) throws(Failure) -> Program.Input {
    switch header.kind {
    case .parameter(let name, let typeName, let expression):
      let defaultValue = try optional(expression)
      var type = defaultValue.map(Self.type) ?? .text
      if let typeName {
        guard let named = ValueType(name: typeName.text) else { throw Failure(span: typeName.span) }
        type = named
      }
      return Program.Input(
        name: name.text, slot: declare(name),
        origin: .parameter(type, defaultValue: defaultValue), span: name.span)
    case .secret(let name, let origin):
      let code: Program.Input.Origin =
        switch origin {
        case .environment(let variable): .environment(variable.text)
        case .file(let word): .file(try node(word))
        case .prompt: .prompt
        }
      return Program.Input(name: name.text, slot: declare(name), origin: code, span: header.span)
    case .include: throw Failure(span: header.span)
    }
  }

  /// The type of a `param` that names none.
  private static func type(of defaultValue: Node) -> ValueType {
    guard case .constant(let value) = defaultValue.kind else { return .any }
    switch value {
    case .boolean: return .boolean
    case .integer: return .integer
    case .float: return .number
    case .duration: return .duration
    case .size: return .size
    case .text: return .text
    case .null, .digits, .time, .list, .record, .secret: return .any
    }
  }

  /// Compiles an expression that may be left out.
  mutating func optional(_ expression: Expression?) throws(Failure) -> Node? {
    guard let expression else { return nil }
    return try node(expression)
  }
}
