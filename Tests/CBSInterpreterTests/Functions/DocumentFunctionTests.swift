import CBSDiagnostics
@testable import CBSInterpreter
import CBSValues
import OrderedCollections
import CBSLanguage
import TestSupport
import Testing

struct DocumentFunctionTests {
  @Test(arguments: [
    Example(
      "json([1h30m, 10GiB, time(0), 1.5, \"a\\n\"])",
      gives: #"["1h30m",10737418240,"1970-01-01T00:00:00Z",1.5,"a\n"]"# + "\n"),
    Example("csv([])", gives: "\n"),
    Example("csv([{a: 1, b: null}, {b: 'x', c: true}])", gives: "a,b,c\n1,,\n,x,true\n"),
    Example("csv([['a b', ' c', 'd\"e']], ';')", gives: "a b;\" c\";\"d\"\"e\"\n"),
    Example("csv([{a: [1, 2], b: 1m}])", gives: "a,b\n\"[1,2]\",1m\n"),
    Example("csv([{a: ''}, {a: null}])", gives: "a\n\"\"\n\"\"\n"),
    Example("parse_csv('')", gives: "[]\n"),
    Example(#"parse_csv("a\tb\n1\t2", "\t")"#, gives: "[{\"a\":\"1\",\"b\":\"2\"}]\n"),
    Example(#"parse_csv("a,b\u{D}\n\"x\ny\",\"\"\"\"\u{D}\n\n")"#, gives: #"[{"a":"x\ny","b":"\""}]"# + "\n"),
    Example("url_encode('')", gives: "\n"), Example("url_decode('+%2b')", gives: "++\n"),
    Example("base64('')", gives: "\n"), Example("parse_base64('')", gives: "\n"),
    Example("parse_base64('w78')", gives: "ÿ\n"),
  ])
  func `Functions at their edges`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    (FunctionCall("parse_json", "{"), "bad-argument"),
    (FunctionCall("csv", [1]), "wrong-type"), (FunctionCall("csv", [.record(["a": 1]), [1]]), "wrong-type"),
    (FunctionCall("csv", [], ""), "bad-argument"), (FunctionCall("csv", [], "\n"), "bad-argument"),
    (FunctionCall("parse_csv", "a,a\n1,2"), "bad-argument"), (FunctionCall("parse_csv", "a,b\n1"), "bad-argument"),
    (FunctionCall("parse_csv", "a\n\"1"), "bad-argument"), (FunctionCall("parse_csv", "a\n\"1\"2"), "bad-argument"),
    (FunctionCall("url_decode", "%"), "bad-argument"), (FunctionCall("url_decode", "%4"), "bad-argument"),
    (FunctionCall("url_decode", "%zz"), "bad-argument"), (FunctionCall("url_decode", "%ff"), "bad-argument"),
    (FunctionCall("parse_base64", "a"), "bad-argument"), (FunctionCall("parse_base64", "YQ="), "bad-argument"),
    (FunctionCall("parse_base64", "YR=="), "bad-argument"), (FunctionCall("parse_base64", "YQ==YQ=="), "bad-argument"),
    (FunctionCall("parse_base64", "/////w=="), "bad-argument"),
    (FunctionCall("basic_auth", "a:b", "c"), "bad-argument"),
  ])
  func `What cannot be is said`(_ call: FunctionCall, _ code: String) throws {
    #expect(try call.failure()?.code.name == code)
  }

  @Test func `The line of what cannot be read is told`() throws {
    #expect(try FunctionCall("parse_csv", "a\n\"x\ny\"\n1,2").failure()?.message.hasPrefix("line 4 ") == true)
  }

  @Test func `JSON reads back and is what is printed`() throws {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<500 {
      let value = Value.random(levels: 4, &random)
      let json = try FunctionCall("json", value).value()
      #expect(json == .string(value.json.text))
      #expect(try FunctionCall("parse_json", json).value() == value)
    }
  }

  @Test func `CSV of texts reads back`() throws {
    var random = SeededGenerator(seed: 14)
    let cells = ["", "a", " a", "a,b", "\"", "a\nb", "a\r\nb", ";", "é", "a\"b\"", "\r", "1"]
    for _ in 0..<500 {
      let names = ["x", "y,z", "\"q\"", " b "].prefix(.random(in: 1...4, using: &random))
      let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Value.record(
          .init(uniqueKeysWithValues: names.map { ($0, .string(cells.randomElement(using: &random) ?? "")) }))
      }
      for separator: Value in [",", ";", "\t"] {
        let text = try FunctionCall("csv", .list(rows), separator).value()
        #expect(try FunctionCall("parse_csv", text, separator).value() == .list(rows), "\(text)")
      }
    }
  }

  @Test func `Encodings read back`() throws {
    var random = SeededGenerator(seed: 15)
    for _ in 0..<500 {
      let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &random) ? 0x7F : 0x2FFF), using: &random))
      }
      let text = Value.string(String(String.UnicodeScalarView(scalars)))
      for (there, back) in [("url_encode", "url_decode"), ("base64", "parse_base64")] {
        let encoded = try FunctionCall(there, text).value()
        #expect(encoded.text?.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } == true)
        #expect(try FunctionCall(back, encoded).value() == text)
      }
    }
  }

  @Test func `What comes of a secret is one`() throws {
    let secret = Value.secret(Secret("a b\"c", name: "k"))
    let cases: [(FunctionCall, String)] = [
      (FunctionCall("string", secret), "a b\"c"), (FunctionCall("url_encode", secret), "a%20b%22c"),
      (FunctionCall("base64", secret), "YSBiImM="), (FunctionCall("basic_auth", "u", secret), "Basic dTphIGIiYw=="),
      (FunctionCall("basic_auth", secret, "p"), "Basic YSBiImM6cA=="), (FunctionCall("json", secret), #""a b\"c""#),
      (FunctionCall("json", .record(["x": [secret, 1]])), #"{"x":["a b\"c",1]}"#),
      (FunctionCall("csv", [["x", secret]]), #"x,"a b""c""#),
      (FunctionCall("csv", [["x", [secret]]]), #"x,"[""a b\""c""]""#),
      (FunctionCall("join", ["x", secret], "-"), "x-a b\"c"),
      (FunctionCall("parse_base64", .secret(Secret("b2s=", name: "k"))), "ok"),
      (FunctionCall("url_decode", .secret(Secret("o%6B", name: "k"))), "ok"),
    ]
    for (call, text) in cases {
      guard case .secret(let made) = try call.value() else {
        Issue.record("\(call.testDescription) is a secret no more")
        continue
      }
      #expect(made.reveal(for: .redaction) == text)
      #expect(made.name == "k")
    }
    let unread = try FunctionCall("parse_base64", .secret(Secret("not base64!", name: "k"))).failure()
    #expect(unread?.message == "this is not base64")
  }
}
