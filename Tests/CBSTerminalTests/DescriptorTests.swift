import Glibc
import Synchronization
import TestSupport
import Testing

@testable import CBSTerminal

@Suite("descriptors that do not block", .timeLimit(.minutes(5))) struct DescriptorTests {
  private let readEnd: Int32
  private let writeEnd: Int32
  /// More than a pipe holds.
  private let text = String(repeating: "0123456789abcdé\n", count: 16384)

  init() throws {
    signal(SIGPIPE, SIG_IGN)
    (readEnd, writeEnd) = try WakePipe.ends()
    _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
  }

  @Test func `a full pipe is waited for, and all of the text gets through`() throws {
    defer { for end in [readEnd, writeEnd] { close(end) } }
    let writer = try Worker { [text, writeEnd] in (Descriptor.write(text, to: writeEnd), []) }
    #expect(writer.sleeps)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 10_000)
    while bytes.count < text.utf8.count {
      let count = read(readEnd, &chunk, chunk.count)
      if count > 0 { bytes += chunk[..<count] } else { sched_yield() }
    }
    #expect(writer.end().error == 0)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test func `a reader that goes away ends the wait`() throws {
    defer { close(writeEnd) }
    let writer = try Worker { [text, writeEnd] in (Descriptor.write(text, to: writeEnd), []) }
    #expect(writer.sleeps)
    close(readEnd)
    #expect(writer.end().error == EPIPE)
  }

  @Test func `an empty pipe is waited for, to its end`() throws {
    defer { close(readEnd) }
    let reader = try Worker { [readEnd] in (0, Descriptor.read(readEnd)) }
    #expect(reader.sleeps)
    #expect(Descriptor.write(text, to: writeEnd) == 0)
    close(writeEnd)
    #expect(String(decoding: reader.end().bytes, as: UTF8.self) == text)
  }
}

/// Work on a thread of its own, whose state can be seen.
private final class Worker: Sendable {
  private struct State {
    /// Its folder below `/proc`.
    var thread: String?
    var outcome: (error: Int32, bytes: [UInt8])?
  }

  private final class Shared: Sendable {
    let state = Mutex(State())
  }

  private let shared = Shared()

  init(_ work: @escaping @Sendable () -> (error: Int32, bytes: [UInt8])) throws {
    let shared = shared
    try EditorThread.detach {
      shared.state.withLock { $0.thread = Self.currentThread }
      let outcome = work()
      shared.state.withLock { $0.outcome = outcome }
    }
  }

  /// Whether it comes to wait for something; a thread that tries again and again does not, until time is up.
  var sleeps: Bool {
    let end = ContinuousClock.now + PseudoTerminal.patience
    var sleepingLooks = 0
    while ContinuousClock.now < end, shared.state.withLock({ $0.outcome == nil }) {
      let isAsleep = shared.state.withLock { $0.thread }.map(Self.isAsleep) ?? false
      sleepingLooks = isAsleep ? sleepingLooks + 1 : 0
      if sleepingLooks == 100 { return true }
      sched_yield()
    }
    return false
  }

  /// What the work came to.
  func end() -> (error: Int32, bytes: [UInt8]) {
    while true {
      if let outcome = shared.state.withLock({ $0.outcome }) { return outcome }
      sched_yield()
    }
  }

  private static var currentThread: String? {
    var path = [CChar](repeating: 0, count: 64)
    let count = readlink("/proc/thread-self", &path, path.count)
    return count > 0 ? String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  private static func isAsleep(_ thread: String) -> Bool {
    let descriptor = open("/proc/\(thread)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // The state follows the name in parentheses.
    let fields = Descriptor.read(descriptor).split(separator: UInt8(ascii: ")")).last
    return fields?.starts(with: " S".utf8) == true
  }
}
