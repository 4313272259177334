package import CBSDiagnostics

/// Judges a whole script before anything runs: names, commands and their arguments, fields where they are known.
///
/// Sends nothing and reads nothing. A text with syntax errors gets those alone: what could not be read would make
/// everything behind it look wrong.
package struct Checker: Sendable {
  let table: CommandTable
  let functions: [String: FunctionSignature]
  let defined: Set<String>

  /// - Parameter defined: names that have a value already, from earlier lines of the session.
  package init(table: CommandTable, functions: [FunctionSignature], defined: Set<String> = []) {
    self.table = table
    self.functions = Dictionary(functions.map { ($0.name, $0) }) { first, _ in first }
    self.defined = defined
  }

  /// What is wrong, in the order of the text; one fault gives one diagnostic.
  package func check(_ parsed: ParsedSource) -> [Diagnostic] {
    guard parsed.diagnostics.isEmpty else { return parsed.diagnostics }
    var walk = CheckingWalk(self, assigned: [])
    walk.check(parsed.script)
    if !walk.assignedNames.isEmpty {
      // Names that 'set' changes are known only now; their fields are not judged.
      var second = CheckingWalk(self, assigned: walk.assignedNames)
      second.check(parsed.script)
      walk = second
    }
    return walk.diagnostics.sorted { ($0.span.lower, $0.span.upper) < ($1.span.lower, $1.span.upper) }
  }
}

/// One walk over a script.
struct CheckingWalk {
  /// What is known of a variable.
  struct Variable {
    let span: Span?
    /// Fields of its value, where they are sure.
    let fields: [Signature.FieldShape]?
  }

  /// What `.name` means at a place.
  enum Element {
    case none
    case unknown
    case fields([Signature.FieldShape])

    init(_ fields: [Signature.FieldShape]?) { self = fields.map(Element.fields) ?? .unknown }
  }

  let table: CommandTable
  let functions: [String: FunctionSignature]
  /// Names that some 'set' changes.
  let assigned: Set<String>
  private(set) var assignedNames: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  /// What `.name` means here.
  var element = Element.none
  private var scopes: [[String: Variable]]
  private var loopDepth = 0
  /// Commands that a `def` of this script makes.
  private var definitions: Set<String> = []
  /// Whether names may come from elsewhere, from an `include`.
  private var isPartial = false

  init(_ checker: Checker, assigned: Set<String>) {
    table = checker.table
    functions = checker.functions
    self.assigned = assigned
    scopes = [Dictionary(checker.defined.map { ($0, Variable(span: nil, fields: nil)) }) { first, _ in first }, [:]]
  }

  /// Adds a diagnostic.
  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Checks headers, then statements.
  mutating func check(_ script: Script) {
    for header in script.headers { check(header) }
    check(script.statements)
  }

  // MARK: Names

  private mutating func declare(_ name: Name, fields: [Signature.FieldShape]? = nil) {
    if let first = scopes[scopes.count - 1][name.text] {
      report(.nameTaken(name, first: first.span))
      return
    }
    scopes[scopes.count - 1][name.text] = Variable(
      span: name.span, fields: assigned.contains(name.text) ? nil : fields)
  }

  /// The variable a name means here.
  func variable(_ name: String) -> Variable? {
    for scope in scopes.reversed() { if let variable = scope[name] { return variable } }
    return nil
  }

  /// Reports a name that has no value.
  mutating func use(_ name: Name, at span: Span) -> Variable? {
    if let variable = variable(name.text) { return variable }
    guard !isPartial else { return nil }
    let known = scopes.reversed().flatMap { $0.keys.sorted() }
    report(.undefinedName(name, nearest: name.text.nearest(among: known), at: span))
    // Told once: where the line that makes it is misspelt, every use would be wrong.
    scopes[0][name.text] = Variable(span: nil, fields: nil)
    return nil
  }

  /// Whether a command may be made by the script itself.
  func isDefinition(_ name: String) -> Bool { isPartial || definitions.contains(name) }

  private mutating func inScope(_ body: (inout Self) -> Void) {
    scopes.append([:])
    body(&self)
    scopes.removeLast()
  }

  /// Checks a block, which has names of its own.
  mutating func check(_ block: Block) { inScope { $0.check(block.statements) } }

  /// Checks a block that `break` may leave.
  mutating func checkLoop(_ block: Block) {
    loopDepth += 1
    check(block)
    loopDepth -= 1
  }

  // MARK: Headers

  private mutating func check(_ header: Header) {
    switch header.kind {
    case .parameter(let name, let typeName, let defaultValue):
      declare(name)
      guard let typeName else { return }
      guard let type = ValueType(name: typeName.text) else { return report(.unknownType(typeName)) }
      if let defaultValue, !type.accepts(defaultValue) { report(.badDefault(for: type, at: defaultValue.span)) }
    case .secret(let name, let origin):
      declare(name)
      if case .file(let word) = origin { check(word) }
    case .include(_, let isOptional):
      isPartial = true
      let form = isOptional ? "include?" : "include"
      report(
        .notYetSupported(
          form, at: Span(header.span.lower, header.span.lower + form.utf8.count),
          instead: "copy the statements into this script"))
    }
  }

  // MARK: Statements

  private mutating func check(_ statements: [Statement]) {
    for case .definition(let name, _, _) in statements.lazy.map(\.kind) { definitions.insert(name.text) }
    for statement in statements { check(statement) }
  }

  private mutating func check(_ statement: Statement) {
    switch statement.kind {
    case .letBinding(let name, let value):
      check(value)
      declare(name, fields: fields(of: value))
    case .assignment(let path, let value):
      assignedNames.insert(path.name.text)
      check(path)
      check(value)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        check(branch.condition)
        check(branch.body)
      }
      if let otherwise { check(otherwise) }
    case .forLoop(let name, let list, let body):
      check(list)
      inScope { walk in
        walk.declare(name)
        walk.checkLoop(body)
      }
    case .whileLoop(let condition, let body):
      check(condition)
      checkLoop(body)
    case .tryBlock(let body, let name, let handler, let finally):
      check(body)
      inScope { walk in
        // What was thrown may have fields of its own, so these are not judged.
        walk.declare(name)
        walk.check(handler)
      }
      if let finally { check(finally) }
    case .wait(let command, let until, let fail, let every, let within):
      let shape = check(command, position: .head)
      checkElement(until, of: shape)
      if let fail { checkElement(fail, of: shape) }
      if let every { check(every) }
      if let within { check(within) }
    case .claim(_, .holds(let condition, let message)):
      check(condition)
      if let message { check(message) }
    case .claim(_, .fails(let code, let body)):
      if let code { check(code) }
      check(body)
    case .definition: unsupported("def", statement, instead: "write the statements where they are needed")
    case .parallel: unsupported("parallel", statement, instead: "write the statements one after the other")
    case .returning(let value):
      report(.outsideDefinition(at: Span(statement.span.lower, statement.span.lower + 6)))
      if let value { check(value) }
    case .breaking: if loopDepth == 0 { report(.outsideLoop("break", at: statement.span)) }
    case .continuing: if loopDepth == 0 { report(.outsideLoop("continue", at: statement.span)) }
    case .throwing(let value): check(value)
    case .exiting(let code):
      guard let code else { return }
      check(code)
      if let number = code.literalInteger, number != 0, !(10...99).contains(number) {
        report(.badExitCode(at: code.span))
      }
    case .expression(let expression): check(expression)
    case .pipeline(let pipeline): _ = check(pipeline)
    case .broken: break
    }
  }

  private mutating func unsupported(_ form: String, _ statement: Statement, instead: String) {
    let span = Span(statement.span.lower, statement.span.lower + form.utf8.count)
    report(.notYetSupported(form, at: span, instead: instead))
  }
}

extension ValueType {
  /// Whether the expression may be its default. What is not known beforehand may.
  fileprivate func accepts(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .literal(let literal): return accepts(literal)
    case .raw(let text): return accepts(text)
    case .string(let parts): return parts.knownText.map(accepts) ?? true
    case .list: return self == .list || self == .any
    case .record: return self == .record || self == .any
    case .unary(.negate, let operand):
      guard case .literal(let literal) = operand.kind else { return true }
      return accepts(literal)
    case .path, .element, .group, .call, .unary, .binary, .broken: return true
    }
  }

  private func accepts(_ text: String) -> Bool {
    switch self {
    case .text, .any, .time: true
    case .uri: text.contains("://")
    case .integer, .number, .boolean, .duration, .size, .list, .record: false
    }
  }
}

extension Expression {
  /// The number of an integer literal, with its sign.
  fileprivate var literalInteger: Int64? {
    switch kind {
    case .literal(.integer(let number)): return number
    case .unary(.negate, let operand):
      guard case .literal(.integer(let number)) = operand.kind else { return nil }
      return -number
    case .literal, .path, .element, .raw, .string, .group, .list, .record, .call, .unary, .binary, .broken: return nil
    }
  }
}
