import CBSDiagnostics
@testable import CBSInterpreter
import Synchronization
import Testing

struct WaitTests {
  private static let second: Int64 = 1_000_000_000

  @Test func `It looks until the answer is as wanted and prints nothing`() async {
    let bench = Bench()
    bench.world.state.withLock { $0.statuses = ["queued", "in_progress", "done"] }
    let result = await bench.run("wait version get 7 until .status == 'done' every 5s within 1m\nprint ready")
    #expect(result.status == .done)
    #expect(bench.output == "ready\n")
    #expect(bench.host.state.withLock { $0.sleeps } == [5 * Self.second, 5 * Self.second])
    #expect(
      bench.host.state.withLock { $0.progress } == [
        "version get 7: .status is \"queued\" · 0s", "version get 7: .status is \"in_progress\" · 5s", nil,
      ])
  }

  @Test func `Without an interval it looks less and less often`() async {
    let bench = Bench()
    bench.world.state.withLock { $0.statuses = Array(repeating: "queued", count: 9) + ["done"] }
    _ = await bench.run("wait version get 7 until .status == 'done'")
    let sleeps = bench.host.state.withLock { $0.sleeps.map { Double($0) / 1e9 } }
    #expect(sleeps == [2, 3, 4.5, 6.75, 10.125, 15.1875, 22.78125, 30, 30])
  }

  @Test func `Out of time it says what was seen last`() async {
    let bench = Bench()
    bench.world.state.withLock { $0.statuses = ["queued"] }
    let fault = await bench.run("wait version get 7 until .status == 'done' every 4s within 10s").fault
    #expect(fault?.status == .timedOut)
    #expect(fault?.message == "'version get 7' was not .status == 'done' within 10s")
    #expect(fault?.marks.map(\.label) == ["is \"queued\""])
    #expect(bench.host.state.withLock { $0.sleeps } == [4 * Self.second, 4 * Self.second, 2 * Self.second])
  }

  @Test func `A fail state ends it`() async {
    let bench = Bench()
    bench.world.state.withLock { $0.statuses = ["queued", "failed"] }
    let fault = await bench.run("wait version get 7 until .status == 'done' fail .status == 'failed' every 1s").fault
    #expect(fault?.status == .failedState)
    #expect(fault?.marks.map(\.label) == ["is \"failed\""])
  }

  @Test func `Faults for a while are borne five times in a row`() async {
    let bench = Bench()
    let cut = Fault(ErrorCode(custom: "cut"), "the connection was cut", status: .unreachable, isRetryable: true)
    bench.world.state.withLock {
      $0.statuses = ["done"]
      $0.faults = Array(repeating: cut, count: 5)
    }
    #expect(await bench.run("wait version get 7 until .status == 'done' every 1s").status == .done)
    bench.world.state.withLock { $0.faults = Array(repeating: cut, count: 6) }
    #expect(await bench.run("wait version get 7 until .status == 'done' every 1s").fault?.code.name == "cut")
    bench.world.state.withLock { $0.faults = [Fault(.forbidden, "no", status: .unreachable)] }
    #expect(await bench.run("wait version get 7 until .status == 'done' every 1s").fault?.code.name == "forbidden")
  }

  @Test func `Values of the script may be in it`() async {
    let bench = Bench()
    let result = await bench.run(
      "let v = 7\nlet goal = 'done'\nlet d = 2s\nwait version get $v until .status == $goal every $d within 1m")
    #expect(result.fault == nil)
    #expect(bench.world.calls.count == 2)
  }

  @Test(arguments: [
    Failing("wait version get 7 until $word", code: "not-a-condition", at: "$word"),
    Failing("wait version get 7 until .status == 'x' every $instant", code: "wrong-type", at: "$instant"),
    Failing("wait version get 7 until .status == 'x' within $one", code: "wrong-type", at: "$one"),
    Failing("wait refuse x until true", code: "x", at: "refuse", status: .unreachable),
  ])
  func `What cannot be waited for is a fault`(_ failing: Failing) async { await failing.verify() }
}
