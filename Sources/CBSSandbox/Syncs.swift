import CBSCatalog
import CBSWeights
import Synchronization

/// The reading of weights that goes on in this process, each version's once.
final class Syncs: Sendable {
  struct Key: Hashable {
    let architecture: ArchitectureID
    let number: Int64
    let uri: String
  }

  private let running = Mutex<[Key: Task<Void, any Error>]>([:])

  /// Starts `work` for a version unless it goes on already.
  func start(_ version: VersionRecord, _ work: @escaping @Sendable () async throws -> Void) -> Task<Void, any Error> {
    let key = Key(architecture: version.architecture, number: version.number, uri: version.uri)
    return running.withLock { running in
      if let task = running[key] { return task }
      let task = Task {
        defer { _ = self.running.withLock { $0.removeValue(forKey: key) } }
        try await work()
      }
      running[key] = task
      return task
    }
  }
}

extension Sandbox {
  /// Reads the weights of every version whose sync has begun and that nobody has read.
  ///
  /// Folders are waited for, since that takes milliseconds; a store on the network goes on in the background, and
  /// the sync stays `in_progress` until it is done.
  func settle(in file: StoreFile) async throws {
    let due = try await file.read { try $0.uncheckedVersions() }
    for version in due {
      let isLocal = options.weights == nil || isOwnBucket(version.uri)
      let task = syncs.start(version) { [self] in
        let outcome = try await outcome(of: version)
        try await file.write { try $0.keepOutcome(of: version, digest: outcome.digest, failure: outcome.failure) }
      }
      if isLocal { try await task.value }
    }
  }

  private func isOwnBucket(_ uri: String) -> Bool {
    guard let location = try? S3Location(parsing: uri) else { return true }
    return bucketStore.buckets().contains(location.bucket)
  }

  private func outcome(
    of version: VersionRecord
  ) async throws -> (digest: String?, failure: VersionRecord.Failure?) {
    guard options.checksWeights else { return (ServedModel.hexadecimal(of: version.uri), nil) }
    let store: any ObjectStore = isOwnBucket(version.uri) ? bucketStore : options.weights ?? bucketStore
    return try await WeightsReading(store: store).outcome(of: version)
  }
}
