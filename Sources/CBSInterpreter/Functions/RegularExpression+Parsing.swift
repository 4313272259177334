extension RegularExpression {
  /// Reads a pattern; `(?i)` before it ignores case.
  init(_ pattern: String) throws(FunctionFailure) {
    var parser = PatternParser(pattern)
    let body = try parser.whole()
    program = [.save(0)] + body + [.save(1), .match]
    groupCount = parser.groupCount
    ignoresCase = parser.ignoresCase
  }
}

/// Reads a pattern from left to right into steps whose jumps are distances, so that parts are put together as they are.
private struct PatternParser {
  typealias Steps = [RegularExpression.Instruction]

  private var rest: Substring.UnicodeScalarView
  private var depth = 0
  private(set) var groupCount = 0
  private(set) var ignoresCase = false

  /// Steps of the longest program: a pattern of a line, each part some times over.
  private static let longest = 10_000
  private static let deepest = 100

  init(_ pattern: String) { rest = pattern[...].unicodeScalars }

  mutating func whole() throws(FunctionFailure) -> Steps {
    ignoresCase = skip("(?i)")
    let steps = try alternatives()
    guard rest.isEmpty else { throw Self.failure("a ')' closes nothing") }
    return steps
  }

  private static func failure(_ message: String, hint: String? = nil) -> FunctionFailure {
    FunctionFailure("the pattern cannot be read: \(message)", hint: hint)
  }

  private mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest.removeFirst(text.unicodeScalars.count)
    return true
  }

  private mutating func alternatives() throws(FunctionFailure) -> Steps {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Self.failure("more than \(Self.deepest) parentheses in each other") }
    var branches = [try sequence()]
    while skip("|") { branches.append(try sequence()) }
    var steps = branches.removeLast()
    for branch in branches.reversed() {
      steps = try checked([.split(1, branch.count + 2)] + branch + [.jump(steps.count + 1)] + steps)
    }
    return steps
  }

  private mutating func sequence() throws(FunctionFailure) -> Steps {
    var steps: Steps = []
    while let next = rest.first, next != "|", next != ")" {
      steps += try repeated(try atom())
      steps = try checked(steps)
    }
    return steps
  }

  private func checked(_ steps: Steps) throws(FunctionFailure) -> Steps {
    guard steps.count <= Self.longest else { throw tooLong }
    return steps
  }

  // MARK: What is matched once

  private mutating func atom() throws(FunctionFailure) -> Steps {
    switch rest.removeFirst() {
    case "(": return try group()
    case "[": return [.set(try set())]
    case ".": return [.set(.notLineEnd)]
    case "^": return [.textStart]
    case "$": return [.textEnd]
    case "\\":
      if skip("b") { return [.wordBoundary(true)] }
      if skip("B") { return [.wordBoundary(false)] }
      switch try escape() {
      case .scalar(let scalar): return [.scalar(folded(scalar))]
      case .item(let item): return [.set(ScalarSet(items: [item], isNegated: false))]
      }
    case let scalar where "*+?".unicodeScalars.contains(scalar):
      throw Self.failure("'\(scalar)' repeats nothing", hint: "\\\(scalar) is the character itself")
    case let scalar: return [.scalar(folded(scalar))]
    }
  }

  private func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar { ignoresCase ? scalar.folded : scalar }

  private mutating func group() throws(FunctionFailure) -> Steps {
    let isKept = !skip("?:")
    guard rest.first != "?" else {
      throw Self.failure("'(?' is not followed by ':'", hint: "there are (…) and (?:…), and (?i) at the start")
    }
    if isKept { groupCount += 1 }
    let number = groupCount
    let steps = try alternatives()
    guard skip(")") else { throw Self.failure("a '(' is never closed") }
    return isKept ? [.save(2 * number)] + steps + [.save(2 * number + 1)] : steps
  }

  private enum Escape {
    case scalar(Unicode.Scalar)
    case item(ScalarSet.Item)
  }

  /// What stands behind a backslash.
  private mutating func escape() throws(FunctionFailure) -> Escape {
    guard let scalar = rest.popFirst() else { throw Self.failure("it ends in a backslash") }
    switch scalar {
    case "d": return .item(.digit)
    case "D": return .item(.not(.digit))
    case "w": return .item(.word)
    case "W": return .item(.not(.word))
    case "s": return .item(.space)
    case "S": return .item(.not(.space))
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    default:
      guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
        throw Self.failure("'\\\(scalar)' stands for nothing", hint: "there are \\d \\w \\s \\b and \\D \\W \\S \\B")
      }
      return .scalar(scalar)
    }
  }

  // MARK: Sets

  private mutating func set() throws(FunctionFailure) -> ScalarSet {
    let isNegated = skip("^")
    var items: [ScalarSet.Item] = []
    repeat {
      guard let scalar = rest.popFirst() else { throw Self.failure("a '[' is never closed") }
      let lower: Unicode.Scalar
      switch scalar == "\\" ? try escape() : .scalar(scalar) {
      case .item(let item):
        items.append(item)
        continue
      case .scalar(let scalar): lower = scalar
      }
      guard rest.first == "-", rest.dropFirst().first != "]" else {
        items.append(.range(lower...lower))
        continue
      }
      rest.removeFirst()
      guard let end = rest.popFirst(), case .scalar(let upper) = end == "\\" ? try escape() : .scalar(end),
        lower <= upper
      else { throw Self.failure("a range in '[…]' does not go upwards", hint: "put a '-' that is meant last") }
      items.append(.range(lower...upper))
    } while !skip("]")
    return ScalarSet(items: items, isNegated: isNegated)
  }

  // MARK: Repetition

  private mutating func repeated(_ steps: Steps) throws(FunctionFailure) -> Steps {
    guard let (least, most) = try counts() else { return steps }
    let isLazy = skip("?")
    if let next = rest.first, "*+?{".unicodeScalars.contains(next) {
      throw Self.failure("'\(next)' repeats what is repeated already")
    }
    guard (least + (most ?? 1)) * (steps.count + 1) <= Self.longest else { throw tooLong }
    func split(_ first: Int, _ second: Int) -> RegularExpression.Instruction {
      isLazy ? .split(second, first) : .split(first, second)
    }
    var result = Array(repeating: steps, count: least).flatMap(\.self)
    if let most {
      // Each further one holds those after it: a(a(a)?)?
      let width = steps.count + 1
      for index in 0..<(most - least) { result += [split(1, (most - least - index) * width)] + steps }
    } else {
      result += [split(1, steps.count + 2)] + steps + [.jump(-steps.count - 1)]
    }
    return result
  }

  private var tooLong: FunctionFailure { .tooLarge("the pattern is too long, or repeats too much") }

  /// The least and greatest number of times, the latter nil for any; nil where nothing is repeated.
  private mutating func counts() throws(FunctionFailure) -> (least: Int, most: Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    guard skip("{") else { return nil }
    let least = try count()
    guard let least else { throw badCounts }
    if skip("}") { return (least, least) }
    guard skip(",") else { throw badCounts }
    let most = try count()
    guard skip("}"), most.map({ $0 >= least }) ?? true else { throw badCounts }
    return (least, most)
  }

  private var badCounts: FunctionFailure {
    Self.failure("'{' is not followed by counts", hint: "write {3}, {2,} or {2,5}; \\{ is the character itself")
  }

  private mutating func count() throws(FunctionFailure) -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty else { return nil }
    guard let number = Int(String(digits)), number <= 1000 else { throw tooLong }
    rest.removeFirst(digits.count)
    return number
  }
}
