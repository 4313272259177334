import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
import OrderedCollections
import TestSupport
import Testing

/// Faults in the types of values, found before anything runs.
struct CheckerTypeTests {
  @Test(arguments: [
    Planted("1 + 'a'", "wrong-type", at: "1 + 'a'", hint: "$(…)"),
    Planted("let n = 1\nprint ($n + 'a')", "wrong-type", at: "$n + 'a'"),
    Planted("print \"$(1 + 'a')\"", "wrong-type", at: "1 + 'a'"),
    Planted("1h + 1", "wrong-type", at: "1h + 1"),
    Planted("1 - null", "wrong-type", at: "1 - null"),
    Planted("true * 2", "wrong-type", at: "true * 2"),
    Planted("'a' / 2", "wrong-type", at: "'a' / 2"),
    Planted("10GiB % 2s", "wrong-type", at: "10GiB % 2s"),
    Planted("[1] + {a: 1}", "wrong-type", at: "[1] + {a: 1}"),
    Planted("1h < 1GiB", "wrong-type", at: "1h < 1GiB"),
    Planted("[1] < [2]", "wrong-type", at: "[1] < [2]"),
    Planted("(version get 7).id > '6'", "wrong-type", at: "(version get 7).id > '6'"),
    Planted("let x = null\n$x < 3", "wrong-type", at: "$x < 3", hint: "null first"),
    Planted("1 in 'abc'", "wrong-type", at: "1 in 'abc'", hint: "'in'"),
    Planted("'a' in 5", "wrong-type", at: "'a' in 5"),
    Planted("5 ~ 'a*'", "wrong-type", at: "5 ~ 'a*'", hint: "pattern"),
    Planted("-'x'", "wrong-type", at: "-'x'"),
    Planted("not 5", "not-a-condition", at: "5"),
    Planted("true and 'yes'", "not-a-condition", at: "'yes'"),
    Planted("if 1 { }", "not-a-condition", at: "1", hint: "> 0"),
    Planted("if (version get 7).status { }", "not-a-condition", at: "(version get 7).status"),
    Planted("while (version list) { break }", "not-a-condition", at: "(version list)"),
    Planted("assert [1]", "not-a-condition", at: "[1]"),
    Planted("version list | where .status", "not-a-condition", at: ".status"),
    Planted("version list | any .id", "not-a-condition", at: ".id"),
    Planted("wait version get 7 until .status within 5s", "not-a-condition", at: ".status"),
    Planted("wait version get 7 until .id == 7 every 5 within 5s", "wrong-type", at: "5"),
    Planted("wait version get 7 until .id == 7 every 0s within 5s", "wrong-type", at: "0s"),
    Planted("let t = '5s'\nwait version get 7 until .id == 7 within $t", "wrong-type", at: "$t", hint: "5s"),
    Planted("for x in 3 { print $x }", "wrong-type", at: "3", hint: "range(3)"),
    Planted("for x in 'abc' { print $x }", "wrong-type", at: "'abc'"),
    Planted("for x in (version exists 7 | count) { print $x }", "wrong-type", at: "(version exists 7 | count)"),
    Planted("version get 7 | where .id > 1", "wrong-type", at: "where"),
    Planted("3 | count", "wrong-type", at: "count"),
    Planted("[1] | first | map . + 1", "wrong-type", at: "map"),
    Planted("[1, 2] | select a", "wrong-type", at: "select"),
    Planted("let l = [1]\n$l['a']", "wrong-type", at: "'a'"),
    Planted("let r = {a: 1}\n$r[0]", "wrong-type", at: "0"),
    Planted("let t = 'abc'\n$t[0]", "wrong-type", at: "0"),
    Planted("1 / 0", "division-by-zero", at: "1 / 0"),
    Planted("9223372036854775807 + 1", "overflow", at: "9223372036854775807 + 1"),
    Planted("times (version get 7).live", "bad-argument", at: "(version get 7).live"),
    Planted("let live = (version get 7).live\ntimes $live", "bad-argument", at: "$live"),
    Planted("times ([1])", "bad-argument", at: "[1]"),
    Planted("times true", "bad-argument", at: "true"),
    Planted("let yes = true\ntimes $yes", "bad-argument", at: "$yes"),
    Planted("deploy a 7 --within (5 + 1)", "bad-argument", at: "5 + 1"),
    Planted("deploy a 7 --within=[1]", "bad-argument", at: "[1]"),
    Planted("give {a: 1}", "bad-argument", at: "{a: 1}"),
    Planted("exit 'a'", "bad-exit-code", at: "'a'"),
    Planted("let n = 5\nexit $n", "bad-exit-code", at: "$n"),
    Planted("assert fails (5) { print a }", "wrong-type", at: "(5)"),
  ])
  func `What can only fail is found`(_ planted: Planted) async { await planted.verify() }

  @Test(arguments: [
    "param n: integer = 5\nparam d = 30m\nprint ($n + 1) ($d * 2)",
    "param t: time = '2026-03-01'\nprint ($t + 1d)",
    "let n = 0\nfor x in [1, 2] { set $n = $n + $x }\nif $n > 2 { print $n }",
    "let n = null\nfor x in [1, 2] { set $n = $x }\nprint ($n + 1)",
    "let x = 1\nset $x = 'a'\nprint ($x + 'b')",
    "let x = [1, 'a', null]\nprint ($x[0] + 1) ($x[1] + 'b')",
    "let r = {a: [1]}\nset $r.b = 2\nprint $r.b $r['b']",
    "let v = version get 7\nif $v.status == null or $v.size > 3 { print $v.live?.version $v.status?.x }",
    "1 == 'a'; null != [1]; 'a' in {a: 1}; 1 in ['a']; 'b' in 'abc'",
    "1h / 2; 1h / 30m; 2 * 1h; 10GiB * 1.5; -1h; 7 % 2.5; 1.5 < 2; true < false",
    "time('2026-03-01') - 1d; time('2026-03-01') - time('2026-02-01'); 1d + now()",
    "[] | map .x | first; [[1]] | map .[0] + 1",
    "times '5'; let s = '5'; times $s; let n = 5; give $n; let b = 1024; times 1 1s $b",
    "try { 1 / 0 } catch e { print $e.code }",
    "assert fails { 1 / 0 }; assert fails 'wrong-type' { 1 + 'a' }; assert fails { give {a: 1} }",
    "let r = try version get 7\nif not $r.ok { print $r.error.code $r.error.request }",
    "let x = (7)\nprint ($x + 1)",
    "print (-9223372036854775807 - 1)",
    "let l = version list | sort .id desc | first 2\nfor v in $l { print $v.id }",
    "let a = [1] + ['x']\nprint ($a[0] + 1)",
    "let k = 'id'\nlet v = version get 7\nprint $v[$k]",
    "for f in (version get 7) { print $f.key $f.value }",
    "version list | each { if .id > 5 { break } } ",
  ])
  func `What may be right is not judged`(_ script: String) {
    #expect(Bench().check(script).map(\.message) == [])
  }

  /// The run meets what the checker could not know: the same code, the same words, the same place.
  @Test(arguments: [
    ("1 + 'a'", "$x + 'a'", "1"), ("1 in 'abc'", "$x in 'abc'", "1"),
    ("-'x'", "-$x", "'x'"), ("for i in 3 { }", "for i in $x { }", "3"), ("1 / 0", "1 / $x", "0"),
    ("(3) | count", "($x) | count", "3"), ("([1])['a']", "([1])[$x]", "'a'"),
    ("9223372036854775807 + 1", "$x + 1", "9223372036854775807"), ("give ([1])", "give ($x)", "[1]"),
  ])
  func `The checker and the run say the same`(_ known: String, _ unknown: String, _ value: String) async {
    let bench = Bench()
    _ = await bench.run("let x = \(value)")
    let fault = await bench.run(unknown).fault
    let found = Bench().check(known)
    #expect(found.map(\.code.name) == [fault?.code.name])
    #expect(found.map(\.message) == [fault?.message])
    let places = (Source(name: "", text: known), Source(name: "", text: unknown))
    #expect(
      found.first.map { places.0.text($0.span) }
        == fault?.spans.first.map { places.1.text($0).replacing("$x", with: value) })
  }

  @Test(arguments: [
    ("shout(5)", "5", "wrong-type"), ("shout('a', [1])", "[1]", "wrong-type"),
    ("shout('a', 1, 2, 'b')", "'b'", "wrong-type"),
    ("shout('a') + 1", "shout('a') + 1", "wrong-type"), ("shout()", "shout", "argument-count"),
  ])
  func `Functions say what they take and give`(_ script: String, _ place: String, _ id: String) {
    let function = FunctionSignature(
      "shout", [.init("text", .string), .init("times", .integer)], requiredCount: 1, isVariadic: true, returns: .string,
      "Shout.", example: "shout('a')", gives: "A")
    let source = Source(name: "", text: script)
    let found = Checker(table: CommandTable([]), functions: [function]).check(Parser.parse(source)).diagnostics
    #expect(found.map(\.code.name) == [id])
    #expect(found.map { source.text($0.span) } == [place])
  }

  @Test func `Types made of types do not grow without bound`() {
    var script = "let x0 = {a: 1}\n"
    for index in 1...3000 { script += "let x\(index) = {p: $x\(index - 1), q: [$x\(index - 1)]}\n" }
    #expect(Bench().check("[1]" + String(repeating: " | group .", count: 20_000)).isEmpty)
    #expect(Bench().check(script + "print $x3000.p.p.q[0].p.anything $x3000.q[0].p").isEmpty)
  }

  @Test func `What is known of a caught error is what it has`() throws {
    let request = Exchange(method: "GET", path: "/", status: 404, elapsed: .milliseconds(1))
    let source = Source(name: "a.cbs", text: "throw 'a'")
    let record = Fault(.thrown, "a", at: Span(0, 1), request: request).record(in: source).record
    let fields = try #require(ValueType.caughtError.rowFields)
    #expect(record.map { Array($0.keys) } == fields.map(\.name))
    #expect(
      record?["request"]?.record.map { Array($0.keys) } == fields.first { $0.name == "request" }?.fields?.map(\.name))
  }
}
