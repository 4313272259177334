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
}
