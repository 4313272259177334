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
    ("[1,]", "unexpected character"), ("[1] 2", "text behind the end of the document"), ("trux", "unexpected word"),
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

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
  }
}
