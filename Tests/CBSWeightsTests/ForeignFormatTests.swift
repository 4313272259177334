import CBSWeights
import Testing

@Suite struct ForeignFormatTests {
  static let samples: [(ForeignFormat, [UInt8])] = [
    (.gitLFSPointer, Array("version https://git-lfs.github.com/spec/v1\n".utf8)),
    (.errorPage, Array("<!DOCTYPE html>".utf8)),
    (.errorPage, Array("\n<html><body>".utf8)),
    (.errorPage, Array(#"{"error":"Repository not found"}"#.utf8)),
    (.errorPage, Array("<?xml version=\"1.0\"?><Error>".utf8)),
    (.pytorchArchive, [0x50, 0x4B, 3, 4, 0, 0, 8, 8, 0, 0]),
    (.pickle, [0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20]),
    (.gzip, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]),
    (.zstandard, [0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0, 0, 0]),
    (.tar, Array("model".utf8) + [UInt8](repeating: 0, count: 252) + Array("ustar".utf8)),
    (.gguf, Array("GGUF".utf8) + [3, 0, 0, 0]),
  ]

  @Test func everyFormatIsKnownByItsFirstBytes() {
    for (format, bytes) in Self.samples { #expect(ForeignFormat(firstBytes: bytes) == format) }
    #expect(Set(Self.samples.map(\.0)) == Set(ForeignFormat.allCases))
  }

  /// The first bytes of a gzip file or a pickle may also be the length of a valid header.
  @Test(arguments: [0x8B1F, 0x0280, 0x0580]) func honestHeadersAreNotMistaken(length: Int) throws {
    let file = HeaderReaderTests.file(headerLength: length)
    #expect(ForeignFormat(firstBytes: file) == nil)
    #expect(try SafetensorsHeader(parsing: file, fileSize: Int64(file.count)).tensors.count == 1)
  }
}
