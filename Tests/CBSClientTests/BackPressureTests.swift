import CBSCatalog
import CBSClient
import Synchronization
import Testing

/// A stream is fetched as fast as it is read.
@Suite struct BackPressureTests {
  @Test func aReaderThatStopsHoldsUpTheSender() async throws {
    let sender = Sender(count: 1000)
    var chunks = try await sender.client().stream(try Fixture.chat()).makeAsyncIterator()
    for number in 1...3 { #expect(try await chunks.next()?.text == "\(number) ") }
    for _ in 0..<1000 { await Task.yield() }
    #expect(sender.state.produced == 3)
    #expect(try await chunks.next()?.text == "4 ")
  }

  @Test func aTracedStreamIsHeldUpToo() async throws {
    let sender = Sender(count: 1000)
    var chunks = try await sender.client(trace: { _ in }).stream(try Fixture.chat()).makeAsyncIterator()
    #expect(try await chunks.next()?.text == "1 ")
    for _ in 0..<1000 { await Task.yield() }
    #expect(sender.state.produced == 1)
  }

  @Test func everyChunkComesOnceAndInOrder() async throws {
    let sender = Sender(count: 10_000)
    var text = ""
    for try await chunk in try await sender.client().stream(try Fixture.chat()) { text += chunk.text ?? "" }
    #expect(text == (1...10_000).map { "\($0) " }.joined())
    while !sender.state.hasEnded { await Task.yield() }
  }

  @Test func aReaderThatLeavesEndsTheSender() async throws {
    let sender = Sender(count: 1000)
    for try await _ in try await sender.client().stream(try Fixture.chat()) { break }
    while !sender.state.hasEnded { await Task.yield() }
    #expect(sender.state.produced == 1)
  }

  @Test func cancellingTheReaderEndsTheSender() async throws {
    let sender = Sender(count: 1000, isSilentAfter: 2)
    let client = sender.client()
    let call = try Fixture.chat()
    let reader = Task {
      var count = 0
      for try await _ in try await client.stream(call) { count += 1 }
      return count
    }
    while !sender.state.isWaiting { await Task.yield() }
    reader.cancel()
    #expect(try await reader.value == 2)
    while !sender.state.hasEnded { await Task.yield() }
  }

  @Test func theTimeTheReaderTakesIsNotTheServersSilence() async throws {
    let clock = StepClock()
    var chunks = try await Sender(count: 3).client(clock: clock).stream(try Fixture.chat()).makeAsyncIterator()
    for number in 1...3 {
      #expect(try await chunks.next()?.text == "\(number) ")
      // Nothing is asked for while the idle limit passes three times.
      for _ in 1...3 { await clock.endSleep() }
    }
    #expect(try await chunks.next() == nil)
  }
}

/// A clock that stands still, whose sleeps of the idle limit end when the test says so; others end by cancellation.
private final class StepClock: Clock {
  private let sleepers = Mutex<[AsyncStream<Void>.Continuation]>([])

  var now: TestClock.Instant { .init(offset: .zero) }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: TestClock.Instant, tolerance: Duration?) async throws {
    let (end, continuation) = AsyncStream.makeStream(of: Void.self)
    if deadline.offset == .seconds(100) { sleepers.withLock { $0.append(continuation) } }
    for await _ in end {}
    try Task.checkCancellation()
  }

  /// Waits for a sleep to begin, and ends it.
  func endSleep() async {
    while true {
      if let sleeper = sleepers.withLock({ $0.popLast() }) { return sleeper.finish() }
      await Task.yield()
    }
  }
}

/// Answers with a stream of chunks with the texts `1 `, `2 `, …, and notes how far it got.
private final class Sender: Transport {
  struct State {
    var produced = 0
    /// Whether it waits for something that never comes.
    var isWaiting = false
    /// Whether nobody can read on.
    var hasEnded = false
  }

  private let count: Int
  private let silentAfter: Int?
  private let guarded = Mutex(State())

  init(count: Int, isSilentAfter: Int? = nil) {
    self.count = count
    silentAfter = isSilentAfter
  }

  var state: State { guarded.withLock { $0 } }

  func client(
    clock: any Clock<Duration> = TestClock(patience: .zero), trace: (@Sendable (TraceEvent) -> Void)? = nil
  ) -> Client {
    Client(
      configuration: ClientConfiguration(
        origin: "https://api.example", inferenceKey: Fixture.key,
        limits: TimeLimits(head: .seconds(600), whole: .seconds(600), idle: .seconds(100)), trace: trace),
      path: CallPath(wire: self), clock: clock)
  }

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    let reading = Reading(sender: self)
    return Response(
      status: 200, headers: ["Content-Type": "text/event-stream"],
      body: .stream(BodyChunks { try await reading.next() }))
  }

  fileprivate func next() async throws -> [UInt8]? {
    let number = guarded.withLock { state in
      state.produced += 1
      return state.produced
    }
    if let silentAfter, number > silentAfter {
      guarded.withLock { $0.isWaiting = true }
      for await _ in AsyncStream<Never>(unfolding: nil) {}
      throw CancellationError()
    }
    guard number <= count else { return nil }
    let finish = number == count ? #","finish_reason":"stop""# : ""
    return Array(#"data: {"choices":[{"index":0,"delta":{"content":"\#(number) "}\#(finish)}]}"#.utf8) + [0x0A, 0x0A]
  }

  fileprivate func end() { guarded.withLock { $0.hasEnded = true } }

  /// Gone once nobody can read on.
  private final class Reading: Sendable {
    let sender: Sender
    init(sender: Sender) { self.sender = sender }
    deinit { sender.end() }
    func next() async throws -> [UInt8]? { try await sender.next() }
  }
}
