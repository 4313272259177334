import CBSCatalog
@testable import CBSClient
import TestSupport
import Testing

@Suite struct RetryMachineTests {
  @Test func pausesDoubleUpToTheLimitAndAQuarter() {
    let pauses = (1...10).map { RetryMachine.delay(beforeAttempt: $0, retryAfter: nil, chance: 0) }
    #expect(
      pauses == [
        .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(16), .seconds(30),
        .seconds(30),
        .seconds(30), .seconds(30),
      ])
    #expect(RetryMachine.delay(beforeAttempt: 1, retryAfter: nil, chance: 1) == .milliseconds(625))
    #expect(RetryMachine.delay(beforeAttempt: 99, retryAfter: nil, chance: 1) == .milliseconds(37_500))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func jitterStaysInBounds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for number in 1...8 {
      let chance = Double.random(in: 0..<1, using: &random)
      let plain = RetryMachine.delay(beforeAttempt: number, retryAfter: nil, chance: 0)
      let pause = RetryMachine.delay(beforeAttempt: number, retryAfter: nil, chance: chance)
      #expect(pause >= plain && pause <= plain * 5 / 4)
      #expect(RetryMachine.delay(beforeAttempt: number, retryAfter: .seconds(50), chance: chance) == .seconds(50))
    }
  }

  @Test func attemptsAreCounted() {
    let failure = RetryMachine.Failure.answer(status: 503, pause: nil, advice: nil)
    var machine = RetryMachine(limits: RetryLimits(attempts: 3), isSafe: true)
    let actions = (0..<3).map { _ in machine.attemptFailed(failure, chance: 0) }
    #expect(actions == [.wait(.milliseconds(500)), .wait(.seconds(1)), .giveUp])
    var unsafe = RetryMachine(limits: RetryLimits(attempts: 3), isSafe: false)
    #expect(unsafe.attemptFailed(failure, chance: 0) == .giveUp)
    let advised = RetryMachine.Failure.answer(status: 503, pause: nil, advice: true)
    var advisedUnsafe = RetryMachine(limits: RetryLimits(attempts: 3), isSafe: false)
    #expect(advisedUnsafe.attemptFailed(advised, chance: 0) == .giveUp)
  }

  @Test(
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
      ("Sat, 01 Jan 2000 00:00:00 GMT", 946_684_800), ("Sun, 31 Dec 2000 12:00:00 GMT", 978_264_000),
    ] as [(String, Int64)])
  func datesOfHTTP(text: String, seconds: Int64) { #expect(RetryAdvice.unixSeconds(httpDate: text) == seconds) }

  @Test(arguments: [
    "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Noy 1994 08:49:37 GMT",
    "Sun, 99 Nov 1994 08:49:37 GMT",
  ])
  func theseAreNoDates(text: String) { #expect(RetryAdvice.unixSeconds(httpDate: text) == nil) }
}
