import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
import TestSupport
import Testing

/// Definitions, lanes, places that no run reaches, secrets and what a script makes without use.
struct CheckerFlowTests {
  @Test(arguments: [
    Planted("if true { def f() { print a } }", "nested-definition", at: "def"),
    Planted("def f() { def g() { print a }\ng }\nf", "nested-definition", at: "def"),
    Planted("def print() { version list }\nprint a b", "definition-taken", at: "print"),
    Planted("def version() { print a }", "definition-taken", at: "version"),
    Planted("def len() { print a }", "definition-taken", at: "len"),
    Planted("def map() { print a }", "definition-taken", at: "map"),
    Planted("def f() { print a }\ndef f() { print b }", "definition-taken", at: "f"),
    Planted("def f(x: strin) { print $x }", "unknown-type", at: "strin", hint: "'string'"),
    Planted("def f(x, x) { print $x }", "name-taken", at: "x"),
    Planted("def f(x) { print $x }\nf", "missing-argument", at: "f", hint: "f X"),
    Planted("def f(x) { print $x }\nf 1 2", "too-many-arguments", at: "2"),
    Planted("def f(x) { print $x }\nf 1 --loud", "unknown-flag", at: "--loud"),
    Planted("def f(n: integer) { print $n }\nf soon", "bad-argument", at: "soon", hint: "digits"),
    Planted("def f(n: integer) { print $n }\nlet yes = true\nf $yes", "bad-argument", at: "$yes"),
    Planted("def f(n: integer) { return $n }\nprint (f('soon'))", "bad-argument", at: "'soon'"),
    Planted("def f(n: integer) { return $n }\nprint (f([1]))", "bad-argument", at: "[1]"),
    Planted("def f(l: list) { return $l }\nprint (f(5))", "bad-argument", at: "5"),
    Planted("def f(n) { return $n }\nprint (f())", "argument-count", at: "f", hint: "f(n)"),
    Planted("def greet(n) { return $n }\nprint (grete(1))", "unknown-function", at: "grete", hint: "'greet(…)'"),
    Planted("def greet(n) { print $n }\ngret 1", "unknown-command", at: "gret", hint: "'greet'"),
    Planted("def f(n: integer) { print ($n + 'a') }\nf 1", "wrong-type", at: "$n + 'a'"),
    Planted("def f() { return 'a' }\nprint (f() + 1)", "wrong-type", at: "f() + 1"),
    Planted("def f() { return {a: 1} }\nprint (f().b)", "unknown-field", at: "b"),
    Planted("def f() { print $x }\nlet x = 1\nf", "undefined-name", at: "$x", hint: "further down"),
    Planted("f\nlet x = 1\ndef f() { print $x }", "undefined-name", at: "f", hint: "after the line"),
    Planted("print $nope\nf\ndef f() { print $nope }", "undefined-name", at: "$nope"),
    Planted("f\ndef f() { print $nope $nope }", "undefined-name", at: "$nope"),
    Planted("parallel { set $nope = 1; set $nope = 2; set $nope = 3 }", "undefined-name", at: "$nope"),
    Planted("g\nlet x = 1\ndef f() { print $x }\ndef g() { print (f()) }", "undefined-name", at: "g"),
    Planted("if true { return 1; print a }", "outside-def", at: "return"),
    Planted("if true { break; print a }", "outside-loop", at: "break"),
    Planted("def f() { break }\nfor x in [1] { f }", "outside-loop", at: "break"),
    Planted("def f() { print (.id) }\nversion list | each { f }", "no-element", at: ".id"),
    Planted("version(7)", "unknown-function", at: "version"),
    Planted("deploy('a', 7)", "unknown-function", at: "deploy", hint: "command"),
  ])
  func `Faults of a def`(_ planted: Planted) async { await planted.verify() }

  @Test(arguments: [
    Planted(
      "let x = 1\nparallel { set $x = 2; print $x }", "lane-conflict", at: "$x", hint: "same time"),
    Planted("let x = 1\nparallel { print $x; set $x = 2 }", "lane-conflict", at: "$x"),
    Planted("let x = 1\nparallel { set $x = 2; set $x = 3 }", "lane-conflict", at: "$x"),
    Planted("let x = 1\nparallel { if true { set $x = 2 }; print \"is $x\" }", "lane-conflict", at: "$x"),
    Planted("let x = 1\ndef f() { set $x = 2 }\nparallel { f; print $x }", "lane-conflict", at: "$x"),
    Planted("let x = 1\ndef f() { set $x = 2 }\ndef g() { f }\nparallel { g; print (g()) }", "lane-conflict", at: "g"),
    Planted("let x = 1\nparallel { parallel { set $x = 2; print a }; print $x }", "lane-conflict", at: "$x"),
    Planted("parallel { let a = version get 7; print $a.id }", "lane-conflict", at: "$a", hint: "before 'parallel'"),
    Planted("def f() { parallel { return 1; print a } }\nf", "leaves-lane", at: "return"),
    Planted("for x in [1] { parallel { break; print $x } }", "leaves-lane", at: "break"),
    Planted("for x in [1] { parallel { print $x; if true { continue } } }", "leaves-lane", at: "continue"),
  ])
  func `Faults of lanes`(_ planted: Planted) async { await planted.verify() }

  @Test(arguments: [
    Planted("exit\nprint a\nprint b", "unreachable", at: "print a"),
    Planted("throw 'x'; print a", "unreachable", at: "print a"),
    Planted("for x in [1] { continue; print $x }", "unreachable", at: "print $x"),
    Planted("while true { print a }\nprint b", "unreachable", at: "print b"),
    Planted("while true { for x in [1] { break } }\nprint b", "unreachable", at: "print b"),
    Planted("if true { exit } else { throw 'x' }\nprint a", "unreachable", at: "print a"),
    Planted("if true { exit } elif false { exit } else { exit 10 }\nprint a", "unreachable", at: "print a"),
    Planted("try { exit } catch e { throw $e }\nprint a", "unreachable", at: "print a"),
    Planted("try { print a } catch e { print b } finally { exit }\nprint a", "unreachable", at: "print a"),
    Planted("def f() { return 1\nprint a }\nf", "unreachable", at: "print a"),
  ])
  func `No run comes there`(_ planted: Planted) async { await planted.verify() }

  @Test(arguments: [
    Planted("print $k", "secret-exposed", at: "$k", hint: "request"),
    Planted("print a \"Bearer $k\"", "secret-exposed", at: "\"Bearer $k\""),
    Planted("let b = 'Bearer ' + $k\nprint $b", "secret-exposed", at: "$b"),
    Planted("$k", "secret-exposed", at: "$k"),
    Planted("string($k)", "secret-exposed", at: "string($k)"),
    Planted("print (join(['a' + $k, $k], '-'))", "secret-exposed", at: "join(['a' + $k, $k], '-')"),
    Planted("print (([$k])[0])", "secret-exposed", at: "([$k])[0]"),
    Planted("print (json($k))", "secret-exposed", at: "json($k)"),
    Planted("assert false, \"$k\"", "secret-exposed", at: "\"$k\""),
    Planted("check $k == null, $k", "secret-exposed", at: "$k"),
    Planted("throw $k", "secret-exposed", at: "$k"),
    Planted("exit $k", "secret-exposed", at: "$k"),
    Planted("if $k == 'abc' { print a }", "secret-compared", at: "$k == 'abc'"),
    Planted("def f() { return $k }\nprint (f())", "secret-exposed", at: "f()"),
  ])
  func `A secret that would be shown`(_ planted: Planted) async {
    let header = "secret k from env KEY\n"
    await Planted(header + planted.script, planted.id, at: planted.place, hint: planted.hint).verify()
  }

  @Test(arguments: [
    "greet Ada\ndef greet(name: string) { print \"hello, $name\" }\nprint (greet('Bob'))",
    "def even(n: integer) { if $n == 0 { return true }; return odd($n - 1) }\n"
      + "def odd(n: integer) { if $n == 0 { return false }; return even($n - 1) }\nif even(4) { print yes }",
    "let total = 0\ndef add(n: integer) { set $total = $total + $n }\nadd 5\nadd('7')\nprint $total",
    "param who = 'Ada'\ndef f() { return $who }\nprint (f())",
    "let x = 1\ndef f(x) { let y = $x; return $y }\nlet y = f(2)\nprint $x $y",
    "def f() { for x in [1] { if $x == 1 { return $x } } }\nprint (f())",
    "exit\ndef f() { print a }",
    "def f() { if true { return 1 }; return 'a' }\nprint (f() + 1)",
    "def f(r: record, l: list, t: time, d: duration) { print $r $l $t $d }\nf {a: 1} [1] 2026-03-01 5s",
    "def f(r: record) { return $r.a }\nprint (f({a: 1})) (f(null))",
    "let a = 0\nlet b = 0\nparallel { set $a = 1; set $b = 2 }\nprint $a $b",
    "let x = 1\nparallel { print $x; print \"$x\" }",
    "let x = 1\ndef f() { return $x }\nparallel { f; print (f()) }",
    "parallel { for x in [1] { if $x == 1 { break } }; exit 10; throw 'x' }",
    "parallel { let a = version get 7; let a = version get 6 }",
    "while true { if true { break } }\nprint a",
    "while true { try { break } catch e { print $e } }\nprint a",
    "if true { exit }\nprint a",
    "if true { exit } elif false { print a } else { exit }\nprint b",
    "try { exit } catch e { print $e.code }\nprint a",
    "assert fails { throw 'x' }\nprint a",
    "secret k from env KEY\ngive $k\nversion list \"$k\"\nprint [$k] (type($k))\nassert $k != null",
    "secret k from env KEY\nlet r = {key: $k}\nprint $r",
  ])
  func `What may be right is not judged`(_ script: String) {
    #expect(Bench().check(script).map(\.message) == [])
  }

  // MARK: Warnings

  private func warnings(_ script: String, main: Span? = nil) -> [String] {
    let bench = Bench()
    let source = Source(name: "test.cbs", text: script)
    let checker = Checker(
      table: bench.interpreter.table, functions: Functions.all.map(\.signature), isWhole: true, main: main)
    return checker.check(Parser.parse(source)).diagnostics.map { found in
      #expect(found.severity == .warning)
      return "\(found.code.name) \(source.text(found.span))"
    }
  }

  @Test(
    arguments: [
      ("let x = 1", ["unused-name x"]), ("let x = 1\nset $x = 2", ["unused-name x"]), ("let _x = 1", []),
      ("let x = 1\nprint $x", []), ("for i in range(3) { print a }", ["unused-name i"]),
      ("for _i in range(3) { print a }", []),
      ("param p: string\nsecret s from env S", ["unused-name p", "unused-name s"]),
      ("def f(a, b) { print $a }\nf 1 2", ["unused-name b"]), ("def f() { f }", ["unused-name f"]),
      ("def f() { print a }\nprint (f())", []), ("def _f() { print a }", []),
      ("try { print a } catch e { print b }", []),
      ("let x = 1\nif true { let x = 2; print $x }", ["unused-name x"]), ("let x = 1\ndef f() { print $x }\nf", []),
      ("wait version get 7 until .id == 7", ["endless-wait wait"]), ("wait version get 7 until .id == 7 within 5s", []),
    ] as [(String, [String])])
  func `Warnings of a whole script`(_ script: String, _ found: [String]) {
    #expect(warnings(script) == found)
    #expect(Bench().check(script).isEmpty)
  }

  @Test func `What an included file makes need not be used`() {
    let main = "let x = 1\n"
    #expect(warnings(main + "let y = 2\ndef f() { print a }", main: Span(0, main.utf8.count)) == ["unused-name x"])
  }

  @Test func `What an earlier line has made is known`() async {
    let bench = Bench()
    bench.scope.set("key", to: .secret(Secret("word", name: "key")))
    _ = await bench.run("def greet(n: integer) { return $n }")
    func check(_ text: String) -> [String] {
      let parsed = Parser.parse(Source(name: "", text: text)).remembering(bench.scope.definitions)
      return bench.interpreter.check(parsed, scope: bench.scope).diagnostics.map(\.code.name)
    }
    #expect(check("print $key") == ["secret-exposed"])
    #expect(check("greet 5; print (greet(5))") == [])
    #expect(check("greet Ada") == ["bad-argument"])
    #expect(check("print (greet([1]))") == ["bad-argument"])
    #expect(check("print (greet())") == ["argument-count"])
    #expect(check("def greet() { print a }\ngreet") == [])
  }

  // MARK: Time

  /// Twice the lines may take three times as long, not four: whatever is wrong with them.
  @Test(arguments: [
    "let n# = #\nprint $n#\n", "undefined $x#\n", "print $x#\n", "def f#() { print $a }\n", "version get # --no\n",
    "if true { let a = 1; set $a = 2; print $a }\n", "let n# = {a: 1} + {b: 2}\n", "print (1 + 'a') (f(#))\n",
  ])
  func `Time grows with the text`(_ line: String) {
    func time(_ count: Int) -> Duration {
      let script = "let a = 1\n" + (0..<count).map { line.replacing("#", with: "\($0)") }.joined()
      let parsed = Parser.parse(Source(name: "", text: script))
      let bench = Bench()
      return (0..<3).map { _ in
        let start = threadTime()
        _ = bench.interpreter.check(parsed, scope: bench.scope)
        return threadTime() - start
      }.min() ?? .zero
    }
    #expect(time(2000) < time(500) * 10 + .milliseconds(20))
  }
}
