import CBSValues
@testable import CBSWeights
import TestSupport
import Testing

/// What holds for every file, tried on many that a seed makes.
@Suite struct SafetensorsLawTests {
  static func randomTensors(_ random: inout SeededGenerator) -> [SafetensorsFile.Tensor] {
    (0..<Int.random(in: 0..<8, using: &random)).map { number in
      let type: DataType = [.bf16, .f32, .u8, .f64].randomElement(using: &random) ?? .u8
      let shape = (0..<Int.random(in: 0..<4, using: &random)).map { _ in Int.random(in: 0..<5, using: &random) }
      let count = shape.reduce(1, *) * Int(type.bits) / 8
      return .init(
        name: "t\(number).weight", dataType: type, shape: shape,
        bytes: (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let tensors = Self.randomTensors(&random)
      let bytes = SafetensorsFile(tensors).bytes
      let header = try SafetensorsHeader(parsing: bytes, fileSize: Int64(bytes.count))
      #expect((8 + header.length) % 8 == 0)
      #expect(Set(header.tensors.map(\.name)) == Set(tensors.map(\.name)))
      for tensor in tensors {
        let read = try #require(header.tensors.first { $0.name == tensor.name })
        let start = 8 + header.length
        #expect(read.shape == tensor.shape.map(UInt64.init))
        #expect(Array(bytes[start + Int(read.extent.lowerBound)..<start + Int(read.extent.upperBound)]) == tensor.bytes)
      }
    }
  }

  @Test func noPrefixOfAFileWithTensorsIsAccepted() throws {
    var random = SeededGenerator(seed: 2)
    let bytes = SafetensorsFile(
      Self.randomTensors(&random) + [.init(name: "x", dataType: .u8, shape: [3], bytes: [1, 2, 3])]
    ).bytes
    for length in 0..<bytes.count {
      #expect(throws: SafetensorsError.self) {
        _ = try SafetensorsHeader(parsing: Array(bytes.prefix(length)), fileSize: Int64(length))
      }
    }
  }

  /// Whatever bytes come: an answer or an error, and an answer only for files whose parts add up.
  @Test func spoiledFilesNeverCrash() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<3000 {
      var bytes = SafetensorsFile(Self.randomTensors(&random)).bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        bytes[position] = [UInt8](#"{}[]",:\019eE-. "#.utf8).randomElement(using: &random) ?? 0
      }
      if let header = try? SafetensorsHeader(parsing: bytes, fileSize: Int64(bytes.count)) {
        #expect(8 + header.length + Int(header.byteCount) == bytes.count)
      }
    }
  }

  static func scans(_ text: String) -> Bool {
    var scanner = JSONScanner(Array(text.utf8))
    do {
      try scanner.skip()
      try scanner.finish()
      return true
    } catch {
      return false
    }
  }

  /// The scanner accepts exactly the documents that the whole parser accepts.
  @Test func theScannerAgreesWithTheParser() {
    var random = SeededGenerator(seed: 4)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u00e9\"", "\"\\ud800\"", "1", "-0", "0.5", "1e3", "01", "-", "true",
      "null", "nul", " ", "\n", "\"", "\\", "\u{1}",
    ]
    var accepted = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1..<9, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let parses = (try? JSON(parsing: text)) != nil
      let scans = Self.scans(text)
      #expect(parses == scans, "\(text.debugDescription)")
      if scans { accepted += 1 }
    }
    #expect(accepted > 1000)
  }
}
