import CBSDiagnostics
@testable import CBSInterpreter
import CBSLanguage
import CBSValues
import TestSupport
import Testing

struct TextFunctionTests {
  @Test(arguments: [
    Example("split('abc', '')", gives: #"["a","b","c"]"# + "\n"),
    Example("split('abc', '', 2)", gives: #"["a","bc"]"# + "\n"),
    Example("split('', ',')", gives: "[\"\"]\n"),
    Example("split('', '')", gives: "[]\n"),
    Example("split('a,b,c', ',', 2)", gives: #"["a","b,c"]"# + "\n"),
    Example("split('a,b', ',', 1)", gives: #"["a,b"]"# + "\n"),
    Example("split('ü·ß·', '·')", gives: #"["ü","ß",""]"# + "\n"),
    Example("split('aaaa', 'aa')", gives: #"["","",""]"# + "\n"),
    Example("split('abababac', 'ababac')", gives: #"["ab",""]"# + "\n"),
    Example(#"len(split("a\u{D}\nb", "\n"))"#, gives: "1\n"),
    Example("replace('aaa', 'a', 'bb')", gives: "bbbbbb\n"),
    Example("replace('abc', 'x', 'y')", gives: "abc\n"),
    Example("trim('   ')", gives: "\n"),
    Example("trim('--a-b--', '-')", gives: "a-b\n"),
    Example("join(['a', 1, null], ', ')", gives: "a, 1, null\n"),
    Example("join([], ', ')", gives: "\n"),
    Example("join([[1, 2], {a: 1}], ' ')", gives: #"[1,2] {"a":1}"# + "\n"),
    Example("lines('')", gives: "[]\n"),
    Example(#"lines("a\u{D}\n\nb\u{D}")"#, gives: #"["a","","b\r"]"# + "\n"),
    Example("pad_start('abc', 2)", gives: "abc\n"),
    Example("pad_start('ü', 3, '·')", gives: "··ü\n"),
    Example("repeat('ab', 0)", gives: "\n"),
    Example("repeat([1, 2], 2)", gives: "[1,2,1,2]\n"),
    Example("slice('abc', -2)", gives: "bc\n"),
    Example("slice('abc', 0, -1)", gives: "ab\n"),
    Example("slice('abc', 2, 1)", gives: "\n"),
    Example("slice('abc', -9223372036854775808, 9223372036854775807)", gives: "abc\n"),
    Example("reverse('añb')", gives: "bña\n"),
  ])
  func `Functions at their edges`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    (FunctionCall("split", "a", "b", 0), "bad-argument"), (FunctionCall("split", "a", "b", -1), "bad-argument"),
    (FunctionCall("replace", "a", "", "b"), "bad-argument"),
    (FunctionCall("pad_start", "a", 3, ""), "bad-argument"),
    (FunctionCall("pad_start", "a", -1), "bad-argument"), (FunctionCall("repeat", "a", -1), "bad-argument"),
    (FunctionCall("slice", "a", 1.5), "wrong-type"),
  ])
  func `What cannot be is said`(_ call: FunctionCall, _ code: String) throws {
    #expect(try call.failure()?.code.name == code)
  }

  private static func texts(seed: UInt64) -> [(text: String, part: String)] {
    var random = SeededGenerator(seed: seed)
    let alphabets: [[Character]] = [
      ["a", "b"], ["a", ",", " "], ["a", "é", "e\u{301}", "\u{301}", ","], ["\n", "\r\n", "\r", "a"], ["👩‍👩‍👧", "👩", "a"],
    ]
    return (0..<500).map { _ in
      let alphabet = alphabets.randomElement(using: &random) ?? []
      func text(_ most: Int) -> String {
        String(
          (0..<Int.random(in: 0...most, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
      }
      return (text(20), text(3))
    }
  }

  @Test func `Joining what was split gives the text`() throws {
    for (text, part) in Self.texts(seed: 1) {
      let parts = try FunctionCall("split", .string(text), .string(part)).value()
      #expect(try FunctionCall("join", parts, .string(part)).value() == .string(text))
      if !part.isEmpty {
        #expect(try FunctionCall("replace", .string(text), .string(part), .string(part)).value() == .string(text))
        #expect(parts.list?.count == TextSearch.ranges(of: part, in: text).count + 1)
      }
    }
  }

  @Test func `Where a part is, it can be cut out`() throws {
    for (text, part) in Self.texts(seed: 2) {
      guard let parts = try FunctionCall("split", .string(text), .string(part)).value().list, !part.isEmpty else {
        continue
      }
      #expect(Value.string(text).holds(.string(part)) == (parts.count > 1))
      guard parts.count > 1, let start = parts[0].text?.count else { continue }
      let (lower, upper) = (Value.integer(Int64(start)), Value.integer(Int64(start + part.count)))
      let cut = try FunctionCall("slice", .string(text), lower, upper).value()
      #expect(cut == .string(part))
    }
  }

  @Test func `Twice reversed is as it was`() throws {
    for (text, _) in Self.texts(seed: 3) {
      // Characters of several scalars may join their new neighbours, so that only whole ones come back.
      guard String(text.reversed()).count == text.count, String(text.reversed().reversed()) == text else { continue }
      let reversed = try FunctionCall("reverse", .string(text)).value()
      #expect(try FunctionCall("reverse", reversed).value() == .string(text))
    }
  }
}
