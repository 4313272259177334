import CBSDiagnostics
import CBSInterpreter
import Testing

/// What the parser lets through is checked, compiled and run within the stack.
struct DepthTests {
  private func nested(_ open: String, _ middle: String, _ close: String, count: Int = 240) -> String {
    String(repeating: open, count: count) + middle + String(repeating: close, count: count)
  }

  @Test func `Parentheses`() async {
    await Example(nested("(", "1", ")"), gives: "1\n").verify()
  }

  @Test func `Commands in commands`() async {
    await Example("give " + nested("(give ", "1", ")"), gives: "1\n").verify()
  }

  @Test func `Lists`() async {
    await Example("len(" + nested("[", "", "]") + ")", gives: "1\n").verify()
  }

  @Test func `Blocks`() async {
    await Example(nested("if true { ", "1", " }"), gives: "1\n").verify()
  }

  @Test func `Steps behind a value`() async {
    let list = nested("[", "7", "]")
    await Example("let r = \(list)\n$r" + String(repeating: "[0]", count: 240), gives: "7\n").verify()
  }

  @Test(arguments: [".a", "[0]", "?.a"])
  func `More steps than the stack holds are refused`(step: String) async {
    let result = await Bench().run("let r = {a: 1}\nprint $r" + String(repeating: step, count: 100_000))
    #expect(result.diagnostics.map(\.code.name) == ["too-deep"])
  }

  @Test func `Chains`() async {
    await Example("1" + String(repeating: " + 1", count: 990), gives: "991\n").verify()
  }
}
