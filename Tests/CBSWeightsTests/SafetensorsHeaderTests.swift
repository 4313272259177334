import CBSWeights
import Testing

/// Every row is the result of the reference reader (safetensors 0.8.0) for the same bytes.
@Suite struct SafetensorsHeaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let file: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ file: [UInt8]) {
      self.name = name
      self.file = file
    }

    init(_ name: String, _ header: String, data: Int = 8) { self.init(name, shard(header, data: data)) }
  }

  static let tensor = #"{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#
  static let plain = #"{"a":\#(tensor)}"#
  static func one(_ dtype: String, _ shape: String, _ offsets: String) -> String {
    #"{"a":{"dtype":"\#(dtype)","shape":\#(shape),"data_offsets":\#(offsets)}}"#
  }

  static let accepted: [Row] = [
    .init("one tensor", plain),
    .init("length not a multiple of 8", plain + " "),
    .init("padded behind with blanks", plain + "       "),
    .init("line breaks behind", plain + "\n\n"),
    .init("nothing but {}", "{}", data: 0),
    .init("scalar", one("F32", "[]", "[0,4]"), data: 4),
    .init("zero dimension", one("F32", "[0]", "[0,0]"), data: 0),
    .init("a zero beside a dimension of 2^63", one("F32", "[9223372036854775808,0]", "[0,0]"), data: 0),
    .init(
      "two empty tensors at one offset",
      #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"b":{"dtype":"U8","shape":[3,0],"data_offsets":[0,0]}}"#,
      data: 0),
    .init(
      "an empty tensor before one that is not",
      #"{"e":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":\#(tensor)}"#),
    .init("an extra field", #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":[{"y":null},1.5e3,"z"]}}"#),
    .init("an extra field twice", #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1,"x":2}}"#),
    .init(
      "an extra field of 100 levels",
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":\#(String(repeating: "[", count: 100))"#
        + String(repeating: "]", count: 100) + "}}"),
    .init("metadata", #"{"__metadata__":{"format":"pt"},"a":\#(tensor)}"#),
    .init("metadata null", #"{"__metadata__":null,"a":\#(tensor)}"#),
    .init("metadata alone", #"{"__metadata__":{}}"#, data: 0),
    .init("metadata key twice", #"{"__metadata__":{"a":"b","a":"c"},"a":\#(tensor)}"#),
    .init("four F4", one("F4", "[4]", "[0,2]"), data: 2),
    .init("four F6", one("F6_E2M3", "[4]", "[0,3]"), data: 3),
    .init(
      "keys not in offset order",
      #"{"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#),
    .init("empty name", #"{"":\#(tensor)}"#),
    .init("escapes", #"{"\ud83d\ude00":{"dt\u0079pe":"F32","shape":[2],"data_offsets":[0,8]}}"#),
  ]

  static let oddlyAccepted: [Row] = [
    .init("the same name twice", #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":\#(tensor)}"#),
    .init("a blank before {", " " + plain),
    .init("a line break before {", "\n" + plain),
    .init("a tab before {", "\t" + plain),
  ]

  static let refused: [Row] = [
    .init("empty file", [UInt8]()),
    .init("seven bytes", [UInt8](repeating: 0, count: 7)),
    .init("length 0", lengthField(0)),
    .init("length past the end", lengthField(100) + Array(plain.utf8)),
    .init("length 100,000,001", lengthField(100_000_001) + Array(plain.utf8)),
    .init("length 2^64-1", lengthField(.max) + Array(plain.utf8)),
    .init("not JSON", "{a}"),
    .init("an array", "[1]"),
    .init("not UTF-8", shard([0x7B, 0x22, 0xFF, 0x22, 0x7D])),
    .init("a byte order mark", "\u{FEFF}" + plain),
    .init("one byte too many", plain, data: 9),
    .init("cut short", plain, data: 7),
    .init(
      "hole",
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}"#),
    .init(
      "overlap",
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[5],"data_offsets":[3,8]}}"#),
    .init("first offset not 0", one("U8", "[4]", "[4,8]")),
    .init("end before begin", one("U8", "[4]", "[8,4]")),
    .init("an empty tensor inside another", #"{"a":\#(tensor),"e":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}"#),
    .init("four bytes for two F32", one("F32", "[2]", "[0,4]"), data: 4),
    .init("unknown dtype", one("F33", "[2]", "[0,8]")),
    .init("dtype in lower case", one("f32", "[2]", "[0,8]")),
    .init("dtype twice", #"{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#),
    .init("shape missing", #"{"a":{"dtype":"F32","data_offsets":[0,8]}}"#),
    .init("metadata with a number", #"{"__metadata__":{"n":1},"a":\#(tensor)}"#),
    .init("metadata with null inside", #"{"__metadata__":{"n":null},"a":\#(tensor)}"#),
    .init("metadata a list", #"{"__metadata__":[],"a":\#(tensor)}"#),
    .init("metadata twice", #"{"__metadata__":{"a":"b"},"__metadata__":{"a":"c"},"a":\#(tensor)}"#),
    .init("negative dimension", one("F32", "[-2]", "[0,8]")),
    .init("fractional dimension", one("F32", "[2.0]", "[0,8]")),
    .init("dimension with an exponent", one("F32", "[2e0]", "[0,8]")),
    .init("minus zero", one("F32", "[-0]", "[0,0]"), data: 0),
    .init("offset beyond 64 bits", one("F32", "[2]", "[0,18446744073709551616]")),
    .init("product beyond 64 bits", one("F32", "[4294967296,4294967296,2]", "[0,8]")),
    .init("product beyond 64 bits before a zero", one("F32", "[9223372036854775808,4,0]", "[0,0]"), data: 0),
    .init("three F4", one("F4", "[3]", "[0,2]"), data: 2),
    .init("three offsets", one("F32", "[2]", "[0,8,9]")),
    .init("one offset", one("F32", "[2]", "[0]")),
    .init("tensor null", #"{"a":null}"#, data: 0),
    .init("first of two equal names wrong", #"{"a":{"dtype":"X"},"a":\#(tensor)}"#),
    .init("text behind", plain + " x"),
    .init("a zero byte behind", plain + "\0"),
    .init("half a surrogate pair", #"{"\ud800":\#(tensor)}"#),
    .init("a control character in a name", "{\"a\u{01}\":\(tensor)}"),
    .init(
      "an extra field of 200 levels",
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":\#(String(repeating: "[", count: 200))"#
        + String(repeating: "]", count: 200) + "}}"),
    .init("Git LFS pointer", Array("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n".utf8)),
    .init("HTML page", Array("<!DOCTYPE html><html></html>".utf8)),
    .init("ZIP", [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 40)),
    .init("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3] + [UInt8](repeating: 7, count: 40)),
  ]

  @Test(arguments: accepted) func accepts(_ row: Row) throws {
    let header = try SafetensorsHeader(parsing: row.file, fileSize: Int64(row.file.count))
    #expect(header.oddities.isEmpty)
    #expect(8 + header.length + Int(header.byteCount) == row.file.count)
  }

  @Test(arguments: oddlyAccepted) func acceptsAndRemarks(_ row: Row) throws {
    let header = try SafetensorsHeader(parsing: row.file, fileSize: Int64(row.file.count))
    #expect(header.oddities.count == 1)
    #expect(header.tensors.map(\.name) == ["a"])
    #expect(header.tensors.first?.byteCount == 8, "the last of equal names counts")
  }

  @Test(arguments: refused) func refuses(_ row: Row) {
    #expect(throws: SafetensorsError.self) {
      _ = try SafetensorsHeader(parsing: row.file, fileSize: Int64(row.file.count))
    }
  }

  @Test func tensorsComeInTheOrderOfTheirBytes() throws {
    let file = shard(
      #"{"z":{"dtype":"BF16","shape":[2,1],"data_offsets":[0,4]},"__metadata__":{"format":"pt"},"#
        + #""a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}"#)
    let header = try SafetensorsHeader(parsing: file, fileSize: Int64(file.count))
    #expect(header.tensors.map(\.name) == ["z", "a"])
    #expect(header.tensors.map(\.shape) == [[2, 1], [4]])
    #expect(header.tensors.map(\.dataType) == [.bf16, .u8])
    #expect(header.metadata == ["format": "pt"])
  }

  @Test func messagesNameWhatIsWrong() {
    let padded = Self.plain + String(repeating: " ", count: 112 - Self.plain.utf8.count)
    let cases: [(String, [UInt8])] = [
      ("is cut short: 127 of 128 bytes are there", shard(padded, data: 7)),
      ("is 2 bytes longer than its tensors", shard(padded, data: 10)),
      ("has a hole or an overlap at tensor 'a'", shard(Self.one("U8", "[4]", "[4,8]"))),
      (
        "describes tensor 'a' with 4 bytes where its shape and type take 8",
        shard(Self.one("F32", "[2]", "[0,4]"), data: 4)
      ),
      ("describes tensor 'a' wrongly: there is no data type 'f32'", shard(Self.one("f32", "[2]", "[0,8]"))),
      ("has 7 bytes, which is too short for a safetensors file", [UInt8](repeating: 0, count: 7)),
      ("is a Git LFS pointer, not a safetensors file", Array("version https://git-lfs.github.com/spec/v1".utf8)),
    ]
    for (message, file) in cases {
      let error = #expect(throws: SafetensorsError.self) {
        _ = try SafetensorsHeader(parsing: file, fileSize: Int64(file.count))
      }
      #expect(error?.description == message)
    }
  }

  @Test func everyDataTypeHasTheSizeOfTheFormat() {
    let sizes: [UInt64: Set<String>] = [
      4: ["F4"], 6: ["F6_E2M3", "F6_E3M2"],
      8: ["BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ"],
      16: ["I16", "U16", "F16", "BF16"], 32: ["I32", "U32", "F32"], 64: ["I64", "U64", "F64", "C64"],
    ]
    #expect(Dictionary(grouping: DataType.allCases, by: \.bits).mapValues { Set($0.map(\.rawValue)) } == sizes)
  }
}
