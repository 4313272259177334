extension CalendarTime {
  /// Seconds since 1970 of `2026-03-01`, `2026-03-01T10:00:00Z`, with a fraction (dropped) or an offset `+02:00`.
  package static func seconds(iso text: String) -> Int64? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
    func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
      index < bytes.count && bytes[index] == UInt8(ascii: character)
    }
    guard let year = number(0..<4), has("-", at: 4), let month = number(5..<7), has("-", at: 7),
      let day = number(8..<10), let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    let midnight = date.daysSince1970 * secondsPerDay
    if bytes.count == 10 { return midnight }
    guard has("T", at: 10) || has(" ", at: 10), let hour = number(11..<13), has(":", at: 13),
      let minute = number(14..<16), has(":", at: 16), let second = number(17..<19), hour < 24, minute < 60, second <= 60
    else { return nil }
    var index = 19
    if has(".", at: index) {
      index += 1
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
      guard index > 20 else { return nil }
    }
    let moment = midnight + hour * 3600 + minute * 60 + second
    if has("Z", at: index) { return index + 1 == bytes.count ? moment : nil }
    guard has("+", at: index) || has("-", at: index), let hours = number(index + 1..<index + 3),
      has(":", at: index + 3), let minutes = number(index + 4..<index + 6), index + 6 == bytes.count
    else { return nil }
    let offset = hours * 3600 + minutes * 60
    return has("+", at: index) ? moment - offset : moment + offset
  }

  /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that RFC 9110 lets a server write.
  package static func seconds(httpDate text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT", let day = Int64(words[1]),
      let month = monthNames.firstIndex(where: { $0.prefix(3) == words[2] }), let year = Int64(words[3]),
      (1970...9999).contains(year), let date = CalendarDate(year: year, month: Int64(month) + 1, day: day)
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int64($0) }
    guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2]) else {
      return nil
    }
    return date.daysSince1970 * secondsPerDay + time[0] * 3600 + time[1] * 60 + time[2]
  }
}
