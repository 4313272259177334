import CBSInterpreter
import CBSLanguage
import CBSValues
import TestSupport

/// Writes random scripts that hold against the real table of commands, and notes where a fault can be planted.
struct ScriptWriter {
  /// A place of the text where one kind of fault fits.
  struct Site {
    enum Role {
      /// A word of a command's name; `name` is the whole of it.
      case commandWord(name: String)
      /// A word of the language, and one that begins a stage.
      case keyword, stage
      /// `--name`.
      case flag
      /// From the end of a command's name to the end of the command.
      case arguments(Signature)
      /// A word for that parameter.
      case word(AnyParameter)
      /// `$name`, the name behind the dot of a known record, the name of a function.
      case variable, field, function
      /// An operand of `+` whose other one is an integer, and where the sum begins.
      case operand(sum: Int)
      case condition
      /// The beginning of a statement that others stand beside, with what may end the run or the block before it.
      case statement(leaving: [String])
      /// `}`, and where its `{` stands.
      case closeBrace(open: Int)
      /// Inside `"…"`, and the quote that ends it with where it begins.
      case text, closeQuote(open: Int)

      /// Whether a fault there is one of values, not of names.
      fileprivate var isOfValues: Bool {
        switch self {
        case .field, .operand, .condition: true
        case .commandWord, .keyword, .stage, .flag, .arguments, .word, .variable, .function, .statement, .closeBrace,
          .text, .closeQuote:
          false
        }
      }
    }

    let role: Role
    /// Bytes of the text.
    let range: Range<Int>
  }

  /// A part of what is written.
  enum Piece: ExpressibleByStringLiteral {
    case plain(String)
    case marked(String, Site.Role)
    /// The words of a command's name.
    case command(String)

    init(stringLiteral text: String) { self = .plain(text) }

    static func keyword(_ word: String) -> Piece { .marked(word, .keyword) }
    static func field(_ name: String) -> Piece { .marked(name, .field) }
    static func function(_ name: String) -> Piece { .marked(name, .function) }
  }

  struct Variable {
    let name: String
    let type: ValueType
  }

  private(set) var text = ""
  private(set) var sites: [Site] = []
  var random: SeededGenerator
  let commands: [Signature]
  var variables: [Variable] = []
  var indent = 0
  var loops = 0
  /// Whether failing is what the block is for: what can only fail is not told there.
  var mayFail = false
  private var freeNames: [String]
  private var isInLanes = false

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

  /// Where the next piece will stand.
  var place: Int { text.utf8.count }

  mutating func put(_ pieces: Piece...) {
    for piece in pieces {
      let start = place
      switch piece {
      case .plain(let more): text += more
      case .marked(let word, let role):
        text += word
        mark(role, start..<place)
      case .command(let name):
        for (index, word) in name.split(separator: " ").map(String.init).enumerated() {
          put(index > 0 ? " " : "", .marked(word, .commandWord(name: name)))
        }
      }
    }
  }

  mutating func mark(_ role: Site.Role, _ range: Range<Int>) {
    if !(mayFail && role.isOfValues) { sites.append(Site(role: role, range: range)) }
  }

  /// Writes a statement on a line of its own.
  mutating func line(isReached: Bool = true, _ write: (inout Self) -> Void) {
    put(.plain(String(repeating: "  ", count: indent)))
    let leaving = loops > 0 ? ["break", "continue", "throw 'enough'"] : ["exit 12", "throw 'enough'"]
    if isReached, !isInLanes { mark(.statement(leaving: leaving), place..<place) }
    write(&self)
    put("\n")
  }

  /// Writes `{ … }` over several lines; what is made in it ends with it.
  mutating func block(with names: [Variable] = [], isLanes: Bool = false) {
    let (outer, wasInLanes) = (variables, isInLanes)
    variables += names
    isInLanes = isLanes
    indent += 1
    let open = place
    put("{\n")
    for _ in 0..<(1 + random.below(3)) { isLanes ? line { $0.command() } : statement() }
    indent -= 1
    put(.plain(String(repeating: "  ", count: indent)), .marked("}", .closeBrace(open: open)))
    (variables, isInLanes) = (outer, wasInLanes)
  }

  /// A name that nothing has yet.
  mutating func newName() -> String? { freeNames.popLast() }

  /// Some variable of such a type.
  mutating func pick(_ isWanted: (ValueType) -> Bool) -> Variable? {
    let fitting = variables.filter { isWanted($0.type) }
    return fitting.isEmpty ? nil : random.pick(fitting)
  }

  mutating func use(_ variable: Variable) { put(.marked("$" + variable.name, .variable)) }
}

extension ValueType {
  var isInteger: Bool { if case .integer = self { true } else { false } }
  var isText: Bool { if case .string = self { true } else { false } }
  var isList: Bool { if case .list = self { true } else { false } }
}
