import TestSupport

/// Writes random valid scripts that use every form of the grammar, with odd blanks, comments and line breaks.
struct ScriptGenerator {
  private var random: SeededGenerator
  private var depth = 0
  /// Whether line breaks may stand for blanks here.
  private var joins = false

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func script() -> String {
    var text = random.chance(10) ? "\u{FEFF}" : ""
    for _ in 0..<random.below(3) { text += header() + terminator() }
    for _ in 0..<(1 + random.below(6)) { text += statement() + terminator() }
    return text
  }

  /// Headers, none of them an `include`, and statements, each with what ends it.
  mutating func pieces() -> (headers: [String], statements: [String]) {
    var headers: [String] = []
    for _ in 0..<random.below(6) {
      let header = header()
      if !header.hasPrefix("include") { headers.append(header + terminator()) }
    }
    return (headers, (0..<random.below(9)).map { _ in statement() + terminator() })
  }

  // MARK: Blanks

  /// One blank or more, or what stands for one.
  private mutating func blank() -> String {
    if random.chance(85) { return " " }
    if joins, random.chance(50) { return random.pick(["\n", "  # in between | ) \" '\n  ", "\r\n\t"]) }
    return random.pick(["  ", "\t", " \\\n", " \\\r\n  "])
  }

  private mutating func perhapsBlank() -> String { random.chance(30) ? blank() : "" }

  private mutating func terminator() -> String {
    random.pick(["\n", "\n", "\n", "; ", ";\n", "\r\n", "\n\n\n", "  # said 'so' {\n", "\n# alone (\n", "\n \t\n"])
  }

  // MARK: Words

  private mutating func name() -> String {
    random.pick(["a", "b", "v", "live", "status", "_x1", "weights", "order", "notes", "into"])
  }

  private mutating func quoted() -> String {
    random.pick(["'raw text'", "''", "'$x \"y\" \\ {'", "'two\nlines'", "\"\"", "\"plain\"", "\"ein ü 漢 🙂\""])
  }

  private mutating func bare() -> String {
    random.pick([
      "x", "007", "true", "1e5", "gpt-oss-120b", "s3://b/k-*.json", "a=b", "-5", "-", "b#c", "@f,g", "ü/漢", "let", "!",
      "~/x",
    ])
  }

  private mutating func string() -> String {
    var text = "\""
    for _ in 0..<random.below(5) {
      switch random.below(6) {
      case 0: text += random.pick(["\\n", "\\t", "\\\"", "\\\\", "\\$", "\\u{1f600}"])
      case 1: text += "$" + name() + (random.chance(50) ? ".id" : "")
      case 2 where depth < 5: text += "${" + name() + steps() + "}"
      case 3 where depth < 5: text += "$" + group()
      default: text += random.pick(["hello ", "'", "# ", "| ) ", "line\nline", ".", "é"])
      }
    }
    return text + "\""
  }

  private mutating func word() -> String {
    switch depth < 5 ? random.below(9) : random.below(3) {
    case 0, 1: bare()
    case 2: quoted()
    case 3: string()
    case 4, 5: "$" + name() + steps()
    case 6: group() + steps()
    case 7: list()
    default: record()
    }
  }

  private mutating func steps() -> String {
    guard depth < 5, random.chance(40) else { return "" }
    var text = ""
    for _ in 0..<(1 + random.below(2)) {
      switch random.below(4) {
      case 0: text += "[" + inner { $0.perhapsBlank() + $0.expression() } + "]"
      case 1: text += "?." + name()
      case 2: text += ".'odd key'"
      default: text += "." + name()
      }
    }
    return text
  }

  /// What `make` writes one level deeper, where lines join.
  private mutating func inner(_ make: (inout Self) -> String) -> String {
    let joined = joins
    depth += 1
    joins = true
    defer {
      depth -= 1
      joins = joined
    }
    return make(&self)
  }

  private mutating func group() -> String {
    "(" + inner { $0.perhapsBlank() + $0.rhs() + $0.perhapsBlank() } + ")"
  }

  private mutating func list() -> String { "[" + elements { $0.expression() } + "]" }

  private mutating func record() -> String {
    "{"
      + elements {
        $0.random.pick([$0.name(), "'odd key'", "\"other key\""]) + $0.perhapsBlank() + ":" + $0.perhapsBlank()
          + $0.expression()
      } + "}"
  }

  private mutating func elements(_ make: (inout Self) -> String) -> String {
    inner { generator in
      var text = generator.perhapsBlank()
      let count = generator.random.below(4)
      for index in 0..<count {
        text += make(&generator) + generator.perhapsBlank()
        if index < count - 1 || generator.random.chance(20) { text += "," + generator.perhapsBlank() }
      }
      return text
    }
  }

  // MARK: Expressions

  private mutating func expression() -> String {
    guard depth < 5 else { return primary() }
    depth += 1
    defer { depth -= 1 }
    switch random.below(10) {
    case 0: return "not" + blank() + comparison()
    case 1: return comparison() + blank() + random.pick(["and", "or"]) + blank() + comparison()
    case 2, 3: return comparison()
    default: return sum()
    }
  }

  private mutating func comparison() -> String {
    guard random.chance(60) else { return sum() }
    return sum() + blank() + random.pick(["==", "!=", "<", "<=", ">", ">=", "in", "~"]) + blank() + sum()
  }

  private mutating func sum() -> String {
    guard random.chance(30) else { return primary() }
    let left = primary()
    // `null+1` is one bare word where a statement starts.
    let space = ["true", "false", "null"].contains(left) ? blank() : perhapsBlank()
    return left + space + random.pick(["+", "-", "*", "/", "%"]) + perhapsBlank() + primary()
  }

  private mutating func primary() -> String {
    switch depth < 5 ? random.below(14) : random.below(6) {
    case 0, 1:
      random.pick(["0", "42", "3.5", "1e9", "2.5e-3", "30m", "1h30m", "500ms", "10GiB", "64kB", "9223372036854775807"])
    case 2: random.pick(["true", "false", "null"])
    case 3: "$" + name()
    case 4: random.pick([".", ".status", ".a.b"])
    case 5: quoted()
    case 6, 7: "$" + name() + steps()
    case 8: group() + steps()
    case 9: list()
    case 10: record()
    case 11: name() + "(" + elements { $0.expression() } + ")" + steps()
    case 12: "-" + perhapsBlank() + primary()
    default: string()
    }
  }

  private mutating func rhs() -> String {
    switch random.below(6) {
    case 0: "try " + pipeline()
    case 1, 2: pipeline()
    default: stages(of: expression())
    }
  }

  // MARK: Commands

  private mutating func command() -> String {
    var text = random.pick(["print", "version", "deploy", "first", "save-to", "x"])
    for _ in 0..<random.below(5) {
      text += blank()
      switch random.below(6) {
      case 0: text += random.pick(["--wait", "--alias", "-f", "--no-color"])
      case 1: text += random.pick(["--alias=", "-f="]) + word()
      default: text += word()
      }
    }
    if random.chance(5) { text += " -- --force" }
    return text
  }

  private mutating func pipeline() -> String {
    stages(of: command())
  }

  /// Perhaps some stages after what is given.
  private mutating func stages(of head: String) -> String {
    var text = head
    guard depth < 5 else { return text }
    depth += 1
    defer { depth -= 1 }
    while random.chance(25) {
      text += blank() + "|" + random.pick(["", " ", "\n  ", " # why\n\n"])
      switch random.below(5) {
      case 0, 1: text += random.pick(["where", "map", "any", "all", "group"]) + blank() + expression()
      case 2: text += "sort" + blank() + expression() + (random.chance(50) ? blank() + "desc" : "")
      case 3: text += "each" + perhapsBlank() + block()
      default: text += command()
      }
    }
    return text
  }

  // MARK: Statements

  private mutating func header() -> String {
    switch random.below(5) {
    case 0: "param " + name() + ":" + perhapsBlank() + "uri"
    case 1:
      "param" + blank() + name() + perhapsBlank() + "="
        + blank() + random.pick(["30m", "'x y'", "\"plain\"", "true", "-1", "[1, {a: null}]"])
    case 2: "secret " + name() + blank() + "from " + random.pick(["env KEY", "file './k'", "file k.txt", "prompt"])
    case 3: "include 'lib.cbs'"
    default: "include? 'lib.cbs'"
    }
  }

  private mutating func block() -> String {
    let joined = joins
    joins = false
    depth += 1
    defer {
      depth -= 1
      joins = joined
    }
    switch random.below(5) {
    case 0: return random.pick(["{}", "{ }", "{\n\n}", "{ # empty\n}"])
    case 1, 2: return "{" + blank() + statement() + blank() + "}"
    default:
      var text = "{" + random.pick(["\n", " ", " # body\n", "\n\n  # body\n"])
      for _ in 0..<(1 + random.below(3)) { text += statement() + terminator() }
      return text + "}"
    }
  }

  private mutating func statement() -> String {
    guard depth < 4 else { return random.chance(50) ? command() : primary() }
    depth += 1
    defer { depth -= 1 }
    switch random.below(22) {
    case 0, 1: return "let" + blank() + name() + perhapsBlank() + "=" + perhapsBlank() + rhs()
    case 2: return "set" + blank() + "$" + name() + steps() + perhapsBlank() + "=" + perhapsBlank() + rhs()
    case 3, 4:
      var text = "if" + blank() + expression() + perhapsBlank() + block()
      if random.chance(30) { text += perhapsBlank() + "elif" + blank() + expression() + blank() + block() }
      if random.chance(50) { text += perhapsBlank() + "else" + perhapsBlank() + block() }
      return text
    case 5: return "for" + blank() + name() + blank() + "in" + blank() + expression() + perhapsBlank() + block()
    case 6: return "while" + blank() + expression() + perhapsBlank() + block()
    case 7:
      let parameters = random.pick(["", "a", "a, b: int", " a ,\n b : string "])
      return "def" + blank() + name() + perhapsBlank() + "(" + parameters + ")" + perhapsBlank() + block()
    case 8:
      let finally = random.chance(40) ? perhapsBlank() + "finally" + perhapsBlank() + block() : ""
      return "try" + perhapsBlank() + block() + perhapsBlank() + "catch" + blank() + "e" + perhapsBlank() + block()
        + finally
    case 9:
      var text = "wait" + blank() + command() + blank() + "until" + blank() + expression()
      for clause in ["fail", "every", "within"] where random.chance(40) {
        text += blank() + clause + blank() + expression()
      }
      // Behind `--` the word `until` still ends the command.
      return text
    case 10:
      return random.pick(["assert", "check"]) + blank() + expression()
        + (random.chance(40) ? "," + blank() + string() : "")
    case 11:
      return random.pick(["assert", "check"]) + blank() + "fails" + blank() + (random.chance(50) ? quoted() : "")
        + perhapsBlank() + block()
    case 12: return "parallel" + perhapsBlank() + block()
    case 13: return "return" + (random.chance(60) ? blank() + rhs() : "")
    case 14: return random.pick(["break", "continue"])
    case 15: return "throw" + blank() + expression()
    case 16: return "exit" + (random.chance(60) ? blank() + random.pick(["0", "3", "$v"]) : "")
    case 17: return stages(of: primary())
    default: return pipeline()
    }
  }
}
