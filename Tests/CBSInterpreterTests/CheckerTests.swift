import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import TestSupport
import Testing

/// A script with one fault: what it is called, the text it is about, and a part of its hint.
struct Planted: Sendable, CustomTestStringConvertible {
  let script: String
  let id: String
  let place: String
  let hint: String

  init(_ script: String, _ id: String, at place: String, hint: String = "") {
    self.script = script
    self.id = id
    self.place = place
    self.hint = hint
  }

  var testDescription: String { script }

  func verify() async {
    let bench = Bench()
    let source = Source(name: "test.cbs", text: script)
    let result = await bench.run(script)
    #expect(result.diagnostics.map(\.code.name) == [id], "\(result.diagnostics.map(\.message))")
    #expect(result.diagnostics.first.map { source.text($0.span) } == place)
    #expect(result.diagnostics.first?.hint?.contains(hint) ?? hint.isEmpty)
    #expect(result.status == .usage)
    #expect(result.statementCount == 0)
    #expect(bench.output == "")
    #expect(bench.world.calls == [])
  }
}

struct CheckerTests {
  @Test(arguments: [
    Planted("version lst", "unknown-command", at: "lst", hint: "'version list'"),
    Planted("verson list", "unknown-command", at: "verson", hint: "'version list'"),
    Planted("value [1] | first", "unknown-command", at: "value", hint: "a value may start a pipeline itself"),
    Planted("version", "unknown-command", at: "version", hint: "list, get, exists"),
    Planted("deplyo a 7", "unknown-command", at: "deplyo", hint: "'deploy'"),
    Planted("move production 7", "unknown-command", at: "move", hint: "'alias move'"),
    Planted("list version", "unknown-command", at: "list", hint: "'version list'"),
    Planted("echo hello", "unknown-command", at: "echo", hint: "'print'"),
    Planted("let live = 1\nlive", "unknown-command", at: "live", hint: "'$live'"),
    Planted(
      "try { print a } catch e { print \"$(e.message)\" }", "unknown-command", at: "e.message", hint: "'$e.message'"),
    Planted("len [1]", "unknown-command", at: "len", hint: "len(value)"),
    Planted("xyzzy", "unknown-command", at: "xyzzy", hint: "'help'"),
    Planted("let v = verson get 7", "unknown-command", at: "verson"),
    Planted("deploy a 7 --wiat", "unknown-flag", at: "--wiat", hint: "'--wait'"),
    Planted("deploy a 7 --witin 5m", "unknown-flag", at: "--witin", hint: "'--within'"),
    Planted("deploy a 7 -x", "unknown-flag", at: "-x"),
    Planted("version get 7 --wait", "unknown-flag", at: "--wait", hint: "no flags"),
    Planted("deploy a 7 --within", "flag-needs-value", at: "--within", hint: "DURATION"),
    Planted("deploy a 7 --wait=yes", "flag-takes-no-value", at: "yes"),
    Planted("deploy a 7 --within 5m --within=6m", "flag-given-twice", at: "--within"),
    Planted("deploy a 7 8", "too-many-arguments", at: "8", hint: "usage: deploy ENDPOINT VERSION"),
    Planted("deploy a 7 8 9", "too-many-arguments", at: "8"),
    Planted("deploy a", "missing-argument", at: "deploy", hint: "usage"),
    Planted("version get", "missing-argument", at: "version get"),
    Planted("deploy a 7 --within soon", "bad-argument", at: "soon", hint: "30s"),
    Planted("version list --limit=abc", "bad-argument", at: "abc"),
    Planted("times '1.5'", "bad-argument", at: "'1.5'"),
    Planted("alias move Production 7", "bad-argument", at: "Production"),
    Planted("alias move \"Bad Alias\" 7", "bad-argument", at: "\"Bad Alias\""),
    Planted("let live = 1\nprint $lvie", "undefined-name", at: "$lvie", hint: "'$live'"),
    Planted("print \"back to $lvie.\"", "undefined-name", at: "$lvie"),
    Planted("let verson = 7\nprint $version\nprint $version\nset $version = 8", "undefined-name", at: "$version"),
    Planted("if true { let x = 1 }\nprint $x", "undefined-name", at: "$x"),
    Planted("set $x = 1", "undefined-name", at: "$x", hint: "let x"),
    Planted("let x = $x + 1", "undefined-name", at: "$x"),
    Planted("let x = 1\nlet x = 2", "name-taken", at: "x", hint: "set $x"),
    Planted("param x\nlet x = 2", "name-taken", at: "x"),
    Planted("param x\nparam x", "name-taken", at: "x"),
    Planted("break", "outside-loop", at: "break"),
    Planted("if true { continue }", "outside-loop", at: "continue"),
    Planted("return 1", "outside-def", at: "return"),
    Planted("print (.status)", "no-element", at: ".status"),
    Planted("let v = version get 7\n$v.staus", "unknown-field", at: "staus", hint: "'.status'"),
    Planted("let v = version get 7\n$v?.staus", "unknown-field", at: "staus", hint: "'.status'"),
    Planted("version list | each { print . }", "element-as-text", at: "."),
    Planted("let r = {id: 1, name: 'a', id: 2}\nprint $r", "repeated-key", at: "id"),
    Planted("let v = version get 7\nprint \"$v.live.versoin\"", "unknown-field", at: "versoin", hint: "'.version'"),
    Planted("let vs = version list\n$vs[0].staus", "unknown-field", at: "staus"),
    Planted("let r = try version get 7\n$r.value.staus", "unknown-field", at: "staus"),
    Planted("let v = version list | where .id == 7 | first\n$v.staus", "unknown-field", at: "staus"),
    Planted("(version get 7).staus", "unknown-field", at: "staus"),
    Planted("wait version get 7 until .staus == 'done'", "unknown-field", at: "staus", hint: "'.status'"),
    Planted("wait version get 7 until .id == 7 fail .staus == 'x'", "unknown-field", at: "staus"),
    Planted("version list | where .staus == 'done'", "unknown-field", at: "staus"),
    Planted("version list | sort .sise | map .id", "unknown-field", at: "sise", hint: "'.size'"),
    Planted("version list | select id | map .size", "unknown-field", at: "size"),
    Planted("version list | where (version exists .id)", "element-as-text", at: ".id", hint: "(.id)"),
    Planted("wait version get 7 until (version exists .live.version)", "element-as-text", at: ".live.version"),
    Planted("version list | wher .id == 7", "unknown-command", at: "wher", hint: "'where'"),
    Planted("version list | frist", "unknown-command", at: "frist", hint: "'first'"),
    Planted("version list | select id staus", "unknown-field", at: "staus", hint: "'.status'"),
    Planted("version list | select live.versoin", "unknown-field", at: "live.versoin", hint: "'.version'"),
    Planted("for v in (version list) { print $v.staus }", "unknown-field", at: "staus", hint: "'.status'"),
    Planted("print ((version list | first).staus)", "unknown-field", at: "staus"),
    Planted("version list | group .status | map .conut", "unknown-field", at: "conut", hint: "'.count'"),
    Planted("version list | group .status | each { .items[0].staus }", "unknown-field", at: "staus"),
    Planted("version list | map .live | map .versoin", "unknown-field", at: "versoin"),
    Planted("(version get 7)['staus']", "unknown-field", at: "'staus'", hint: "'.status'"),
    Planted("let r = {name: 'a'}\n$r.nmae", "unknown-field", at: "nmae", hint: "'.name'"),
    Planted("let r = [{a: 1}, {a: 2}]\nfor x in $r { print $x.b }", "unknown-field", at: "b"),
    Planted("let r = {a: 1} + {b: 2}\nprint $r.a $r.b $r.c", "unknown-field", at: "c"),
    Planted("for f in {a: 1} { print $f.kye }", "unknown-field", at: "kye", hint: "'.key'"),
    Planted("let vs = version list\nprint $vs.id", "unknown-field", at: "id", hint: "[0]"),
    Planted("(version get 7).status.length", "unknown-field", at: "length"),
    Planted("let n = null\nprint $n.a", "unknown-field", at: "a", hint: "?.a"),
    Planted("let a = 'Bad Alias'\nalias move $a 7", "bad-argument", at: "$a", hint: ""),
    Planted("let a = 'Bad Alias'\nalias move \"$a\" 7\nalias move $a 7", "bad-argument", at: "$a"),
    Planted("lenn([1])", "unknown-function", at: "lenn", hint: "'len(…)'"),
    Planted("split('a')", "argument-count", at: "split", hint: "split(string, separator, [parts])"),
    Planted("param x: strin", "unknown-type", at: "strin", hint: "'string'"),
    Planted("param x: text", "unknown-type", at: "text", hint: "'string'"),
    Planted("param x: integer = 'abc'", "bad-default", at: "'abc'"),
    Planted("param x: duration = 5", "bad-default", at: "5"),
    Planted("exit 3", "bad-exit-code", at: "3"),
    Planted("exit 100", "bad-exit-code", at: "100"),
    Planted("version list | version get 7", "not-a-stage", at: "version get"),
    Planted("count", "needs-input", at: "count"),
    Planted("print one\nif true { for x in [1] { print (version get 7 --no) } }", "unknown-flag", at: "--no"),
    Planted("print a\nprint b\nlet x = ", "expected-value", at: ""),
  ])
  func `One fault gives one error at its place, and nothing runs`(_ planted: Planted) async {
    await planted.verify()
  }

  @Test(arguments: [
    "let v = version get 7\nset $v = {staus: 1}\nprint $v.staus",
    "let v = version get 7\nwhile false { print $v.staus; set $v = {staus: 1} }",
    "let v = version get 7\nif true { let v = {staus: 1}; print $v.staus }",
    "let v = deploy a 7 --dry-run\nif false { print $v.method }",
    "let v = version get 7\n$v?.other",
    "param k = 'x'\nlet vs = version list\nif false { print $vs[0][$k].anything }",
    "let vs = version list | map {other: .id}\nprint $vs[0].other",
    "try { throw {mine: 1} } catch e { print $e.mine }",
    "version list | each { let id = .id; print $id; continue }",
    "let x = 1\nif true { let x = 2 }",
    "let first = [1] | first\nprint $first",
    "print 007 true 1e5 --",
    "print .id ./file ..",
    "version list | each { print '.id' ./.id .. '.' }",
    "[{a: {b: 1}}] | select .a.b",
  ])
  func `What may be right is not judged`(_ script: String) {
    #expect(Bench().check(script).map(\.message) == [])
  }

  @Test func `All faults are listed in the order of the text`() {
    let script = "print $b\nversion lst\nlet x = $a\ndeploy a 7 --no"
    let found = Bench().check(script)
    #expect(found.map(\.code.name) == ["undefined-name", "unknown-command", "undefined-name", "unknown-flag"])
    #expect(found.map(\.span.lower) == found.map(\.span.lower).sorted())
  }

  @Test func `Names of the session are known`() async {
    let bench = Bench()
    _ = await bench.run("let x = 1")
    #expect(bench.check("print $x").isEmpty)
    #expect(bench.check("let x = 2").isEmpty)
    #expect(bench.check("print $y").count == 1)
  }

  /// Law 5: valid scripts of a generator with a misspelt flag planted somewhere.
  @Test func `A planted fault is found at its column and nothing is sent`() async {
    var random = SeededGenerator(seed: 20_260_301)
    let statements = [
      "deploy acme 7 --wait", "let NAME = version get 7", "version list --limit 3 | where .id > 5",
      "if 1 < 2 { print yes } else { print no }", "for x in [1, 2] { print \"item $x\" }", "check 1 == 1",
    ]
    for _ in 0..<200 {
      var lines = (0..<Int.random(in: 1...8, using: &random)).map { index in
        (statements.randomElement(using: &random) ?? "").replacing("NAME", with: "n\(index)")
      }
      #expect(Bench().check(lines.joined(separator: "\n")).isEmpty)
      let row = Int.random(in: 0..<lines.count, using: &random)
      let indent = String(repeating: " ", count: Int.random(in: 0...4, using: &random))
      lines[row] = indent + "deploy acme 7 --wiat"
      let text = lines.joined(separator: "\n")
      let bench = Bench()
      let result = await bench.run(text)
      let position = result.diagnostics.first.map { Source(name: "", text: text).position(of: $0.span.lower) }
      #expect(result.diagnostics.count == 1)
      #expect(position?.line == row + 1)
      #expect(position?.column == indent.count + 15)
      #expect(bench.world.calls == [])
    }
  }
}
