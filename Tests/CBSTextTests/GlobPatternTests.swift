import CBSText
import Testing

@Suite struct GlobPatternTests {
  @Test(arguments: [
    ("", ""), ("*", ""), ("*", "anything"), ("a*c", "abbc"), ("a*c", "ac"), ("*/deployments*", "/x/deployments/7"),
    ("?", "ü"), ("a?c", "abc"), ("*a*b", "aab"), ("**", "x"), ("é", "e\u{301}"), ("?", "?"), ("*", "*"),
  ])
  func matches(pattern: String, text: String) { #expect(GlobPattern(pattern).matches(text)) }

  @Test(arguments: [
    ("", "a"), ("a", ""), ("?", ""), ("?", "ab"), ("a*c", "abcd"), ("a*c", "ab"), ("*a*b", "aba"), ("A", "a"),
    ("[ab]", "a"),
  ])
  func doesNotMatch(pattern: String, text: String) { #expect(!GlobPattern(pattern).matches(text)) }

  @Test func manyStarsTakeNoLongTime() {
    let text = String(repeating: "a", count: 2000)
    #expect(!GlobPattern(String(repeating: "a*", count: 200) + "b").matches(text))
  }
}
