import Synchronization

/// A store that counts the requests to another one.
final class CountingStore: ObjectStore {
  private struct Counts {
    var reads = 0
    var bytes: Int64 = 0
  }

  private let store: any ObjectStore
  private let counts = Mutex(Counts())

  init(_ store: any ObjectStore) { self.store = store }

  var reads: Int { counts.withLock { $0.reads } }
  var bytesRead: Int64 { counts.withLock { $0.bytes } }

  func list(bucket: String, prefix: String) async throws(StoreError) -> [StoredObject] {
    counts.withLock { $0.reads += 1 }
    let objects = try await store.list(bucket: bucket, prefix: prefix)
    // A page has at most 1000 keys.
    counts.withLock { $0.reads += max(0, (objects.count - 1) / 1000) }
    return objects
  }

  func read(bucket: String, key: String, range: Range<Int64>?) async throws(StoreError) -> ObjectBytes {
    counts.withLock { $0.reads += 1 }
    let bytes = try await store.read(bucket: bucket, key: key, range: range)
    counts.withLock { $0.bytes += Int64(bytes.bytes.count) }
    return bytes
  }
}
