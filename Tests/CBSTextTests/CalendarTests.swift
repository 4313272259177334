import CBSText
import Testing

@Suite struct CalendarTests {
  @Test func everyDayFollowsTheOneBefore() throws {
    var previous = CalendarDate(daysSince1970: -800_000)
    for days in Int64(-799_999)...800_000 {
      let date = CalendarDate(daysSince1970: days)
      let isNextDay = date.year == previous.year && date.month == previous.month && date.day == previous.day + 1
      let isNextMonth =
        date.day == 1 && previous.day == CalendarDate.daysIn(month: previous.month, year: previous.year)
        && (date.month == previous.month + 1 && date.year == previous.year
          || date.month == 1 && previous.month == 12 && date.year == previous.year + 1)
      guard isNextDay || isNextMonth, date.daysSince1970 == days else {
        Issue.record("\(date) after \(previous), day \(days)")
        return
      }
      previous = date
    }
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_868_799, "2000-02-29T23:59:59Z"), (-1, "1969-12-31T23:59:59Z"),
      (1_772_359_200, "2026-03-01T10:00:00Z"), (-62_167_219_201, "-0001-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func timesAreWritten(seconds: Int64, text: String) { #expect(CalendarTime(seconds).iso == text) }

  @Test func theBasicFormatHasNoPunctuation() {
    #expect(CalendarTime(1_369_353_600).basicISO == "20130524T000000Z")
    #expect(CalendarTime(4_107_542_400).basicISO == "21000301T000000Z")
    #expect(CalendarTime(1_369_353_600).date.basicISO == "20130524")
  }

  @Test func theEndsOf64BitsAreWritten() {
    #expect(CalendarTime(.max).iso == "292277026596-12-04T15:30:07Z")
    #expect(CalendarTime(.min).iso == "-292277022657-01-27T08:29:52Z")
  }

  @Test(
    arguments: [
      ("2026-03-01", 1_772_323_200), ("2026-03-01T10:00:00Z", 1_772_359_200),
      ("2026-03-01 10:00:00.123Z", 1_772_359_200), ("2026-03-01T11:00:00+01:00", 1_772_359_200),
      ("2026-03-01T08:30:00-01:30", 1_772_359_200), ("2000-02-29T23:59:60Z", 951_868_800),
    ] as [(String, Int64)])
  func isoTimesAreRead(text: String, seconds: Int64) { #expect(CalendarTime.seconds(iso: text) == seconds) }

  @Test(arguments: [
    "", "2026", "2026-02-29", "2026-13-01", "2026-03-01T", "2026-03-01T10:00:00", "2026-03-01T24:00:00Z",
    "2026-03-01T10:00:00.Z", "2026-03-01T10:00:00Zx", "2026-03-01T10:00:00+0100", "+026-03-01",
  ])
  func theseAreNoISOTimes(text: String) { #expect(CalendarTime.seconds(iso: text) == nil) }

  @Test(
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
      ("Sat, 01 Jan 2000 00:00:00 GMT", 946_684_800), ("Sun, 31 Dec 2000 12:00:00 GMT", 978_264_000),
    ] as [(String, Int64)])
  func datesOfHTTPAreRead(text: String, seconds: Int64) { #expect(CalendarTime.seconds(httpDate: text) == seconds) }

  @Test(arguments: [
    "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Noy 1994 08:49:37 GMT",
    "Sun, 99 Nov 1994 08:49:37 GMT", "Wed, 30 Feb 2000 08:49:37 GMT",
  ])
  func theseAreNoDatesOfHTTP(text: String) { #expect(CalendarTime.seconds(httpDate: text) == nil) }
}
