import Glibc

/// A pipe whose bytes mean only that there is something to do; closed with its last owner.
final class WakePipe: Sendable {
  /// The descriptor to poll.
  let readEnd: Int32
  private let writeEnd: Int32

  /// - Throws: `LineEditorError.systemRefused` if no descriptors are left.
  init(blocking: Bool = false) throws {
    (readEnd, writeEnd) = try Self.ends()
    if !blocking { _ = fcntl(readEnd, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Wakes whoever polls or reads. A full pipe also wakes, so a rejected byte is no loss.
  func wake() {
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)
  }

  /// Two ends of a pipe that child processes do not inherit; writing never blocks.
  ///
  /// The corresponding C function is `pipe`.
  static func ends() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw LineEditorError.systemRefused(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }

  /// Reads everything in the pipe.
  func drain() {
    var bytes: [UInt8] = Array(repeating: 0, count: 64)
    while read(readEnd, &bytes, bytes.count) > 0 {}
  }

  /// Waits for one call of `wake`, in a blocking pipe.
  func wait() {
    var byte: UInt8 = 0
    while read(readEnd, &byte, 1) < 0, errno == EINTR {}
  }
}
