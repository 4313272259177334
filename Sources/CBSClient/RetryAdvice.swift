import CBSCatalog
import CBSText

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
      } else if let moment = CalendarTime.seconds(httpDate: text) {
        // Its own clock is the one the server counts by.
        let reference = headers["date"].flatMap(CalendarTime.seconds(httpDate:)) ?? now
        pause = .seconds(max(0, moment - reference))
      } else {
        pause = nil
      }
    } else {
      pause = nil
    }
  }
}
