import Glibc

/// Reads and writes a descriptor to the end, however often the system stops in between.
///
/// A descriptor that we were given may be non-blocking, since whoever opened it shares its modes with us. Then a full
/// pipe refuses a write and an empty one a read; both are waited for, without use of the processor.
package enum Descriptor {
  /// Writes all of `text`.
  ///
  /// - Returns: the error number when not all of it could be written, else 0; `EPIPE` where the reader went away.
  package static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else {
          let error = errno
          guard mayGoOn(after: error, on: descriptor, for: POLLOUT) else { return error }
        }
      }
      return 0
    }
  }

  /// The bytes up to the end, or up to an error.
  package static func read(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, mayGoOn(after: errno, on: descriptor, for: POLLIN) { continue }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Whether a call that failed with `error` is to be made again: a signal came in between, or the descriptor was not
  /// ready and is now. The corresponding C function is `poll`.
  private static func mayGoOn(after error: Int32, on descriptor: Int32, for event: Int32) -> Bool {
    if error == EINTR { return true }
    guard error == EAGAIN else { return false }
    var wait = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    return poll(&wait, 1, -1) >= 0 || errno == EINTR
  }
}
