import CBSDiagnostics
@testable import CBSInterpreter
import CBSLanguage
import CBSValues
import TestSupport
import Testing

struct TimeFunctionTests {
  @Test(arguments: [
    Example("now()", gives: "2026-03-01T10:00:00Z\n"),
    Example("time('2024-02-29') + 1d", gives: "2024-03-01T00:00:00Z\n"),
    Example("time('2026-03-01T10:00:00Z') - time('2026-03-01T09:30:00Z')", gives: "30m\n"),
    Example("time(0)", gives: "1970-01-01T00:00:00Z\n"),
    Example("duration(90)", gives: "1m30s\n"), Example("duration(0.25)", gives: "250ms\n"),
    Example(
      "format_time(time('2026-03-01T00:05:09Z'), '%F %T %I%p %e %j %A %a %B %b %u %z %Z %s %%')",
      gives: "2026-03-01 00:05:09 12AM  1 060 Sunday Sun March Mar 7 +0000 UTC 1772323509 %\n"),
    Example("parse_time('Mar  1 2026 01:02:03 PM', '%b %e %Y %I:%M:%S %p')", gives: "2026-03-01T13:02:03Z\n"),
    Example("parse_time('12 AM', '%I %p')", gives: "1970-01-01T00:00:00Z\n"),
    Example("parse_time('2024-366', '%Y-%j')", gives: "2024-12-31T00:00:00Z\n"),
    Example("parse_time('1772359200', '%s')", gives: "2026-03-01T10:00:00Z\n"),
    Example("parse_time('10:00-05:30', '%H:%M%z')", gives: "1970-01-01T15:30:00Z\n"),
  ])
  func `Functions at their edges`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    (FunctionCall("time", "yesterday"), "bad-argument"), (FunctionCall("duration", "1"), "bad-argument"),
    (FunctionCall("duration", .integer(.max)), "overflow"),
    (FunctionCall("format_time", .time(0), "%Q"), "bad-argument"),
    (FunctionCall("format_time", .time(0), "%"), "bad-argument"),
    (FunctionCall("format_time", "2026-03-01", "%Y"), "wrong-type"),
    (FunctionCall("parse_time", "2026-02-29", "%F"), "bad-argument"),
    (FunctionCall("parse_time", "2023-366", "%Y-%j"), "bad-argument"),
    (FunctionCall("parse_time", "2026-1-1", "%F"), "bad-argument"),
    (FunctionCall("parse_time", "2026 ", "%Y"), "bad-argument"),
    (FunctionCall("parse_time", "25", "%H"), "bad-argument"), (FunctionCall("parse_time", "", "%s"), "bad-argument"),
    (FunctionCall("parse_time", "XM", "%p"), "bad-argument"),
  ])
  func `What cannot be is said`(_ call: FunctionCall, _ code: String) throws {
    #expect(try call.failure()?.code.name == code)
  }

  @Test(arguments: [
    "%F %T", "%s", "%d %b %Y, %H:%M:%S", "%A %e %B %Y %I:%M:%S %p %z", "%Y%j%H%M%S", "%a %u %%%Y-%m-%dT%TZ",
    "%Y/%m/%d %T %Z",
  ])
  func `What a pattern writes it reads`(_ pattern: String) throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      // Years from 0 to 9999, which have four digits.
      let time = Value.time(.random(in: -62_167_219_200...253_402_300_799, using: &random))
      let text = try FunctionCall("format_time", time, .string(pattern)).value()
      #expect(try FunctionCall("parse_time", text, .string(pattern)).value() == time, "\(text)")
    }
  }

  @Test func `Times at the ends of what fits do no harm`() throws {
    for seconds in [Int64.min, .min + 1, .max - 1, .max] {
      _ = try FunctionCall("format_time", .time(seconds), "%F %T %j %A").value()
    }
  }
}
