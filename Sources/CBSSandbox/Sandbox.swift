package import CBSCatalog
import CBSValues
package import CBSWeights
import FoundationEssentials
import Synchronization

/// The API on this machine: answers in the process what Cerebras would answer over the network.
///
/// Nothing is opened before the first request. State lives in one SQLite file in the directory, shared by every
/// process that works there; buckets are folders under `buckets`.
package final class Sandbox: Transport {
  /// Where the store and the buckets are.
  package let directory: String
  package let options: SandboxOptions
  /// The folder whose subfolders are the sandbox's buckets.
  package let bucketsDirectory: String
  private let opening = Mutex<Task<StoreFile, any Error>?>(nil)
  let syncs = Syncs()

  /// - Parameter directory: made when it is first needed.
  package init(directory: String, options: SandboxOptions = SandboxOptions()) {
    self.directory = directory
    self.options = options
    bucketsDirectory = (Self.original(options) ?? directory) + "/buckets"
  }

  /// The directory of the sandbox that this one is a copy of; nil where there is nothing to copy.
  static func original(_ options: SandboxOptions) -> String? {
    guard case .copy(let original) = options.beginning else { return nil }
    return FileManager.default.fileExists(atPath: original + "/sandbox.sqlite") ? original : nil
  }

  /// The sandbox's buckets as a store, without anything after them.
  package var bucketStore: FolderStore { FolderStore(root: bucketsDirectory) }

  package func send(_ request: Request, within limit: Duration) async throws -> Response {
    try await Race<Response>.run(within: limit) { [self] in
      do { return try await respond(to: request, within: limit) } catch {
        throw Self.failure(of: error)
      }
    }
  }

  /// Waits, or moves a virtual clock forward by as much and returns at once.
  package func pause(for duration: Duration) async throws {
    let wasVirtual = try await file().write { store in
      guard store.clock.mode == .virtual else { return false }
      var clock = store.clock
      clock.advance(by: duration)
      try store.keep(clock)
      return true
    }
    if !wasVirtual { try await Task.sleep(for: duration) }
  }

  /// The store, opened and seeded by the first who asks; who comes while it opens waits for the same.
  func file() async throws -> StoreFile {
    let task = opening.withLock { opening in
      if let task = opening { return task }
      let task = Task { [directory, options] in try await Self.open(directory, options) }
      opening = task
      return task
    }
    do { return try await task.value } catch {
      // The next request tries again: the disk may be free then.
      opening.withLock { if $0 == task { $0 = nil } }
      throw TransportFailure(.other("the sandbox in '\(directory)' cannot be opened: \(error)"), mayHaveHappened: false)
    }
  }

  private static func open(_ directory: String, _ options: SandboxOptions) async throws -> StoreFile {
    try PrivatePlace.makeFolder(directory + "/buckets")
    let path = directory + "/sandbox.sqlite"
    if let original = original(options), !FileManager.default.fileExists(atPath: path) {
      try StoreFile.copy(original + "/sandbox.sqlite", to: path)
    }
    let file = try await openStore(path, options)
    if try await !file.read({ try $0.isSeeded }) {
      if case .empty = options.beginning {} else { try SeedBucket(buckets: directory + "/buckets").fill() }
      try await file.write { try $0.plant(wall: wallTime()) }
    }
    if options.clockStaysVirtual { try await file.write { try $0.changeClock(to: .virtual) } }
    return file
  }

  /// Opens the file, again where it fails: of two processes that make a new one at once, the second may meet it half
  /// made, and finds it whole the next time.
  private static func openStore(_ path: String, _ options: SandboxOptions) async throws -> StoreFile {
    for _ in 0..<20 {
      if let file = try? StoreFile(path: path, options: options, wall: wallTime) { return file }
      try await Task.sleep(for: .milliseconds(10))
    }
    return try StoreFile(path: path, options: options, wall: wallTime)
  }

  /// The machine's clock.
  static let wallTime: @Sendable () -> Moment = {
    Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  private static func failure(of error: any Error) -> TransportFailure {
    switch error {
    case let failure as TransportFailure: failure
    case is CancellationError: TransportFailure(.cancelled)
    default: TransportFailure(.other("the sandbox failed: \(error)"))
    }
  }
}
