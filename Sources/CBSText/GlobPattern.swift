/// A pattern in which `*` matches any run of characters, `?` one character, and the rest itself.
package struct GlobPattern {
  private let characters: [Character]

  /// Reads a pattern; every string is one.
  package init(_ text: String) { characters = Array(text) }

  /// Whether the pattern matches the whole string.
  ///
  /// Takes at most length of the string times length of the pattern steps: a star never needs to be tried again once a
  /// later one was reached.
  package func matches(_ text: String) -> Bool {
    let text = Array(text)
    var (position, index) = (0, 0)
    var star: (index: Int, position: Int)?
    while position < text.count {
      if index < characters.count, characters[index] == "*" {
        star = (index, position)
        index += 1
      } else if index < characters.count, characters[index] == "?" || characters[index] == text[position] {
        position += 1
        index += 1
      } else if let last = star {
        star = (last.index, last.position + 1)
        index = last.index + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return characters[index...].allSatisfy { $0 == "*" }
  }
}
