/// Reads the header of a safetensors object with one small read, or two if the header is long.
struct HeaderReader {
  /// The size of the first read. It depends on the size of the object, so that equal objects are read in the same way.
  ///
  /// 64 kB are enough for the header of a shard of 5 GB; the header of a shard of 50 GB has up to 500 kB.
  static func firstRead(ofSize size: Int64) -> Int64 { min(size, size > 20_000_000_000 ? 512 << 10 : 64 << 10) }

  /// The header, or why there is none, and the bytes that were read.
  struct Outcome: Sendable {
    let header: Result<SafetensorsHeader, SafetensorsError>
    /// The bytes from the start: the header and some tensor bytes.
    let bytes: [UInt8]
    let encryption: String?
  }

  let store: any ObjectStore

  /// - Parameter size: the size of the object in the listing.
  func read(bucket: String, key: String, size: Int64) async throws(StoreError) -> Outcome {
    let wanted = Self.firstRead(ofSize: size)
    let first = try await store.read(bucket: bucket, key: key, range: 0..<wanted)
    var bytes = first.bytes
    // The listing may be older than the object.
    let size = first.totalSize
    let length: Int
    do { length = try SafetensorsHeader.length(firstBytes: bytes, fileSize: size) } catch {
      return Outcome(header: .failure(error), bytes: bytes, encryption: first.encryption)
    }
    if 8 + length > bytes.count {
      let rest = try await store.read(bucket: bucket, key: key, range: Int64(bytes.count)..<Int64(8 + length))
      bytes += rest.bytes
      guard bytes.count == 8 + length else {
        throw StoreError(.badAnswer, bucket: bucket, key: key, detail: "fewer bytes than asked for")
      }
    }
    do {
      let header = try SafetensorsHeader(parsing: bytes, fileSize: size)
      return Outcome(header: .success(header), bytes: bytes, encryption: first.encryption)
    } catch {
      return Outcome(header: .failure(error), bytes: bytes, encryption: first.encryption)
    }
  }
}
