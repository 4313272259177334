import CBSCatalog

/// What the head of an answer says about trying again.
struct RetryAdvice: Equatable {
  /// From `retry-after-ms`, else `Retry-After` in seconds or as a date.
  let pause: Duration?
  /// From `x-should-retry`.
  let advice: Bool?

  /// - Parameter now: Unix seconds, for a date where the answer has no `Date` of its own.
  init(_ headers: Headers, now: Int64) {
    advice =
      switch headers["x-should-retry"]?.lowercased() {
      case "true": true
      case "false": false
      default: nil
      }
    if let text = headers["retry-after-ms"], let milliseconds = Double(text), milliseconds >= 0, milliseconds < 1e12 {
      pause = .milliseconds(Int64(milliseconds))
    } else if let text = headers["retry-after"] {
      if let seconds = Double(text), seconds >= 0, seconds < 1e9 {
        pause = .milliseconds(Int64(seconds * 1000))
      } else if let moment = Self.unixSeconds(httpDate: text) {
        // Its own clock is the one the server counts by.
        let reference = headers["date"].flatMap(Self.unixSeconds(httpDate:)) ?? now
        pause = .seconds(max(0, moment - reference))
      } else {
        pause = nil
      }
    } else {
      pause = nil
    }
  }

  /// Unix seconds of `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that RFC 9110 lets a server write.
  static func unixSeconds(httpDate text: String) -> Int64? {
    let words = text.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT", let day = Int64(words[1]),
      let month = months.firstIndex(of: String(words[2])), let year = Int64(words[3]), (1...31).contains(day),
      (1970...9999).contains(year)
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int64($0) }
    guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2]) else {
      return nil
    }
    // Days since 1970 with years that begin in March, so that the leap day comes last.
    let shifted = month < 2 ? year - 1 : year
    let dayOfYear = (153 * Int64((month + 10) % 12) + 2) / 5 + day - 1
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
  }
}
