import Crypto

/// Reads the headers of many shards concurrently.
struct ShardReader {
  let store: any ObjectStore
  let bucket: String
  /// The number of concurrent reads.
  let width: Int

  /// The shards in the given order, and why others could not be read.
  ///
  /// If the server does not respond, or the task is cancelled, no further reads are started.
  func read(
    _ wanted: [(name: String, object: StoredObject)], progress: (_ done: Int) -> Void = { _ in }
  ) async -> (shards: [ShardSummary], failures: [StoreError]) {
    let reader = HeaderReader(store: store)
    let bucket = bucket
    progress(0)
    return await withTaskGroup(of: (Int, Result<ShardSummary, StoreError>).self) { group in
      var shards = [ShardSummary?](repeating: nil, count: wanted.count)
      var failures: [StoreError] = []
      var next = 0
      var done = 0
      func start() {
        let (name, object) = wanted[next]
        let position = next
        next += 1
        group.addTask { (position, await Self.summary(name, object, bucket, reader)) }
      }
      while next < min(width, wanted.count) { start() }
      while let (position, result) = await group.next() {
        switch result {
        case .success(let shard): shards[position] = shard
        case .failure(let error): failures.append(error)
        }
        done += 1
        progress(done)
        let isAnswering = failures.allSatisfy { Finding($0).map { $0.code != .notRead } ?? false }
        if next < wanted.count, isAnswering, !Task.isCancelled { start() }
      }
      return (shards.compactMap { $0 }, failures)
    }
  }

  private static func summary(
    _ name: String, _ object: StoredObject, _ bucket: String, _ reader: HeaderReader
  ) async -> Result<ShardSummary, StoreError> {
    do {
      let outcome = try await reader.read(bucket: bucket, key: object.key, size: object.size)
      return .success(
        ShardSummary(
          name: name, outcome: outcome.header, digest: SHA256.hash(data: outcome.bytes),
          encryption: outcome.encryption))
    } catch {
      return .failure(error)
    }
  }
}
