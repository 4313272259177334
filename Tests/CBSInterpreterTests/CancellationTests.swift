import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
import Synchronization
import Testing

struct CancellationTests {
  @Test(arguments: [
    "cancel\nprint a", "cancel\nwhile true { }", "cancel\nfor x in range(1000000) { }",
    "cancel\nwait version get 7 until false", "try { cancel; print a } catch e { print caught }",
    "try { cancel; print a } catch e { } finally { print f }", "let r = try cancel\nprint $r",
    "assert fails { cancel; print a }",
    "[1, 2] | each { cancel; print a }", "let x = [7] | where (version exists (.)) | map (cancel)\nprint a",
  ])
  func `A cancelled run stops at the next statement or turn`(_ script: String) async {
    let task = Task { () -> (RunResult, String) in
      let bench = Bench()
      return (await bench.run(script), bench.output)
    }
    let (result, output) = await task.value
    #expect(result.status == .interrupted)
    #expect(result.fault?.code.name == "interrupted")
    #expect(output == "")
  }

  @Test func `An endless loop can be ended from outside`() async {
    let bench = Bench()
    let task = Task { await bench.run("print begun\nlet i = 0\nwhile true { set $i = $i + 1 }") }
    while bench.output.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value.status == .interrupted)
  }

  @Test func `A wait that is cut off says how to wait again`() async {
    let host = TestHost { withUnsafeCurrentTask { $0?.cancel() } }
    let bench = Bench(host: host)
    let task = Task { await bench.run("wait version get 7 until .status == 'never' every 5s") }
    let result = await task.value
    #expect(result.status == .interrupted)
    #expect(
      result.fault?.hint
        == "the work itself goes on; to wait again: wait version get 7 until .status == 'never' every 5s")
    #expect(host.state.withLock { $0.progress.last } == .some(nil))
  }

  @Test func `What a command says of its interruption is kept`() async {
    let command = TestCommand(.init("slow", "Slow.", effect: .writes)) { _ in
      withUnsafeCurrentTask { $0?.cancel() }
      throw Fault(
        ErrorCode(custom: "cut-off"), "cancelled; the deployment may have begun", hint: "endpoint get shows it")
    }
    let task = Task {
      await Interpreter(commands: [command], host: TestHost()).run(.init("slow"), scope: Scope())
    }
    let fault = await task.value.fault
    #expect(fault?.code.name == "interrupted")
    #expect(fault?.message == "cancelled; the deployment may have begun")
    #expect(fault?.status == .interrupted)
  }

  @Test func `A run that goes over its budget is stopped`() async {
    let bench = Bench(budget: Budget(steps: 5_000, depth: 10))
    #expect(await bench.run("while true { }").fault?.code.name == "over-budget")
    let deep = await bench.run("def again(n: integer) { again ($n + 1) }\nagain 1").fault
    #expect(deep?.code.name == "over-budget")
    #expect(deep?.callers.count == 10)
    let late = Bench(budget: Budget(time: .milliseconds(20)))
    #expect(await late.run("while true { }").fault?.code.name == "over-budget")
  }
}
