/// How a text is written so that it is read back as itself.
package enum Quoting {
  /// The text as one word of a command: bare where that is safe, else `'…'`, else `"…"`.
  package static func quote(_ text: String) -> String {
    isSafeBare(text) ? text : quoteAlways(text)
  }

  /// The text in quotes, as it may stand in an expression.
  package static func quoteAlways(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar != "'" && scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
    }
    return isPlain ? "'\(text)'" : "\"\(escape(text))\""
  }

  /// The text as it stands between `"` and `"`, with nothing in it special.
  package static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\t"
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "$": escaped += "\\$"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        escaped += "\\u{\(String(scalar.value, radix: 16))}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Whether the text stands for itself as a bare word wherever an argument stands.
  ///
  /// Stricter than the lexer: letters and digits of any script and what paths, addresses and versions are made of.
  /// A leading dash would be a flag, a leading `=` an assignment, `until` would end the command of a `wait`.
  private static func isSafeBare(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != .dash, first != .equals, text != "until" else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII ? scalar.isSafe : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isSafe: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ":", "@", "%", "+", ",", "=", "~", "^": true
    default: false
    }
  }
}
