import CBSSettings
import Glibc
import Synchronization

/// Lines of a descriptor, each read on a thread of its own, which a cancelled task does not wait for.
final class LineReader: Sendable {
  let input: Int32
  /// What was read after the last line.
  private let rest = Mutex<[UInt8]>([])

  init(_ input: Int32) { self.input = input }

  /// The next line without its line break, after which one may be missing at the end of the input. Cancelling the task
  /// ends the wait as an interruption; what was read of the line stays for the next call.
  func next() async -> LineEvent {
    guard let wake = Wake() else { return .end }
    return await withTaskCancellationHandler {
      await BlockingWork.run { [self] in next(until: wake) }
    } onCancel: {
      wake.set()
    }
  }

  private func next(until wake: Wake) -> LineEvent {
    var bytes = rest.withLock { rest in
      defer { rest = [] }
      return rest
    }
    var searched = 0
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        rest.withLock { $0 = Array(bytes[(end + 1)...]) }
        return .line(Self.text(bytes[..<end]))
      }
      searched = bytes.count
      guard wake.waitForInput(of: input) else {
        rest.withLock { $0 = bytes }
        return .interrupted
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(input, &chunk, chunk.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return bytes.isEmpty ? .end : .line(Self.text(bytes[...])) }
      bytes += chunk[..<count]
    }
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
  }
}

/// A pipe that ends a thread's wait for input that is no longer wanted.
private final class Wake: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  /// Nil where the system has no descriptors left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  func set() {
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)
  }

  /// Waits until `input` can be read, or has ended; false once it was woken. The corresponding C function is `poll`.
  func waitForInput(of input: Int32) -> Bool {
    var waits = [input, readEnd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while poll(&waits, nfds_t(waits.count), -1) < 0, errno == EINTR {}
    return waits[1].revents == 0
  }
}
