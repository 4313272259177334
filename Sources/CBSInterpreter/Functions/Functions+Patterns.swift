import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that look for regular expressions in texts.
  static let patterns: [Function] = [
    Function(
      "find_all", [.init("string", .string), .init("pattern", .string)], returns: .list(.string),
      "Every part that fits.",
      example: #"find_all("a1 b22", '\d+')"#, gives: #"["1","22"]"#
    ) { (arguments, _) throws(FunctionFailure) in
      var search = try PatternSearch(arguments)
      var found: [Value] = []
      while let match = try search.next() { found.append(search.text(match, group: 0)) }
      try Bounds.check(elements: found.count)
      return .list(found)
    },
    Function(
      "capture", [.init("string", .string), .init("pattern", .string)],
      "What fits the groups in parentheses at the first match, else null.",
      example: #"capture("gpt-oss-120b/7", '(.+)/(\d+)')"#, gives: #"["gpt-oss-120b","7"]"#
    ) { (arguments, _) throws(FunctionFailure) in
      var search = try PatternSearch(arguments)
      guard let match = try search.next() else { return .null }
      return .list((1..<match.count / 2).map { search.text(match, group: $0) })
    },
    Function(
      "substitute", [.init("string", .string), .init("pattern", .string), .init("new", .string)], returns: .string,
      "The string with each part that fits replaced; $1 is the first group.",
      example: #"substitute("2026-03-01", '(\d+)-(\d+)-(\d+)', '$3.$2.$1')"#, gives: "01.03.2026"
    ) { (arguments, _) throws(FunctionFailure) in
      let new = try arguments[2].wantText()
      var search = try PatternSearch(arguments)
      var result = BoundedText()
      var end = 0
      while let match = try search.next() {
        try result.append(search.text(end..<match[0]))
        try search.append(new, of: match, to: &result)
        end = match[1]
      }
      try result.append(search.text(end..<search.scalars.count))
      return result.value
    },
  ]
}

/// The matches of a pattern in a text, from left to right.
private struct PatternSearch {
  let scalars: [Unicode.Scalar]
  private let expression: RegularExpression
  private var position = 0
  private var budget = RegularExpression.budget

  /// - Parameter arguments: text and pattern.
  init(_ arguments: [Value]) throws(FunctionFailure) {
    scalars = Array(try arguments[0].wantText().unicodeScalars)
    expression = try RegularExpression(try arguments[1].wantText())
  }

  /// The next match behind the last one; one of nothing is not found twice at a place.
  mutating func next() throws(FunctionFailure) -> RegularExpression.Match? {
    guard position <= scalars.count, let match = try expression.match(in: scalars, from: position, budget: &budget)
    else { return nil }
    position = match[1] > match[0] ? match[1] : match[1] + 1
    return match
  }

  func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  /// What a group has matched; null where it has not.
  func text(_ match: RegularExpression.Match, group: Int) -> Value {
    let (start, end) = (match[2 * group], match[2 * group + 1])
    return start < 0 || end < 0 ? .null : .string(text(start..<end))
  }

  /// Appends `new` with `$1` and its like filled in; `$0` is the whole match, `$$` a dollar sign.
  func append(
    _ new: String, of match: RegularExpression.Match, to result: inout BoundedText
  ) throws(FunctionFailure) {
    var rest = new[...]
    while let dollar = rest.firstIndex(of: "$") {
      try result.append(String(rest[..<dollar]))
      rest = rest[dollar...].dropFirst()
      let mark = rest.popFirst()
      if mark == "$" {
        try result.append("$")
      } else if let group = mark?.wholeNumberValue, group < match.count / 2 {
        if let part = text(match, group: group).text { try result.append(part) }
      } else {
        throw FunctionFailure("'$' in the new string names no group", hint: "$0 is the whole match, $$ a dollar sign")
      }
    }
    try result.append(String(rest))
  }
}
