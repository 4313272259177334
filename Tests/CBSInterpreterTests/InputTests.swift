import CBSDiagnostics
import CBSInterpreter
import Testing

struct InputTests {
  @Test(arguments: [
    ("param x: string\n$x", "007", "007"), ("param x\n$x", "true", "true"), ("param n: integer\n$n + 1", "41", "42"),
    ("param n: int\n$n + 1", "-1", "0"), ("param n: number\n$n * 2", "1.5", "3.0"),
    ("param b: bool\nnot $b", "true", "false"), ("param d: duration\n$d * 2", "15m", "30m"),
    ("param s: size\n$s", "1024kB", "1000KiB"), ("param u: uri\n$u", "s3://b/k", "s3://b/k"),
    ("param l: list\nlen($l)", "a,b,c", "3"), ("param l: list\n$l", "[1, 2]", "[1,2]"),
    ("param r: record\n$r.a", #"{"a": 5}"#, "5"), ("param t: time\n$t", "2026-03-01", "2026-03-01T00:00:00Z"),
    ("param d = 30m\n$d", "1h", "1h"),
  ])
  func `Texts from outside get the type of the parameter`(_ script: String, _ text: String, _ shown: String) async {
    let bench = Bench()
    let name = String(script.dropFirst(6).prefix { $0.isLetter })
    let result = await bench.run(script, arguments: [name: text])
    #expect(result.fault?.message == nil)
    #expect(bench.output == shown + "\n")
  }

  @Test func `A default stands in`() async {
    await Example("param budget: duration = 30m\nparam n: integer = -1\n\"$budget $n\"", gives: "30m -1\n").verify()
  }

  @Test func `What is missing, unknown or of another type stops it before anything runs`() async {
    let bench = Bench()
    let missing = await bench.run("param weights: uri\nprint a")
    #expect(missing.status == .usage)
    #expect(missing.fault?.code.name == "missing-parameter")
    #expect(missing.fault?.hint == "give it: --weights URI")
    let unknown = await bench.run("param weights = 'x'\nprint a", arguments: ["wieghts": "y"])
    #expect(unknown.fault?.hint == "did you mean '--weights'?")
    #expect(unknown.status == .usage)
    let wrong = await bench.run("param n: integer\nprint a", arguments: ["n": "abc"])
    #expect(wrong.fault?.message == "\"abc\" cannot be 'n': type 'integer' is wanted")
    #expect(wrong.status == .usage)
    #expect(bench.output == "")
  }

  @Test func `A secret that is missing is named`() async {
    let bench = Bench()
    for (script, part) in [
      ("secret key from env MY_KEY", "'MY_KEY'"), ("secret key from file '/k'", "'/k'"),
      ("secret key from prompt", "nobody"),
    ] {
      let result = await bench.run(script + "\nprint a")
      #expect(result.fault?.code.name == "missing-secret")
      #expect(result.fault?.message.contains(part) == true)
      #expect(result.status == .unreachable)
    }
    #expect(bench.output == "")
  }
}
