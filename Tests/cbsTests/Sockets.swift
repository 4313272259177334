import CBSDiagnostics
import CBSValues
import Dispatch
import Glibc

/// A port that takes connections and never answers; it knows whether anybody came.
final class SilentServer: Sendable {
  let port: Int
  private let descriptor: Int32

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (descriptor, size) = (descriptor, length)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    port = Int(in_port_t(bigEndian: address.sin_port))
    guard isBound else { throw WaitFailure(description: "cannot listen: errno \(errno)") }
  }

  deinit { close(descriptor) }

  /// Whether a connection waits to be accepted: the kernel takes it without us.
  var wasReached: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }
}

/// An HTTP/1.1 client that owes nothing to the program under test: one connection for one request.
struct PlainClient: Sendable {
  struct Answer: Sendable {
    let status: Int
    let body: String
    var json: JSON? { try? JSON(parsing: body) }
  }

  let port: Int
  let key: String

  /// Sends one request and reads until the server closes.
  ///
  /// - Returns: nil where the server went away before the answer was whole.
  func send(_ method: String, _ path: String, _ body: JSON? = nil) async -> Answer? {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: exchange(method, path, body)) }
    }
  }

  private func exchange(_ method: String, _ path: String, _ body: JSON?) -> Answer? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in.loopback(port: port)
    let isConnected = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return nil }
    let content = body?.text ?? ""
    var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAuthorization: Bearer \(key)\r\n"
    head += "Connection: close\r\n"
    if body != nil { head += "Content-Type: application/json\r\nContent-Length: \(content.utf8.count)\r\n" }
    var bytes = Array((head + "\r\n" + content).utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return nil }
      bytes = bytes.dropFirst(count)
    }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received += buffer[..<count]
    }
    return Self.answer(from: String(decoding: received, as: UTF8.self))
  }

  private static func answer(from text: String) -> Answer? {
    // "\r\n" is one Character.
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
    let body = String(text[end.upperBound...])
    for line in lines where line.lowercased().hasPrefix("content-length:") {
      guard Int(line.dropFirst(15).filter(\.isNumber)) == body.utf8.count else { return nil }
    }
    return Answer(status: status, body: body)
  }
}

extension sockaddr_in {
  /// The address of a port of this machine. Port 0 is any free one.
  fileprivate static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }
}
