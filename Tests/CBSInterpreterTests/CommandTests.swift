import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
import Testing

struct CommandTests {
  /// A word of half a megabyte where a name should stand: told at once, and not repeated in full.
  @Test(arguments: ["", "version ", "deploy a 7 --", "times ", "print $", "version list | map ."])
  func `Long words are shortened in messages`(start: String) {
    let text = start + String(repeating: "x", count: 500_000)
    let clock = ContinuousClock()
    var found: [Diagnostic] = []
    let time = clock.measure { found = Bench().check(text) }
    #expect(found.count == 1)
    for diagnostic in found {
      #expect(diagnostic.message.count < 120)
      #expect(diagnostic.hint?.count ?? 0 < 300)
    }
    #expect(time < .seconds(5))
  }

  @Test(arguments: [
    ("times abc", "digits are wanted, as in 12"), ("ls", "'help' lists the commands"),
    ("zs list", "'help' lists the commands"), ("verson lst", "did you mean 'version list'?"),
  ])
  func `Hints do not guess`(text: String, hint: String) {
    #expect(Bench().check(text).map(\.hint) == [hint])
  }

  @Test(arguments: [
    // Data never becomes a flag, and is never split or read again.
    ("let x = '--force'\ndeploy a $x", ["deploy endpoint=a version=--force"]),
    ("let x = 'two words'\ndeploy a $x", ["deploy endpoint=a version=two words"]),
    ("let x = '*'\ndeploy $x 7", ["deploy endpoint=* version=7"]),
    // The parameter gives a bare word its type.
    ("deploy 007 true", ["deploy endpoint=007 version=true"]),
    ("deploy 1e5 null", ["deploy endpoint=1e5 version=null"]),
    ("version list --limit 007", ["version list limit=7"]),
    ("version list -l 3", ["version list limit=3"]),
    ("deploy a 7 --within 90m --wait", ["deploy endpoint=a version=7 wait=true within=1h30m"]),
    ("deploy --wait a 7 --tag x --tag=y", ["deploy endpoint=a tag=x tag=y version=7 wait=true"]),
    ("let n = 3\ndeploy $n $n", ["deploy endpoint=3 version=3"]),
    ("let d = 5m\ndeploy a 7 --within $d", ["deploy endpoint=a version=7 within=5m"]),
    ("deploy a [1, 2]", ["deploy endpoint=a version=[1,2]"]),
    // A list is as good as its elements side by side where a parameter may be repeated.
    ("deploy a 7 --tag ['x', 'y']", ["deploy endpoint=a tag=x tag=y version=7"]),
    ("let tags = ['x', 'y']\ndeploy a 7 --tag $tags --tag z", ["deploy endpoint=a tag=x tag=y tag=z version=7"]),
    ("version list a#b", ["version list arch=a#b"]),
  ])
  func `Words become arguments`(_ script: String, _ calls: [String]) async {
    let bench = Bench()
    let result = await bench.run(script)
    #expect(result.diagnostics.map(\.message) == [])
    #expect(result.fault?.message == nil)
    #expect(bench.world.calls == calls)
  }

  @Test(arguments: [
    Example("times 3 1h 2GiB true", gives: "[3,\"1h\",2147483648,true]\n"),
    Example("times '-3'", gives: "[-3]\n"),
    Example("let n = 3\nlet t = '4'\ntimes $n; times $t", gives: "[3]\n[4]\n"),
    Example("let bytes = 1024\ntimes 1 1s $bytes", gives: "[1,\"1s\",1024]\n"),
    Example("type((give 7))", gives: "string\n"),
    Example("let n = 7\ntype((give $n))", gives: "string\n"),
    Example("let r = {id: 7}\ntype(($r))", gives: "record\n"),
  ])
  func `Values are converted to what the parameter wants`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    Failing("times $word", code: "bad-argument", at: "$word"),
    Failing("times $half", code: "bad-argument", at: "$half"),
    Failing("give $record", code: "bad-argument", at: "$record"),
    Failing("give ($none)", code: "bad-argument", at: "$none"),
    Failing("let a = \"Bad $word\"\nalias move $a 7", code: "bad-argument", at: "$a"),
    Failing("print a; break-down", code: "defect", at: "break-down"),
    Failing("refuse code-x", code: "code-x", at: "refuse", status: .unreachable),
    Failing("let x = (refuse code-x)", code: "code-x", at: "refuse", status: .unreachable),
  ])
  func `What a command cannot take or do is a fault`(_ failing: Failing) async { await failing.verify() }

  @Test func `A defect names the command`() async {
    let result = await Bench().run("break-down")
    #expect(result.fault?.message == "'break-down' failed in a way it does not explain: ForeignError()")
  }

  @Test func `A command knows whether its answer is shown`() async {
    let seen = Seen()
    let probe = TestCommand(.init("probe", "Probe.", effect: .none)) { call in
      seen.add(call.isStatement)
      return .init(.list([.integer(1)]))
    }
    let host = TestHost()
    let interpreter = Interpreter(commands: [probe], host: host)
    let script = "probe\nlet x = probe\nlen((probe))\nprobe | count\nif len((probe)) == 1 { probe }"
    _ = await interpreter.run(.init(script), scope: Scope())
    #expect(seen.all == [true, false, false, false, false, true])
  }

  @Test func `What the run decides is not among what a command is given in every run`() {
    let text = "let x = 'x'\ndeploy a 7 --tag y --tag $x --wait"
    let bench = Bench()
    let checked = bench.interpreter.check(Parser.parse(Source(name: "test.cbs", text: text)), scope: bench.scope)
    #expect(checked.orderedBindings.map { $0.constants.contents.keys.sorted() } == [["endpoint", "version", "wait"]])
  }
}
