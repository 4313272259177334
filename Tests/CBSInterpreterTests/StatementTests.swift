import CBSDiagnostics
import CBSInterpreter
import CBSValues
import Synchronization
import Testing

struct StatementTests {
  @Test(arguments: [
    Example("let x = 1\nset $x = $x + 1\n$x", gives: "2\n"),
    Example(
      "let r = {a: [1, {b: 2}]}\nset $r.a[1].b = 5\nset $r.c = 'new'\n$r", gives: #"{"a":[1,{"b":5}],"c":"new"}"# + "\n"
    ),
    Example("let r = [1, 2]\nset $r[-1] = 9\n$r", gives: "[1,9]\n"),
    Example("let x = 1\nif true { let x = 2; $x }\n$x", gives: "2\n1\n"),
    Example("if 1 > 2 { 'a' } elif 2 > 1 { 'b' } else { 'c' }", gives: "b\n"),
    Example("if false { 'a' } else { 'c' }", gives: "c\n"),
    Example("for x in [1, 2, 3] { if $x == 2 { continue }; $x }", gives: "1\n3\n"),
    Example("for x in [1, 2, 3] { if $x == 2 { break }; $x }", gives: "1\n"),
    Example("for f in {a: 1, b: 2} { \"$f.key=$f.value\" }", gives: "a=1\nb=2\n"),
    Example("let i = 0\nwhile $i < 3 { set $i = $i + 1 }\n$i", gives: "3\n"),
    Example("for v in (version list) { print $v.id }", gives: "5\n6\n7\n"),
    Example("for i in range(2) { for j in range(3) { if $j == 1 { break }; \"$i$j\" } }", gives: "00\n10\n"),
    Example("version exists 7", gives: "true\n"),
    Example("let v = version get 7\n$v.status", gives: "in_progress\n"),
    Example("let r = try refuse nope\n\"$r.ok $r.value $r.error.code\"", gives: "false null nope\n"),
    Example("let r = try version exists 7\n$r", gives: #"{"ok":true,"value":true,"error":null}"# + "\n"),
    Example("print a (1 + 1) 'b c' \"d$(2)\"", gives: "a 2 b c d2\n"),
    Example("if true { exit }\nprint never", gives: ""),
    Example("check 1 == 1\nassert true", gives: ""),
    Example("assert fails { 1 / 0 }\nassert fails \"division-by-zero\" { 1 / 0 }", gives: ""),
  ])
  func `Statements do what they say`(_ example: Example) async { await example.verify() }

  @Test func `What ran before a fault keeps its effects`() async {
    let bench = Bench()
    let result = await bench.run("let a = 1\nprint one\nlet b = 1 / len([])\nprint two")
    #expect(result.fault?.code.name == "division-by-zero")
    #expect(bench.output == "one\n")
    #expect(bench.scope.names == ["a"])
    #expect(result.statementCount == 4)
  }

  @Test func `Variables go from line to line`() async {
    let bench = Bench()
    _ = await bench.run("let a = 1")
    _ = await bench.run("let a = $a + 1\nlet b = [$a]")
    _ = await bench.run("set $b[0] = 7")
    #expect(bench.scope.value(of: "a") == .integer(2))
    #expect(bench.scope.value(of: "b") == .list([.integer(7)]))
    let result = await bench.run("set $a = 5\nlet a = 1 / len([])")
    #expect(result.fault?.code.name == "division-by-zero")
    #expect(bench.scope.value(of: "a") == .integer(5))
  }

  @Test func `Nothing is said of a script without statements but their number`() async {
    let result = await Bench().run("# only a comment\n")
    #expect(result.status == .done)
    #expect(result.statementCount == 0)
  }

  @Test func `An answer keeps its columns when it is shown`() async {
    let bench = Bench()
    _ = await bench.run("version list\nversion list | where .id > 5\nversion list | select status id\n(version list)")
    let columns = bench.host.state.withLock { $0.shown.map(\.columns) }
    #expect(columns == [["id", "status"], ["id", "status"], ["status", "id"], nil])
  }
}
