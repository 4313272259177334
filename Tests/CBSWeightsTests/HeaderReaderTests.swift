import Testing

@testable import CBSWeights

/// The first read has a fixed size; a header that ends exactly there must be read correctly.
@Suite struct HeaderReaderTests {
  /// A file whose header text has exactly `length` bytes.
  static func file(headerLength length: Int) -> [UInt8] {
    let text = SafetensorsHeaderTests.plain
    return shard(text + String(repeating: " ", count: length - text.utf8.count))
  }

  @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17].flatMap { [65536 - $0, 65536 + $0] })
  func headersAroundTheFirstRead(length: Int) async throws {
    let file = Self.file(headerLength: length)
    let store = MemoryStore(["k": file])
    let outcome = try await HeaderReader(store: store).read(bucket: "bucket", key: "k", size: Int64(file.count))
    let header = try outcome.header.get()
    #expect(header.length == length)
    #expect(header.tensors.map(\.name) == ["a"])
    // The eight bytes of the length count as well.
    #expect(store.reads.count == (8 + length <= 65536 ? 1 : 2))
    if store.reads.count == 2 { #expect(store.reads[1].range == 65536..<Int64(8 + length)) }
  }

  @Test func largeObjectsAreReadInLargerBites() {
    #expect(HeaderReader.firstRead(ofSize: 130) == 130)
    #expect(HeaderReader.firstRead(ofSize: 5_000_000_000) == 65536)
    #expect(HeaderReader.firstRead(ofSize: 50_000_000_000) == 524288)
  }

  @Test func absurdLengthsCostNoSecondRead() async throws {
    let file = lengthField(99_000_000) + [UInt8](repeating: 0x20, count: 70_000)
    let store = MemoryStore(["k": file])
    let outcome = try await HeaderReader(store: store).read(bucket: "bucket", key: "k", size: Int64(file.count))
    #expect(outcome.header == .failure(.headerBeyondEnd(length: 99_000_000, fileSize: Int64(file.count))))
    #expect(store.reads.count == 1)
  }

  @Test func theObjectsOwnSizeCountsNotTheListings() async throws {
    let file = shard(SafetensorsHeaderTests.plain, data: 5)
    let outcome = try await HeaderReader(store: MemoryStore(["k": file])).read(
      bucket: "bucket", key: "k", size: Int64(file.count + 3))
    #expect(outcome.header == .failure(.size(expected: UInt64(file.count + 3), found: Int64(file.count))))
  }
}
