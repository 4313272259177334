import Glibc

/// Why the history could not be written. It is a notice, never the end of a session.
package struct HistoryFailure: Error, Sendable, Equatable {
  /// Lower case, names the file and the reason.
  package let message: String

  init(_ deed: String, _ path: String, errno code: Int32) {
    message = "cannot \(deed) the history '\(path)': \(String(cString: strerror(code)))"
  }
}

/// The open file of the history: appends of whole records and reads from anywhere.
///
/// Each record goes out in one `write` on a descriptor opened with `O_APPEND`, under the lock of the file, so that
/// sessions neither mix nor lose lines. Closing is the owner's release.
final class HistoryFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Opens or creates the file for its owner alone (0600); a file that others may read is taken from them.
  init(path: String) throws(HistoryFailure) {
    self.path = path
    descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HistoryFailure("open", path, errno: errno) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & 0o077 != 0 { _ = fchmod(descriptor, 0o600) }
  }

  deinit { close(descriptor) }

  var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Whether the path leads to this file still: another program may have removed or replaced it.
  var isCurrent: Bool {
    var own = stat()
    var named = stat()
    return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
      && own.st_dev == named.st_dev
  }

  /// Appends `record` (which ends in a line break); answers the offset it stands at.
  func append(_ record: String) throws(HistoryFailure) -> Int {
    do { return try PrivateFile.append(record, to: descriptor) } catch {
      throw HistoryFailure("write", path, errno: error.code)
    }
  }

  /// Removes all records.
  func clear() throws(HistoryFailure) {
    guard FileLock.take(descriptor) else { throw HistoryFailure("clear", path, errno: EWOULDBLOCK) }
    defer { FileLock.release(descriptor) }
    guard ftruncate(descriptor, 0) == 0 else { throw HistoryFailure("clear", path, errno: errno) }
  }

  /// The bytes of `range`; fewer where the file is shorter.
  func bytes(in range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let start = count
        let got = repeatedly {
          pread(
            descriptor, buffer.baseAddress.map { $0 + start }, range.count - start, off_t(range.lowerBound + start))
        }
        guard got > 0 else { break }
        count += got
      }
    }
  }

  /// Lines in the first `size` bytes; a last one without its line break counts too.
  func lineCount(upTo size: Int) -> Int {
    var count = 0
    var offset = 0
    var last: UInt8 = 0x0A
    while offset < size {
      let chunk = bytes(in: offset..<min(size, offset + 256 * 1024))
      guard let end = chunk.last else { break }
      chunk.withUnsafeBytes { buffer in
        for byte in buffer { count &+= byte == 0x0A ? 1 : 0 }
      }
      last = end
      offset += chunk.count
    }
    return last == 0x0A ? count : count + 1
  }

  /// Calls again while a signal interrupts the call.
  private func repeatedly(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
