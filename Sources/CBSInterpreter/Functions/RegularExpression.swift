/// A regular expression whose search takes time with the length of the text, whatever the pattern is.
///
/// All ways through the pattern are followed at once, one character at a time (Pike's machine), so that none is tried
/// twice. For the same reason there are no back references and no looking around.
struct RegularExpression {
  /// A step of the program; numbers say how many steps further another is.
  enum Instruction {
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    case jump(Int)
    /// Two ways, the first the better one.
    case split(Int, Int)
    /// Remembers the place.
    case save(Int)
    case textStart, textEnd
    case wordBoundary(Bool)
    case match
  }

  let program: [Instruction]
  /// How many groups in parentheses there are.
  let groupCount: Int
  /// Whether small letters and capital ones are the same.
  let ignoresCase: Bool

  /// How many steps the searches of one function may take, some seconds of work.
  static let budget = 300_000_000

  /// Where the whole match and each group begin and end; -1 for a group that is in no match.
  typealias Match = [Int]

  /// The first match in `text` at or behind `start`.
  func match(
    in text: [Unicode.Scalar], from start: Int = 0, budget: inout Int
  ) throws(FunctionFailure) -> Match? {
    var run = Run(program: program, ignoresCase: ignoresCase, text: text, groupCount: groupCount)
    return try run.match(from: start, budget: &budget)
  }
}

/// The ways through a program that are followed at once.
private struct Run {
  private struct Way {
    let step: Int
    let places: [Int]
  }

  let program: [RegularExpression.Instruction]
  let ignoresCase: Bool
  let text: [Unicode.Scalar]
  private let noPlaces: [Int]
  /// For each step, the last round in which a way came there.
  private var reached: [Int]
  private var round = 0
  private var stack: [Way] = []

  init(program: [RegularExpression.Instruction], ignoresCase: Bool, text: [Unicode.Scalar], groupCount: Int) {
    self.program = program
    self.ignoresCase = ignoresCase
    self.text = text
    noPlaces = Array(repeating: -1, count: 2 * groupCount + 2)
    reached = Array(repeating: 0, count: program.count)
  }

  mutating func match(from start: Int, budget: inout Int) throws(FunctionFailure) -> [Int]? {
    var (ways, next): ([Way], [Way]) = ([], [])
    var best: [Int]?
    var position = start
    beginRound()
    follow(Way(step: 0, places: noPlaces), at: position, into: &ways)
    while true {
      budget -= ways.count + 1
      guard budget >= 0 else { throw .tooLarge("the pattern takes too many steps on this string") }
      beginRound()
      search: for way in ways {
        switch program[way.step] {
        case .scalar(let scalar):
          guard position < text.count, text[position] == scalar || ignoresCase && text[position].folded == scalar else {
            continue
          }
        case .set(let set):
          guard position < text.count, set.contains(text[position], ignoringCase: ignoresCase) else { continue }
        case .match:
          best = way.places
          // Those after it are worse ways.
          break search
        case .jump, .split, .save, .textStart, .textEnd, .wordBoundary: continue
        }
        follow(Way(step: way.step + 1, places: way.places), at: position + 1, into: &next)
      }
      position += 1
      if best == nil, position <= text.count {
        follow(Way(step: 0, places: noPlaces), at: position, into: &next)
      }
      if next.isEmpty, best != nil || position > text.count { return best }
      swap(&ways, &next)
      next.removeAll(keepingCapacity: true)
    }
  }

  private mutating func beginRound() { round += 1 }

  /// Adds the steps that look at a character which a way leads to, the best first, each once.
  private mutating func follow(_ way: Way, at position: Int, into ways: inout [Way]) {
    stack.append(way)
    while let way = stack.popLast() {
      guard reached[way.step] != round else { continue }
      reached[way.step] = round
      func go(_ distance: Int) { stack.append(Way(step: way.step + distance, places: way.places)) }
      switch program[way.step] {
      case .jump(let distance): go(distance)
      case .split(let better, let worse):
        go(worse)
        go(better)
      case .save(let index):
        var places = way.places
        places[index] = position
        stack.append(Way(step: way.step + 1, places: places))
      case .textStart: if position == 0 { go(1) }
      case .textEnd: if position == text.count { go(1) }
      case .wordBoundary(let isWanted): if isBoundary(position) == isWanted { go(1) }
      case .scalar, .set, .match: ways.append(way)
      }
    }
  }

  private func isBoundary(_ position: Int) -> Bool {
    let before = position > 0 && ScalarSet.isWord(text[position - 1])
    let behind = position < text.count && ScalarSet.isWord(text[position])
    return before != behind
  }
}
