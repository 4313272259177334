import CBSInterpreter
import CBSLanguage
import TestSupport

/// Writes random scripts that hold against the real table of commands, and notes where a fault can be planted.
struct ScriptWriter {
  /// A place of the text where one kind of fault fits.
  struct Site {
    enum Role {
      /// A word of a command's name; `name` is the whole of it.
      case commandWord(name: String)
      /// A word of the language.
      case keyword
      /// The word of a stage of the language.
      case stage
      /// `--name`.
      case flag
      /// From the end of a command's name to the end of the command.
      case arguments(Signature)
      /// A word for a parameter of that type.
      case word(ParameterType)
      /// `$name`.
      case variable
      /// The name behind the dot of a known record.
      case field
      case function
      /// An operand of `+` whose other one is an integer, and where the sum begins.
      case operand(sum: Int)
      case condition
      /// The beginning of a statement that others stand beside, with what may end the run or the block before it.
      case statement(leaving: [String])
      /// `}`, and where its `{` stands.
      case closeBrace(open: Int)
      /// Inside `"…"`.
      case text
    }

    let role: Role
    /// Bytes of the text.
    let range: Range<Int>
  }

  struct Variable {
    let name: String
    let type: StaticType
  }

  private(set) var text = ""
  private(set) var sites: [Site] = []
  var random: SeededGenerator
  private let commands: [Signature]
  private var variables: [Variable] = []
  private var freeNames: [String]
  private var indent = 0
  private var loops = 0
  private var isInLane = false
  /// Whether failing is what the block is for: what can only fail is not told there.
  private var mayFail = false

  init(seed: UInt64, table: CommandTable) {
    random = SeededGenerator(seed: seed)
    commands = table.names.compactMap { table[$0] }.filter { $0.name.isCommonInScripts && !$0.needsInput }
    freeNames = ScriptWords.names.shuffled(using: &random)
  }

  /// Writes the whole script.
  mutating func write() {
    put("use gpt-oss-120b\n")
    for _ in 0..<(4 + random.below(8)) { statement() }
  }

  // MARK: Text

  private mutating func put(_ piece: String, _ role: Site.Role? = nil) {
    let start = text.utf8.count
    text += piece
    if mayFail, let role, role.isOfValues { return }
    if let role { sites.append(Site(role: role, range: start..<text.utf8.count)) }
  }

  private mutating func line(isReached: Bool = true, _ write: (inout Self) -> Void) {
    put(String(repeating: "  ", count: indent))
    let start = text.utf8.count
    let leaving = loops > 0 ? ["break", "continue", "throw 'enough'"] : ["exit 12", "throw 'enough'"]
    if isReached, !isInLane { sites.append(Site(role: .statement(leaving: leaving), range: start..<start)) }
    write(&self)
    put("\n")
  }

  private mutating func block(_ header: [Variable] = [], isLanes: Bool = false) {
    let (outer, wasInLane) = (variables, isInLane)
    variables += header
    isInLane = isLanes
    indent += 1
    let open = text.utf8.count
    put("{\n")
    for _ in 0..<(1 + random.below(3)) { isLanes ? lane() : statement() }
    indent -= 1
    put(String(repeating: "  ", count: indent))
    put("}", .closeBrace(open: open))
    (variables, isInLane) = (outer, wasInLane)
  }

  private mutating func newName() -> String? { freeNames.popLast() }

  // MARK: Statements

  private mutating func statement() {
    guard indent < 4 else { return line { $0.command() } }
    switch random.below(18) {
    case 0, 1, 2: binding()
    case 3: change()
    case 4:
      line { writer in
        writer.put("if", .keyword)
        writer.put(" ")
        writer.condition()
        writer.put(" ")
        writer.block()
        guard writer.random.below(2) == 0 else { return }
        writer.put(" ")
        writer.put("else", .keyword)
        writer.put(" ")
        writer.block()
      }
    case 5, 6: loop()
    case 7:
      line { writer in
        writer.put("try", .keyword)
        writer.put(" ")
        writer.block()
        writer.put(" ")
        writer.put("catch", .keyword)
        writer.put(" failure ")
        writer.block([Variable(name: "failure", type: .record(nil))])
      }
    case 8: line { $0.claim() }
    case 9: waiting()
    case 10 where indent == 0: definition()
    case 11 where indent == 0:
      line { writer in
        writer.put("parallel", .keyword)
        writer.put(" ")
        writer.block(isLanes: true)
      }
    case 12, 13: line { $0.pipeline() }
    case 14:
      line { writer in
        writer.put("print ")
        writer.string()
      }
    default: line { $0.command() }
    }
  }

  private mutating func lane() { line { $0.command() } }

  private mutating func binding() {
    guard let name = newName() else { return line { $0.command() } }
    line { writer in
      writer.put("let", .keyword)
      writer.put(" \(name) = ")
      var type: StaticType = .integer
      switch writer.random.below(6) {
      case 0: writer.integer(2)
      case 1:
        writer.string()
        type = .text
      case 2:
        writer.put("[1, 2, 3]")
        type = .list(.integer)
      default: type = writer.command(answering: true)
      }
      writer.variables.append(Variable(name: name, type: type))
    }
  }

  private mutating func change() {
    guard let variable = pick({ if case .integer = $0 { true } else { false } }) else { return binding() }
    line { writer in
      writer.put("set", .keyword)
      writer.put(" ")
      writer.use(variable)
      writer.put(" = ")
      // What becomes of it can be told from the line alone; else its type is not known any more.
      let sum = writer.text.utf8.count
      writer.use(variable)
      writer.put(" + ")
      writer.put("1", .operand(sum: sum))
    }
  }

  private mutating func loop() {
    guard let name = newName() else { return line { $0.command() } }
    line { writer in
      let list = writer.pick { if case .list(.record(.some)) = $0 { true } else { false } }
      writer.put("for", .keyword)
      writer.put(" \(name) ")
      writer.put("in", .keyword)
      writer.put(" ")
      var element: StaticType = .integer
      if let list, case .list(let known) = list.type {
        writer.use(list)
        element = known
      } else {
        writer.put("range(")
        writer.integer(1)
        writer.put(")")
      }
      writer.put(" ")
      writer.loops += 1
      writer.block([Variable(name: name, type: element)])
      writer.loops -= 1
    }
  }

  private mutating func claim() {
    put(random.pick(["assert", "check"]), .keyword)
    put(" ")
    if random.below(3) == 0 {
      put("fails", .keyword)
      put(" ")
      let mayAlreadyFail = mayFail
      mayFail = true
      block()
      return mayFail = mayAlreadyFail
    }
    condition()
    if random.below(2) == 0 { put(", 'it does not hold'") }
  }

  private mutating func waiting() {
    line { writer in
      writer.put("wait", .keyword)
      writer.put(" ")
      writer.put("version", .commandWord(name: "version get"))
      writer.put(" ")
      writer.put("get", .commandWord(name: "version get"))
      writer.put(" gpt-oss-120b/1 ")
      writer.put("until", .keyword)
      writer.put(" .")
      writer.put("status", .field)
      writer.put(" == \"done\" ")
      writer.put("fail", .keyword)
      writer.put(" .")
      writer.put("status", .field)
      writer.put(" == \"failed\" ")
      writer.put("every", .keyword)
      writer.put(" 5s ")
      writer.put("within", .keyword)
      writer.put(" 20m")
    }
  }

  private mutating func definition() {
    guard let name = newName(), let parameter = newName() else { return line { $0.command() } }
    let (outer, outerLoops) = (variables, loops)
    line(isReached: false) { writer in
      writer.put("def", .keyword)
      writer.put(" \(name)_it(\(parameter): integer) ")
      // It sees its parameter alone: what the text makes before it may not be there when it is called.
      writer.variables = []
      writer.block([Variable(name: parameter, type: .integer)])
    }
    (variables, loops) = (outer, outerLoops)
    line { writer in
      writer.put("\(name)_it", .commandWord(name: "\(name)_it"))
      writer.put(" ")
      writer.put("7", .word(.integer))
    }
  }

  // MARK: Commands

  /// Writes a command and gives what it answers.
  @discardableResult
  private mutating func command(answering: Bool = false) -> StaticType {
    let signature = random.pick(
      commands.filter { command in
        guard answering else { return true }
        if case .any = command.answer { return false }
        return command.effect == .reads
      })
    return write(signature)
  }

  private mutating func write(_ signature: Signature) -> StaticType {
    let words = signature.name.split(separator: " ")
    for (index, word) in words.enumerated() {
      if index > 0 { put(" ") }
      put(String(word), .commandWord(name: signature.name))
    }
    let start = text.utf8.count
    for positional in signature.positionals {
      // What may be left out is, and then all that may be behind it; in front of what may not it is left out alone.
      if !positional.isRequired, random.below(3) > 0 {
        if signature.positionals.last?.isRequired == true { continue } else { break }
      }
      put(" ")
      word(for: positional.type)
    }
    for flag in signature.flags where flag.isRequired || random.below(4) == 0 {
      guard !["dry-run", "raw", "format"].contains(flag.name) else { continue }
      put(" ")
      put("--" + flag.name, .flag)
      guard let type = flag.type else { continue }
      put(random.below(2) == 0 ? " " : "=")
      word(for: type)
    }
    sites.append(Site(role: .arguments(signature), range: start..<text.utf8.count))
    return signature.answer
  }

  private mutating func word(for type: ParameterType) {
    if type.kind == .integer, random.below(3) == 0,
      let variable = pick({ if case .integer = $0 { true } else { false } })
    {
      return use(variable)
    }
    put(random.pick(ScriptWords.words(for: type)), .word(type))
  }

  private mutating func pipeline() {
    put("version", .commandWord(name: "version list"))
    put(" ")
    put("list", .commandWord(name: "version list"))
    put(" gpt-oss-120b")
    for _ in 0..<(1 + random.below(2)) {
      put(" | ")
      switch random.below(3) {
      case 0:
        put("where", .stage)
        put(" .")
        put("status", .field)
        put(" == \"done\"")
      case 1:
        put("sort", .stage)
        put(" .")
        put("id", .field)
        put(" desc")
      default:
        put("first", .commandWord(name: "first"))
        put(" 3")
      }
    }
    guard random.below(2) == 0 else { return }
    put(" | ")
    if random.below(2) == 0 {
      put("each", .stage)
      put(" { print (.")
      put("id", .field)
      put(") }")
    } else {
      put("map", .stage)
      put(" .")
      put(random.pick(["aliases", "status", "suffix"]), .field)
    }
  }

  // MARK: Expressions

  private mutating func pick(_ isWanted: (StaticType) -> Bool) -> Variable? {
    let fitting = variables.filter { isWanted($0.type) }
    return fitting.isEmpty ? nil : random.pick(fitting)
  }

  private mutating func use(_ variable: Variable) { put("$" + variable.name, .variable) }

  private mutating func integer(_ depth: Int) {
    switch random.below(depth > 0 ? 6 : 2) {
    case 0: put(String(random.below(100)))
    case 1:
      guard let variable = pick({ if case .integer = $0 { true } else { false } }) else { return put("7") }
      use(variable)
    case 2:
      put("len", .function)
      put("(")
      list()
      put(")")
    case 3:
      put(random.pick(["floor", "round", "ceil"]), .function)
      put("(2.5)")
    case 4: if !field({ if case .integer = $0 { true } else { false } }) { put("9") }
    default:
      let sum = text.utf8.count
      integer(0)
      put(" + ")
      put("1", .operand(sum: sum))
    }
  }

  private mutating func list() {
    guard let variable = pick({ if case .list = $0 { true } else { false } }) else { return put("[1, 2]") }
    use(variable)
  }

  /// Writes a field of such a type of some variable, if there is one.
  private mutating func field(_ isWanted: (StaticType) -> Bool) -> Bool {
    var found: [(variable: Variable, steps: String, field: String)] = []
    for variable in variables {
      let isList = if case .list = variable.type { true } else { false }
      for field in variable.type.rowFields ?? [] where isWanted(field.type) {
        found.append((variable, isList ? "[0]." : ".", field.name))
      }
    }
    guard !found.isEmpty else { return false }
    let (variable, steps, name) = random.pick(found)
    use(variable)
    put(steps)
    put(name, .field)
    return true
  }

  private mutating func condition() {
    let start = text.utf8.count
    switch random.below(5) {
    case 0 where field({ if case .text = $0 { true } else { false } }): put(" == 'done'")
    case 1:
      put("starts_with", .function)
      put("(")
      string()
      put(", 'acme')")
    case 2:
      integer(1)
      put(" > 3 ")
      put("and", .keyword)
      put(" ")
      put("not", .keyword)
      put(" ")
      put("contains", .function)
      put("('acme', 'a')")
    case 3:
      put("all", .function)
      put("([true, 1 < 2])")
    default:
      integer(2)
      put(random.pick([" < ", " == ", " >= "]))
      integer(1)
    }
    if !mayFail { sites.append(Site(role: .condition, range: start..<text.utf8.count)) }
  }

  private mutating func string() {
    put("\"now ")
    put("", .text)
    if let variable = variables.isEmpty ? nil : random.pick(variables) {
      use(variable)
      put(" and ")
      put("", .text)
    }
    if random.below(2) == 0 {
      put("$(")
      integer(1)
      put(") ")
    }
    put("then\"")
  }
}

extension ScriptWriter.Site.Role {
  /// Whether a fault there is one of values, not of names.
  fileprivate var isOfValues: Bool {
    switch self {
    case .field, .operand, .condition: true
    case .commandWord, .keyword, .stage, .flag, .arguments, .word, .variable, .function, .statement, .closeBrace, .text:
      false
    }
  }
}
