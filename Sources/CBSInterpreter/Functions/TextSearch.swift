/// Where a text has another in it, in linear time.
///
/// Texts are compared by character, as `==` compares them: an `e` is no part of `é`, however that is written.
enum TextSearch {
  /// The places of `part` in `text` from left to right, without overlap, at most `limit`. An empty part is nowhere.
  static func ranges(of part: String, in text: String, limit: Int = .max) -> [Range<String.Index>] {
    guard !part.isEmpty, limit > 0 else { return [] }
    if isBytewise(part, in: text) { return byteRanges(of: part, in: text, limit: limit) }
    if limit == 1 { return text.firstRange(of: part).map { [$0] } ?? [] }
    return Array(text.ranges(of: part).prefix(limit))
  }

  /// What stands between the places of `separator`, in at most `limit` parts.
  static func parts(of text: String, separator: String, limit: Int = .max) -> [String] {
    var parts: [String] = []
    var start = text.startIndex
    for range in ranges(of: separator, in: text, limit: limit - 1) {
      parts.append(String(text[start..<range.lowerBound]))
      start = range.upperBound
    }
    parts.append(String(text[start...]))
    return parts
  }

  /// Whether bytes can stand for characters: both are ASCII, in which only CR LF is one character of two bytes.
  private static func isBytewise(_ part: String, in text: String) -> Bool {
    guard part.utf8.allSatisfy({ $0 < 0x80 }), text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    return !part.utf8.contains { $0 == 0x0A || $0 == 0x0D } || !text.utf8.contains(0x0D)
  }

  /// Knuth, Morris and Pratt's search: `borders[n]` is how many bytes of the part still fit when `n` did and the next
  /// does not.
  private static func byteRanges(of part: String, in text: String, limit: Int) -> [Range<String.Index>] {
    let needle = Array(part.utf8)
    var borders = [0, 0]
    var fitting = 0
    for byte in needle.dropFirst() {
      while fitting > 0, needle[fitting] != byte { fitting = borders[fitting] }
      if needle[fitting] == byte { fitting += 1 }
      borders.append(fitting)
    }
    var ranges: [Range<String.Index>] = []
    fitting = 0
    for (offset, byte) in text.utf8.enumerated() {
      while fitting > 0, needle[fitting] != byte { fitting = borders[fitting] }
      if needle[fitting] == byte { fitting += 1 }
      guard fitting == needle.count else { continue }
      let end = text.utf8.index(text.startIndex, offsetBy: offset + 1)
      ranges.append(text.utf8.index(end, offsetBy: -needle.count)..<end)
      if ranges.count == limit { break }
      fitting = 0
    }
    return ranges
  }
}
