import CBSValues
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    "null", "true", "[]", "{}", "0", "-1", "9007199254740993", "-9223372036854775808", "18446744073709551616",
    "1.5", "1e+300", "[1,[2,[3]]]", #"{"b":1,"a":{"z":null,"y":[true,false]}}"#, #""é😀\n\"\\""#,
  ])
  func `text survives reading and writing`(text: String) throws {
    #expect(try JSON(parsing: text).text == text)
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("[1,]", 3), ("01", 0), ("1.", 2), (#"{"a" 1}"#, 5), (#"{a:1}"#, 1), ("\"a", 2), ("tru", 0),
    (#""\ud800""#, 7), ("[1] 2", 4), ("\"\u{01}\"", 1), ("-", 0), ("nul", 0),
  ])
  func `what is not JSON is refused where it fails`(text: String, offset: Int) {
    #expect { try JSON(parsing: text) } throws: { ($0 as? JSONError)?.offset == offset }
  }

  @Test(arguments: [
    "{", "[1,\n", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, "\"a", "\"a\n", "[\"a\r\n  ", #"["\"#, #"["\u00"#,
    #"["\ud83d"#, "1.", "1e+", "[tru", "nul",
  ])
  func `a document that was cut off says so`(text: String) {
    #expect { try JSON(parsing: text) } throws: {
      ($0 as? JSONError)?.message == "the document ends in the middle"
    }
  }

  @Test(arguments: [
    ("", "the document is empty"), (" \n", "the document is empty"), ("\"a\nb\"", "a control character in text"),
    ("[1,]", "unexpected character"), ("[1] 2", "text after the end of the document"), ("trux", "unexpected word"),
    (#"{"a" 1}"#, "':' is missing"),
  ])
  func `what is whole but wrong says what is wrong`(text: String, message: String) {
    #expect { try JSON(parsing: text) } throws: { ($0 as? JSONError)?.message == message }
  }

  @Test func `escapes are resolved`() throws {
    #expect(try JSON(parsing: #""\u00e9\ud83d\ude00\/\b""#) == .string("é😀/\u{08}"))
  }

  @Test func `a hundred thousand levels are refused without exhausting the stack`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test func `the last of equal keys counts and order is kept`() throws {
    let value = try JSON(parsing: #"{"b":1,"a":2,"b":3}"#)
    #expect(value.text == #"{"b":3,"a":2}"#)
    #expect(value.canonical.text == #"{"a":2,"b":3}"#)
  }

  @Test(arguments: [
    #"[{"a":1,"b":2},{"a":3,"b":4},{"a":5},{"a":6,"b":7},{"b":8,"a":9},{"a":10,"b":11,"c":12},{}]"#,
    #"[{"a":{"a":1,"b":2},"b":{"a":3,"b":4}},{"a":{"c":5},"b":{"a":6,"b":7}}]"#,
    #"[{"a\n":1},{"a\n":2},{"a\\":3},{"a\\":4},{"\"":5},{"\"":6},{"":7},{"":8}]"#,
  ])
  func `objects of a list keep their own keys`(text: String) throws {
    #expect(try JSON(parsing: text).text == text)
  }

  @Test func `a key is what it means, not how the object before it wrote it`() throws {
    #expect(
      try JSON(parsing: #"[{"a":1,"a":2},{"a":3,"b":4},{"\u0061":5,"b":6}]"#).text
        == #"[{"a":2},{"a":3,"b":4},{"a":5,"b":6}]"#)
    #expect(throws: JSONError.self) { try JSON(parsing: #"[{"a\"":1},{"a"":2}]"#) }
  }

  @Test func `what cannot be shown is escaped, all else is itself`() {
    #expect(
      JSON.quoted("a\u{1}b\u{1F}\u{7F}\u{2027}\u{2028}\u{2029}é€")
        == "\"a\\u0001b\\u001f\\u007f\u{2027}\\u2028\\u2029é€\"")
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
  }
}
