/// The string literals of a Swift file, line by line, without comments and code.
struct SwiftLiterals {
  /// A line of a literal; `…` stands in for each interpolation.
  struct Line: Equatable {
    let number: Int
    var text: String
  }

  private(set) var lines: [Line] = []
  private var rest: Substring
  private var number = 1

  init(_ source: String) {
    rest = source[...]
    skipCode(until: nil)
  }

  /// Skips code and collects the literals in it, up to `end`: the parenthesis of an interpolation, or the end of the file.
  private mutating func skipCode(until end: Character?) {
    var depth = 0
    while let next = rest.first {
      if next == end, depth == 0 { return advance(1) }
      if end != nil, next == "(" { depth += 1 }
      if end != nil, next == ")" { depth -= 1 }
      if rest.hasPrefix("//") {
        advance(rest.prefix { $0 != "\n" }.count)
      } else if let pounds = poundsOfLiteral {
        literal(pounds: pounds)
      } else {
        advance(1)
      }
    }
  }

  /// The number of `#` before the quote at the start, or nil if no literal begins here.
  private var poundsOfLiteral: Int? {
    let pounds = rest.prefix { $0 == "#" }
    return rest.dropFirst(pounds.count).first == "\"" ? pounds.count : nil
  }

  private mutating func literal(pounds: Int) {
    let marks = String(repeating: "#", count: pounds)
    let quote = rest.dropFirst(pounds).hasPrefix("\"\"\"") ? "\"\"\"" : "\""
    advance(pounds + quote.count)
    lines.append(Line(number: number, text: ""))
    var index = lines.count - 1
    while !rest.isEmpty, !rest.hasPrefix(quote + marks) {
      if rest.hasPrefix("\\" + marks + "(") {
        lines[index].text += "…"
        advance(2 + pounds)
        skipCode(until: ")")
      } else if rest.hasPrefix("\\" + marks + "\n") {
        // The line continues, with the spaces that indent the next one.
        advance(2 + pounds)
        advance(rest.prefix { $0 == " " }.count)
      } else if rest.hasPrefix("\\" + marks) {
        lines[index].text += rest.prefix(2 + pounds)
        advance(2 + pounds)
      } else if rest.first == "\n" {
        advance(1)
        lines.append(Line(number: number, text: ""))
        index = lines.count - 1
      } else {
        lines[index].text += rest.prefix(1)
        advance(1)
      }
    }
    advance(quote.count + pounds)
  }

  private mutating func advance(_ count: Int) {
    for character in rest.prefix(count) where character == "\n" { number += 1 }
    rest = rest.dropFirst(count)
  }
}
