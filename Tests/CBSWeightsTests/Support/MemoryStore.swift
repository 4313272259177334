import CBSWeights
import Synchronization

/// One bucket, called "bucket", in memory; it records reads and can be made to fail.
final class MemoryStore: ObjectStore {
  struct Read: Hashable {
    let key: String
    let range: Range<Int64>?
  }

  let objects: [StoredObject]
  private let contents: [String: [UInt8]]
  private let failures: [String: StoreError.Reason]
  private let encryption: String?
  private let log = Mutex<[Read]>([])
  private let active = Mutex((now: 0, most: 0))

  /// - Parameters:
  ///   - failures: By key; the empty key means the listing.
  init(
    _ contents: [String: [UInt8]], storageClasses: [String: String] = [:],
    failures: [String: StoreError.Reason] = [:], encryption: String? = nil
  ) {
    self.contents = contents
    self.failures = failures
    self.encryption = encryption
    objects = contents.keys.sorted().map {
      StoredObject(
        key: $0, size: Int64(contents[$0]?.count ?? 0), etag: "\"1\"", storageClass: storageClasses[$0] ?? "STANDARD")
    }
  }

  /// The files of a checkpoint under a prefix.
  convenience init(
    _ files: [String: [UInt8]], under prefix: String, failures: [String: StoreError.Reason] = [:]
  ) {
    self.init(
      Dictionary(files.map { (prefix + "/" + $0.key, $0.value) }) { _, last in last }, failures: failures)
  }

  var reads: [Read] { log.withLock { $0 } }
  /// The largest number of concurrent reads.
  var mostAtOnce: Int { active.withLock { $0.most } }

  func list(bucket: String, prefix: String) async throws(StoreError) -> [StoredObject] {
    guard bucket == "bucket" else { throw StoreError(.noSuchBucket, bucket: bucket) }
    if let reason = failures[""] { throw StoreError(reason, bucket: bucket) }
    return objects.filter { $0.key.hasPrefix(prefix) }
  }

  func read(bucket: String, key: String, range: Range<Int64>?) async throws(StoreError) -> ObjectBytes {
    active.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
    defer { active.withLock { $0.now -= 1 } }
    for _ in 0..<20 { await Task.yield() }
    if Task.isCancelled { throw StoreError(.cancelled, bucket: bucket, key: key) }
    log.withLock { $0.append(Read(key: key, range: range)) }
    if let reason = failures[key] { throw StoreError(reason, bucket: bucket, key: key) }
    guard let bytes = contents[key] else { throw StoreError(.noSuchKey, bucket: bucket, key: key) }
    let size = Int64(bytes.count)
    let wanted = (range ?? 0..<size).clamped(to: 0..<size)
    return ObjectBytes(
      bytes: Array(bytes[Int(wanted.lowerBound)..<Int(wanted.upperBound)]), totalSize: size, encryption: encryption)
  }
}
