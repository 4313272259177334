import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that take texts apart and put them together.
  static let textParts: [Function] = [
    Function(
      "split", [.init("string", .string), .init("separator", .string), .init("parts", .integer)], requiredCount: 2,
      returns: .list(.string), "The parts between separators, at most so many.", example: #"split("a,b,c", ",")"#,
      gives: #"["a","b","c"]"#
    ) { (arguments, _) throws(FunctionFailure) in
      let (text, separator) = (try arguments[0].wantText(), try arguments[1].wantText())
      let limit = try arguments.given(2)?.wantCount("a number of parts") ?? .max
      guard limit > 0 else { throw FunctionFailure("a string has 1 part or more, not 0") }
      let parts =
        separator.isEmpty
        ? text.characters(inParts: limit) : TextSearch.parts(of: text, separator: separator, limit: limit)
      try Bounds.check(elements: parts.count)
      return .list(parts.map(Value.string))
    },
    Function(
      "join", [.init("list", .list(.any)), .init("separator", .string)], preserves: .secrecy,
      "The elements of a list as one string.",
      example: #"join([1, 2, 3], "-")"#, gives: "1-2-3"
    ) { (arguments, _) throws(FunctionFailure) in
      let (elements, separator) = (try arguments[0].wantList(), try arguments[1].wantText())
      var result = BoundedText()
      for (index, element) in elements.enumerated() {
        if index > 0 { try result.append(separator) }
        try result.append(element)
      }
      return result.value
    },
    Function(
      "lines", [.init("string", .string)], returns: .list(.string), "The lines of a string, without their ends.",
      example: #"lines("one\ntwo\n")"#, gives: #"["one","two"]"#
    ) { (arguments, _) throws(FunctionFailure) in
      let lines = try arguments[0].wantText().lines
      try Bounds.check(elements: lines.count)
      return .list(lines.map(Value.string))
    },
  ]
}

extension String {
  /// The lines between LF or CR LF; behind the last end there is no line.
  var lines: [String] {
    let pieces = utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    var lines = pieces.enumerated().map { index, piece in
      let isEnded = index + 1 < pieces.count && piece.last == 0x0D
      return String(Substring(isEnded ? piece.dropLast() : piece))
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// One text for each character, all that are left over in the last of `limit` parts.
  fileprivate func characters(inParts limit: Int) -> [String] {
    let single = prefix(limit - 1)
    let rest = self[single.endIndex...]
    return single.map { String($0) } + (rest.isEmpty ? [] : [String(rest)])
  }
}
