import CBSText
import Testing

@Suite struct BackoffTests {
  private func pauses(_ backoff: Backoff, count: Int, jitter: Double = 0) -> [Duration] {
    var backoff = backoff
    return (0..<count).map { _ in backoff.next(jitter: jitter) }
  }

  @Test func doublingEndsAtTheLongestPause() {
    #expect(
      pauses(.doubling(from: .milliseconds(500)), count: 9)
        == [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000].map { .milliseconds($0) })
  }

  @Test func growingByHalfEndsAtTheLongestPause() {
    #expect(
      pauses(.growingByHalf(from: .seconds(2)), count: 9).map { $0 / .seconds(1) }
        == [2, 3, 4.5, 6.75, 10.125, 15.1875, 22.78125, 30, 30])
  }

  @Test func jitterAddsUpToAQuarter() {
    #expect(
      pauses(.doubling(from: .milliseconds(500)), count: 2, jitter: 1) == [.milliseconds(625), .milliseconds(1250)])
    #expect(pauses(.doubling(from: .seconds(30)), count: 1, jitter: 1) == [.milliseconds(37_500)])
    #expect(pauses(.growingByHalf(from: .seconds(2)), count: 1, jitter: 1) == [.milliseconds(2500)])
  }

  @Test(arguments: (0...20).map { Double($0) / 20 }) func jitterStaysInBounds(jitter: Double) {
    for first in [Backoff.doubling(from: .milliseconds(500)), .growingByHalf(from: .seconds(2))] {
      for (pause, plain) in zip(pauses(first, count: 9, jitter: jitter), pauses(first, count: 9)) {
        #expect(pause >= plain && pause <= plain * 5 / 4)
      }
    }
  }

  @Test func aChosenIntervalStaysAsItIs() {
    #expect(pauses(.constant(.nanoseconds(7)), count: 2, jitter: 1) == [.nanoseconds(7), .nanoseconds(7)])
    #expect(pauses(.constant(.seconds(90)), count: 2, jitter: 1) == [.seconds(90), .seconds(90)])
  }
}
