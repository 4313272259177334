import Dispatch
import Glibc
import Testing

/// A bare TCP connection, to see and send what no HTTP client would. It blocks a thread of its own.
final class RawConnection: Sendable {
  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let descriptor = descriptor
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 {
      close(descriptor)
      throw ConnectFailure(code: errno)
    }
  }

  deinit { close(descriptor) }

  struct ConnectFailure: Error { let code: Int32 }

  func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { throw ConnectFailure(code: errno) }
      sent += count
    }
  }

  /// Reads until the text holds `mark`, or the other side closes.
  func read(until mark: String? = nil) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [descriptor] in
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while mark.map({ !text.contains($0) }) ?? true {
          let count = recv(descriptor, &buffer, buffer.count, 0)
          if count <= 0 { break }
          text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        continuation.resume(returning: text)
      }
    }
  }
}
