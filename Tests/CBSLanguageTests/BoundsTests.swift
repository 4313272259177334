import CBSDiagnostics
import TestSupport
import Testing

@testable import CBSLanguage

/// Law 4 of `language.md`: depth and time are bounded whatever the text.
struct BoundsTests {
  @Test(arguments: ["(", "[", "{a: ", "- ", "not ", "if $x { ", "$a[", "\"$(", "f(", "print (", "{", "each {", "try {"])
  func deepNestingIsRefusedNotOverflown(opener: String) {
    let parsed = parse(String(repeating: opener, count: 100_000))
    #expect(parsed.diagnostics.count == 1)
    #expect(LawTests.tokensCover(parsed))
  }

  @Test(arguments: [("(", "1", ")"), ("[", "1", "]"), ("- ", "1", ""), ("if $x {", "1", "}")])
  func depthUpToTheLimitIsFine(open: String, core: String, close: String) {
    let depth = ScriptParser.depthLimit - 1
    let parsed = parse(String(repeating: open, count: depth) + core + String(repeating: close, count: depth))
    #expect(parsed.diagnostics == [])
    let deeper = parse(String(repeating: open, count: depth + 2) + core + String(repeating: close, count: depth + 2))
    #expect(deeper.diagnostics.map(\.code) == [.tooDeep])
  }

  @Test func longChainsAreRefused() {
    #expect(parse("1" + String(repeating: " + 1", count: 900)).diagnostics == [])
    let long = parse("1" + String(repeating: " + 1", count: 100_000))
    #expect(long.diagnostics.map(\.code) == [.tooDeep])
    // Chains inside brackets add up.
    let nested =
      String(repeating: "(", count: 20) + "1" + String(repeating: String(repeating: " + 1", count: 90) + ")", count: 20)
    #expect(parse(nested).diagnostics.map(\.code) == [.tooDeep])
  }

  /// Steps behind a value stand on each other like operators, in brackets of their own too.
  @Test(arguments: [("let x = $r", ".a"), ("print $r", "[0]"), ("print $r", "?.a"), ("f(1)", ".a"), ("(1)", ".'a'")])
  func longChainsOfStepsAreRefused(start: String, step: String) {
    #expect(parse(start + String(repeating: step, count: 240)).diagnostics == [])
    let long = parse(start + String(repeating: step, count: 100_000))
    #expect(long.diagnostics.map(\.code) == [.tooDeep])
    #expect(LawTests.tokensCover(long))
  }

  @Test(arguments: ["\"$r", "\"${r", "set $r"])
  func longChainsOfStepsAreRefusedWhereverTheyStand(start: String) {
    let end = start.hasPrefix("\"") ? start.hasSuffix("{r") ? "}\"" : "\"" : " = 1"
    #expect(parse(start + String(repeating: ".a", count: 240) + end).diagnostics == [])
    #expect(
      parse(start + String(repeating: ".a", count: 100_000) + end).diagnostics.map(\.code).contains(.tooDeep))
  }

  @Test func stepsOfOtherValuesDoNotAddUp() {
    let steps = String(repeating: ".a", count: 200)
    #expect(parse("print $a\(steps) $b\(steps) $c\(steps) [$d\(steps), $e\(steps)]").diagnostics == [])
    let nested = String(repeating: "(", count: 20) + "$r" + String(repeating: steps.prefix(120) + ")", count: 20)
    #expect(parse(nested).diagnostics.map(\.code) == [.tooDeep])
  }

  @Test(arguments: [
    "a ", "'a' ", "\"a\" ", "print $x; ", "[1, 2] ", "# x ", "(", ")", "}", "{", "\"", "'", "\\", "| ", "$", "&", "> ",
    "'a", "\u{0}", "é", "-", "\"$", "x \" ",
    "if $x {\n", "}\n", "print (a }\n", "a)\n", "print 'a'b\n", "\"\\q\"\n", "let x = {\n",
    "else\n", "} catch e {\n", "fro x in [1] {\n", "wait a untl x\n", "print \"a\n",
  ])
  func timeIsLinear(piece: String) {
    func time(_ count: Int) -> Duration {
      let source = Source(name: "input", text: String(repeating: piece, count: count))
      return (0..<3).map { _ in
        let start = threadTime()
        _ = Parser.parse(source)
        return threadTime() - start
      }.min() ?? .zero
    }
    let small = max(time(2_000), .microseconds(500))
    // Ten times the text; quadratic would be a hundred times the time.
    #expect(time(20_000) < small * 50)
  }

  @Test func longLinesAreRead() {
    let line = "print '" + String(repeating: "x", count: 20_000_000) + "'"
    let parsed = parse(line)
    #expect(parsed.diagnostics == [])
    #expect(parsed.tokens.count == 3)
  }
}
