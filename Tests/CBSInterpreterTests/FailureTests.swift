import CBSDiagnostics
import CBSInterpreter
import Synchronization
import Testing

struct FailureTests {
  @Test(arguments: [
    Example(
      "try { print a; refuse no; print b } catch e { print $e.code $e.message } finally { print end }",
      gives: "a\nno refused\nend\n"),
    Example("try { print a } catch e { print never } finally { print end }", gives: "a\nend\n"),
    Example("try { throw 'oh' } catch e { \"$e.code: $e.message\" }", gives: "thrown: oh\n"),
    Example(
      "try { throw {code: 'mine', message: 'oh', extra: 7} } catch e { \"$e.code $e.extra $e.hint\" }",
      gives: "mine 7 null\n"),
    Example("try { throw 42 } catch e { \"$e.message $e.value\" }", gives: "42 42\n"),
    Example(
      "try {\n  1 / len([]) } catch e { \"$e.span.line:$e.span.column $e.retryable\" }", gives: "2:3 false\n"),
    Example(
      "try { try { refuse first } catch e { refuse second } } catch e { \"$e.code after $e.cause.code\" }",
      gives: "second after first\n"),
    Example(
      "try { try { refuse first } catch e { throw $e } } catch e { \"$e.code $e.cause\" }", gives: "first null\n"),
    Example(
      "for x in [1, 2] { try { if $x == 1 { continue }; print $x } catch e { } finally { print f } }",
      gives: "f\n2\nf\n"),
    Example("while true { try { break } catch e { } finally { print f } }", gives: "f\n"),
    Example("try { exit 0 } catch e { print never } finally { print f }", gives: "f\n"),
    Example(
      "try { assert fails \"x\" { print a } } catch e { $e.message }",
      gives: "a\nthe block was to fail with 'x', and it did not\n"),
  ])
  func `Failures are caught`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    Failing("try { refuse a } catch e { throw $e }", code: "a", at: "refuse", status: .unreachable),
    Failing("try { refuse a } catch e { let f = $e; throw $f }", code: "a", at: "refuse", status: .unreachable),
    Failing("throw 'x'", code: "thrown", at: "throw 'x'"),
    Failing("try { refuse a } catch e { } finally { refuse b }", code: "b", at: "refuse", status: .unreachable),
    Failing("assert 1 == 2", code: "assertion", at: "assert 1 == 2".suffix(6).description, status: .assertion),
    Failing("let x = 3\nassert $x > 5, \"too small\"", code: "assertion", at: "$x", status: .assertion),
    Failing("assert fails { print a }", code: "assertion", at: "assert", status: .assertion),
    Failing("assert fails \"x\" { 1 / 0 }", code: "assertion", at: "assert", status: .assertion),
    Failing("check fails { print a }\nrefuse b", code: "b", at: "refuse", status: .unreachable),
    Failing("exit $one", code: "bad-exit-code", at: "$one", status: .usage),
  ])
  func `The first failure stops the run`(_ failing: Failing) async { await failing.verify() }

  @Test func `An assertion shows both sides`() async {
    let script = "let v = {status: 'failed', id: 7}\nassert $v.status == \"done\" and $v.id > 3"
    let fault = await Bench().run(script).fault
    #expect(
      fault?.render(in: Source(name: "release.cbs", text: script)) == """
        error[assertion]: assertion failed
          --> release.cbs:2:8
           |
         2 | assert $v.status == "done" and $v.id > 3
           |        ^^^^^^^^^ is "failed"   ----- is 7
        """)
  }

  @Test func `An assertion over a command does not run it twice`() async {
    let bench = Bench()
    let fault = await bench.run("assert (version get 7).status == 'done', 'not yet'").fault
    #expect(fault?.message == "assertion failed: not yet")
    #expect(fault?.marks.map(\.label) == ["is \"in_progress\""])
    #expect(bench.world.calls == ["version get version=7"])
  }

  @Test func `Checks are counted and the run fails at its end`() async {
    let bench = Bench()
    let result = await bench.run("check 1 == 2, 'first'\nprint on\ncheck fails { print b }\ncheck 1 == 1")
    #expect(result.fault == nil)
    #expect(
      result.checkFailures.map(\.message) == ["assertion failed: first", "the block was to fail, and it did not"])
    #expect(result.status == .assertion)
    #expect(bench.output == "on\nb\n")
  }

  @Test(arguments: [
    ("print a", 0), ("exit", 0), ("exit 0", 0), ("exit 42", 42), ("throw 'x'", 1), ("nonsense", 2), ("refuse x", 3),
    ("assert false", 4), ("check false", 4), ("check false\nexit 0", 4), ("check false\nexit 11", 11),
    ("wait version get 7 until false every 1s within 3s", 5), ("wait version get 7 until false fail true", 6),
    ("cancel\nprint a", 130), ("", 0),
  ])
  func `Exit codes say how it ended`(_ script: String, _ code: Int32) async {
    #expect(await Bench().run(script).status.code == code)
  }

  @Test func `A refused request is told with its facts`() async {
    let bench = Bench()
    bench.world.state.withLock {
      $0.deployFault = Fault(
        .conflict, "version 7 is not ready (status in_progress)",
        hint: "wait version get $v until .status == \"done\"",
        request: .init(
          method: "POST", path: "/management/v1/orgs/acme/endpoints/e:deployModel", status: 409,
          elapsed: .milliseconds(212)))
    }
    let script = "let v = 7\ndeploy acme-gpt-oss-120b $v"
    let fault = await bench.run(script).fault
    #expect(
      fault?.render(in: Source(name: "release.cbs", text: script)) == """
        error[conflict]: version 7 is not ready (status in_progress)
          --> release.cbs:2:1
           |
         2 | deploy acme-gpt-oss-120b $v
           | ^^^^^^ POST …:deployModel answered 409 after 212 ms
           |                          -- this is 7, from line 1: `7`
           = hint: wait version get $v until .status == "done"
        """)
    #expect(
      fault?.json(in: Source(name: "release.cbs", text: script))
        == #"{"code":"conflict","message":"version 7 is not ready (status in_progress)","#
        + #""hint":"wait version get $v until .status == \"done\"","span":{"line":2,"column":1},"cause":null,"#
        + #""request":{"method":"POST","path":"/management/v1/orgs/acme/endpoints/e:deployModel","status":409,"#
        + #""milliseconds":212},"retryable":false,"severity":"error","exit":1,"file":"release.cbs","start":10,"#
        + #""end":16,"line":2,"column":1}"#)
  }
}
