package import CBSValues

/// What of an input may be kept.
package enum HistoryText {
  /// The text to keep of `input`, or nil where nothing may be.
  ///
  /// Left out: what begins with a blank (the user's own wish), everything after `login`, known secrets in all
  /// encodings the redactor knows, and what looks like a key although nobody told us about it.
  package static func kept(of input: String, redactor: Redactor) -> String? {
    guard let first = input.first, first != " ", first != "\t" else { return nil }
    let text = withoutUnknownKeys(redactor.redact(withoutLoginArguments(input)))
    let end = text.lastIndex { !$0.isWhitespace }
    return end.map { String(text[...$0]) }
  }

  /// `text` up to the first word `login` that begins a statement, that word included.
  private static func withoutLoginArguments(_ text: String) -> String {
    var isStart = true
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      if isStart, text[index...].hasPrefix("login") {
        let end = text.index(index, offsetBy: 5)
        if end == text.endIndex || !(text[end].isLetter || text[end].isNumber || text[end] == "-" || text[end] == "_") {
          return String(text[..<end])
        }
      }
      switch character {
      case ";", "{", "(", "|", "=", "&", "\n", "\r\n": isStart = true
      case " ", "\t": break
      default: isStart = false
      }
      index = text.index(after: index)
    }
    return text
  }

  /// Replaces words that have the form of a key: `csk-…`, the word after `Bearer`, AWS access key ids.
  private static func withoutUnknownKeys(_ text: String) -> String {
    var result = ""
    var word = ""
    var isBehindBearer = false
    func shown(_ word: String) -> String {
      let isKey =
        (word.hasPrefix("csk-") || word.hasPrefix("sk-")) && word.utf8.count >= 16
        || isBehindBearer && word.utf8.count >= 8
        || (word.hasPrefix("AKIA") || word.hasPrefix("ASIA")) && word.utf8.count == 20
      return isKey ? "<secret:key>" : word
    }
    for character in text {
      if character.isLetter || character.isNumber || character == "-" || character == "_"
        || isBehindBearer && (character == "." || character == "+" || character == "/")
      {
        word.append(character)
      } else {
        result += shown(word)
        if !word.isEmpty { isBehindBearer = word.lowercased() == "bearer" }
        word = ""
        result.append(character)
      }
    }
    return result + shown(word)
  }
}
