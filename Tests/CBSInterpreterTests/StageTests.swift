import CBSDiagnostics
@testable import CBSInterpreter
import CBSLanguage
import Testing

struct StageTests {
  @Test(arguments: [
    Example("version list | where .status == 'done' | map .id", gives: "[5,7]\n"),
    Example("version list | sort .size | map .id", gives: "[6,7,5]\n"),
    Example("version list | sort .size desc | first | select id", gives: #"{"id":5}"# + "\n"),
    Example("[3, null, 1] | sort .", gives: "[1,3,null]\n"),
    Example("[3, null, 1] | sort . desc", gives: "[3,1,null]\n"),
    Example("version list | first 2 | count", gives: "2\n"),
    Example("version list | last | select id size", gives: #"{"id":7,"size":200}"# + "\n"),
    Example("version list | last 1 | map .id", gives: "[7]\n"),
    Example("[] | first", gives: "null\n"),
    Example("version list | any .status == 'failed'", gives: "true\n"),
    Example("version list | all .status == 'done'", gives: "false\n"),
    Example("[] | all .x", gives: "true\n"),
    Example("[{s: 'a', n: 1}, {s: 'b', n: 2}, {s: 'a', n: 3}] | group .s | map .count", gives: "[2,1]\n"),
    Example("[1, 2] | each { \"item $(.)\" }", gives: "item 1\nitem 2\n"),
    Example("[1, 2, 3] | each { if . == 2 { break }; print (.) }", gives: "1\n"),
    Example("version list | where (version exists (.id)) | map .id", gives: "[7]\n"),
    Example("[[1, 2], [3]] | map len(.)", gives: "[2,1]\n"),
    Example("[{a: {b: 1}}, {a: null}] | select a.b", gives: #"[{"a.b":1},{"a.b":null}]"# + "\n"),
    Example("(version list) | where .id > 5 | map .id", gives: "[6,7]\n"),
    Example("let rows = [{n: 1}, {n: 2}]\n$rows | map .n | first", gives: "1\n"),
    Example("let sorted = [2, 1] + [0] | sort .\n$sorted[0]", gives: "0\n"),
    Example("type(({id: 1, b: 2} | select id))", gives: "record\n"),
    Example("[{a: [1, 2]}] | map .a[0]", gives: "[1]\n"),
    Example("let outer = 2\n[1, 2, 3] | where . > $outer", gives: "[3]\n"),
  ])
  func `Stages work on rows`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    Failing("$record | where .id > 1", code: "wrong-type", at: "where"),
    Failing("[1, 'a'] | sort .", code: "wrong-type", at: "."),
    Failing("$list | where .", code: "not-a-condition", at: "."),
    Failing("$one | count", code: "wrong-type", at: "count"),
    Failing("let n = -1\n[1] | first $n", code: "bad-argument", at: "$n"),
  ])
  func `What is no list of rows is a fault`(_ failing: Failing) async { await failing.verify() }

  @Test func `Every declared stage does something, and nothing else does`() {
    let words = StageDeclaration.all.map(\.word)
    #expect(Set(words).count == words.count)
    let blocks = StageDeclaration.all.filter { if case .block = $0.syntax { true } else { false } }.map(\.word)
    #expect(Set(words) == Set(StageSemantics.byWord.keys).union(blocks))
    for stage in StageDeclaration.all {
      #expect(!stage.examples.isEmpty)
      for example in stage.examples {
        let parsed = Parser.parse(Source(name: "help", text: example))
        #expect(parsed.diagnostics == [], "\(example)")
        #expect(example.contains("| \(stage.word)"))
      }
    }
  }

  @Test func `The hint names the only list of a record`() async {
    let result = await Bench().run("(parse_json('{\"rows\": [1], \"n\": 2}')) | count")
    #expect(result.fault?.hint?.contains("'rows'") == true)
  }

  @Test func `exit in a stage ends the script`() async {
    let bench = Bench()
    let result = await bench.run("[1, 2] | each { print (.); exit 12 }\nprint never")
    #expect(result.status == .chosen(12))
    #expect(result.hasExited)
    #expect(bench.output == "1\n")
  }
}
