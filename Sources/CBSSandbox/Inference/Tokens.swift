/// The sandbox's own tokens: simple, and the same for every model.
///
/// A run of ASCII letters and digits, with the blank before it, is cut every six characters; every other character
/// is a token of its own, a blank that no run follows too. Joined, the tokens are the text.
enum Tokens {
  /// The tokens of `text` in order.
  static func split(_ text: String) -> [String] {
    var tokens: [String] = []
    var run = ""
    var length = 0
    for character in text {
      let isWord = character.isASCII && (character.isLetter || character.isNumber)
      if isWord, length < 6 {
        run.append(character)
        length += 1
        continue
      }
      if !run.isEmpty { tokens.append(run) }
      run = ""
      length = 0
      if isWord {
        run = String(character)
        length = 1
      } else if character == " " {
        run = " "
      } else {
        tokens.append(String(character))
      }
    }
    if !run.isEmpty { tokens.append(run) }
    return tokens
  }

  static func count(_ text: String) -> Int { split(text).count }
}
