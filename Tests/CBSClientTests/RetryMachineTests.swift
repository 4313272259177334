import CBSCatalog
@testable import CBSClient
import Testing

@Suite struct RetryMachineTests {
  @Test func pausesDoubleUnlessTheServerAsksForMore() {
    var machine = RetryMachine(limits: RetryLimits(attempts: 9, longestPause: .seconds(60)), isSafe: true)
    let asked: [Duration?] = [nil, .milliseconds(10), .seconds(50), nil]
    let actions = asked.map { machine.attemptFailed(.answer(status: 503, pause: $0, advice: nil), chance: 1) }
    #expect(
      actions == [.wait(.milliseconds(625)), .wait(.milliseconds(1_250)), .wait(.seconds(50)), .wait(.seconds(5))])
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
}
