import CBSDiagnostics
@testable import CBSInterpreter
import CBSValues
import TestSupport
import Testing

struct PatternFunctionTests {
  /// Text, pattern and every match.
  @Test(arguments: [
    ("abc", "b", ["b"]), ("abc", "", ["", "", "", ""]), ("aaa", "a*", ["aaa", ""]), ("aaa", "a*?", ["", "", "", ""]),
    ("aaa", "a+?", ["a", "a", "a"]), ("abab", "(ab)+", ["abab"]), ("ab12", #"\d+"#, ["12"]),
    ("ab12", #"\D+"#, ["ab"]), ("a_b c", #"\w+"#, ["a_b", "c"]), ("a b", #"\W"#, [" "]), ("a \t", #"\s+"#, [" \t"]),
    ("a b", #"\S"#, ["a", "b"]), ("cat dog", "dog|cat", ["cat", "dog"]), ("foobar", "foo|foobar", ["foo"]),
    ("foobar", "foobar|foo", ["foobar"]), ("a.b", #"\."#, ["."]), ("a\nb", ".", ["a", "b"]), ("abc", "^.", ["a"]),
    ("abc", ".$", ["c"]), ("abc", "^$", []), ("", "^$", [""]), ("a-z]", "[]a-]+", ["a-", "]"]),
    ("a-z", "[a-]+", ["a-"]),
    ("xyz", "[^y]", ["x", "z"]), ("b", "[a-c]", ["b"]), (#"a\b"#, #"[\\]"#, [#"\"#]), ("a1", #"[\d]"#, ["1"]),
    ("aaaa", "a{2}", ["aa", "aa"]), ("aaaaa", "a{2,3}", ["aaa", "aa"]), ("aaaaa", "a{2,}", ["aaaaa"]),
    ("aaa", "a{0}", ["", "", "", ""]), ("aaaa", "a{1,3}?", ["a", "a", "a", "a"]), ("ABC", "(?i)b", ["B"]),
    ("ÄÖ", "(?i)ä", ["Ä"]), ("Q", "(?i)[p-r]", ["Q"]), ("one two", #"\btwo\b"#, ["two"]), ("atwo", #"\btwo"#, []),
    ("atwo", #"\Btwo"#, ["two"]), ("(x)", #"\(x\)"#, ["(x)"]), ("abc", "a(?:b|x)c", ["abc"]), ("é", ".", ["é"]),
    ("a{b", #"a\{b"#, ["a{b"]), ("", "(a*)*", [""]), ("aab", "(a|ab)(c|bcd)?b?", ["a", "ab"]),
    ("a|b", "[|]", ["|"]), ("x=1", "=", ["="]),
  ])
  func `What fits is found`(_ text: String, _ pattern: String, _ found: [String]) throws {
    let values = found.map(Value.string)
    #expect(try FunctionCall("find_all", .string(text), .string(pattern)).value() == .list(values))
    #expect(try FunctionCall("capture", .string(text), .string(pattern)).value().isNull == found.isEmpty)
  }

  @Test(arguments: [
    Example("capture('b', '(a)|(b)')", gives: #"[null,"b"]"# + "\n"),
    Example("capture('abcabd', '(.)(.)d')", gives: #"["a","b"]"# + "\n"),
    Example("capture('ab', 'c')", gives: "null\n"),
    Example("capture('ab', 'a')", gives: "[]\n"),
    Example("capture('aXbX', '(.*?)X')", gives: "[\"a\"]\n"),
    Example("capture('abab', '(?:(a)|(b))*')", gives: #"["a","b"]"# + "\n"),
    Example("substitute('aXbX', 'X', '<$0$$>')", gives: "a<X$>b<X$>\n"),
    Example("substitute('ab', '(a)|b', '[$1]')", gives: "[a][]\n"),
    Example("substitute('abc', '', '-')", gives: "-a-b-c-\n"),
  ])
  func `Groups are kept`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    "(", ")", "a)", "(?=a)", "[", "[a", "[z-a]", "*", "+a", "a**", "a{", "a{x}", "a{2,1}", #"\"#, #"\q"#, #"\1"#,
    "a{1001}", "(((a{100}){100}){100})", String(repeating: "(", count: 200), String(repeating: "a", count: 20_000),
    #"[\d-z]*["#,
  ])
  func `What is no pattern is refused`(_ pattern: String) throws {
    let failure = try FunctionCall("capture", "a", .string(pattern)).failure()
    #expect(failure?.message.contains("pattern") == true)
  }

  @Test(arguments: ["$", "$2", "$x"])
  func `A group that is not there is refused`(_ new: String) throws {
    #expect(try FunctionCall("substitute", "a", "(a)", .string(new)).failure()?.code.name == "bad-argument")
  }

  @Test func `Patterns that run away elsewhere do not`() throws {
    let text = Value.string(String(repeating: "a", count: 5000) + "!")
    for pattern in ["(a*)*$b", "(a|a)*b", "(a|aa)+$", "a*a*a*a*a*b", "(.*)(.*)(.*)x", "(?:a?){100}a{100}b"] {
      #expect(try FunctionCall("capture", text, .string(pattern)).value() == nil, "\(pattern)")
    }
  }

  @Test func `More steps than can be waited for are refused`() throws {
    let expression = try RegularExpression("a+b|a")
    let scalars = Array(String(repeating: "a", count: 1000).unicodeScalars)
    var enough = 1_000_000
    #expect(try expression.match(in: scalars, from: 0, budget: &enough) != nil)
    var small = 500
    #expect { try expression.match(in: scalars, from: 0, budget: &small) } throws: { error in
      (error as? FunctionFailure)?.code.name == "too-large"
    }
  }

  @Test func `Any pattern is read or refused, and what it finds is in the text`() throws {
    var random = SeededGenerator(seed: 4)
    let pieces = [
      "a", "b", "(", ")", "|", "*", "+", "?", "[", "]", "^", "$", ".", "\\", "d", "{2}", "{1,3}", "-", "(?:",
    ]
    var read = 0
    for _ in 0..<3000 {
      let pattern = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
        .joined()
      let text = String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in Bool.random(using: &random) ? "a" : "b" })
      do {
        let found = try FunctionCall("find_all", .string(text), .string(pattern)).value()
        read += 1
        for part in found.list ?? [] { #expect(text.contains(part.text ?? "?") || part.text == "") }
        let kept = try FunctionCall("substitute", .string(text), .string(pattern), "$0").value()
        #expect(kept == .string(text), "\(pattern)")
      } catch is FunctionFailure {}
    }
    #expect(read > 500)
  }
}
