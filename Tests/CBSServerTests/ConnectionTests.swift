import CBSCatalog
import CBSNetwork
import CBSSandbox
import CBSServer
import CBSValues
import FoundationEssentials
import Synchronization
import Testing

/// What the server does on the wire.
@Suite struct ConnectionTests {
  private static let list = "/management/v1/orgs/acme/models"

  @Test("two requests on one connection, sent at once, are answered in order")
  func pipelined() async throws {
    try await Loopback.run { loop, _ in
      let connection = try RawConnection(port: loop.port)
      try connection.send(
        "GET \(Self.list) HTTP/1.1\r\nHost: x\r\n\(Loopback.management)\r\n"
          + "GET /v1/tcp_warming HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      let text = await connection.read()
      #expect(text.components("HTTP/1.1 200 OK") == 2)
      #expect(text.contains(#"{"model_architectures":["gpt-oss-120b""#))
    }
  }

  @Test(
    "what has no route",
    arguments: [
      ("GET", "/nowhere", "404 Not Found", "", true), ("HEAD", list, "405 Method Not Allowed", "", true),
      ("OPTIONS", list, "405 Method Not Allowed", #"{"detail":"Method Not Allowed"}"#, true),
      ("GET", list, "403 Forbidden", #"{"detail":"Not authenticated"}"#, false),
      ("GET", "/v1/models?format=xml", "422 Unprocessable", "literal_error", true),
      ("GET", "/public/v1/models?format=%6fpenrouter", "200 OK", "context_length", false),
    ])
  func routes(method: String, path: String, status: String, part: String, withKey: Bool) async throws {
    try await Loopback.run { loop, _ in
      let connection = try RawConnection(port: loop.port)
      let key = !withKey ? "" : path.hasPrefix("/v1") ? Loopback.inference : Loopback.management
      try connection.send("\(method) \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(key)\r\n")
      let text = await connection.read()
      #expect(text.hasPrefix("HTTP/1.1 " + status))
      let body = text.split(separator: "\r\n\r\n", maxSplits: 1).dropFirst().first ?? ""
      #expect(part.isEmpty ? body.isEmpty : body.contains(part))
    }
  }

  @Test("a body above 10 MB is 413, announced or not, and the connection ends")
  func tooLarge() async throws {
    try await Loopback.run { loop, _ in
      let head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n\(Loopback.inference)"
      let announced = try RawConnection(port: loop.port)
      try announced.send(head + "Content-Length: 10000001\r\n\r\n")
      #expect(await announced.read().hasPrefix("HTTP/1.1 413 "))
      let chunked = try RawConnection(port: loop.port)
      try chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n")
      let chunk = "80000\r\n" + String(repeating: "x", count: 0x80000) + "\r\n"
      // The server may close while we still send.
      for _ in 0..<20 { if (try? chunked.send(chunk)) == nil { break } }
      let text = await chunked.read()
      #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 413 "))
      #expect(try await loop.sandbox.status().versions == 2)
    }
  }

  @Test("what is no HTTP is 400 or closed, and the next connection works")
  func noHTTP() async throws {
    try await Loopback.run { loop, _ in
      for text in ["\r\n\r\nhello\r\n\r\n", "GET\r\n\r\n", "\u{16}\u{3}\u{1}garbage\r\n\r\n"] {
        let connection = try RawConnection(port: loop.port)
        try connection.send(text)
        let answer = await connection.read()
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"))
      }
      let good = try RawConnection(port: loop.port)
      try good.send("GET /v1/tcp_warming HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      #expect(await good.read().hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test("Expect: 100-continue is told to go on")
  func goOn() async throws {
    try await Loopback.run { loop, _ in
      let connection = try RawConnection(port: loop.port)
      let body = #"{"version_aliases":["go-on"]}"#
      try connection.send(
        "PATCH \(Self.list)/gpt-oss-120b/versions/1 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
          + "Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\(Loopback.management)\r\n")
      #expect(await connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100 "))
      try connection.send(body)
      #expect(await connection.read().contains(#""version_aliases":["go-on"]"#))
    }
  }

  @Test("a cut stream is really cut: chunks come, their end does not")
  func cut() async throws {
    try await Loopback.run { loop, _ in
      try await loop.sandbox.addFault(InjectedFault(.cut(afterBytes: 400)))
      let connection = try RawConnection(port: loop.port)
      let body = #"{"model":"acme-gpt-oss-120b","stream":true,"messages":[{"role":"user","content":"hi"}]}"#
      try connection.send(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n\(Loopback.inference)"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
      let text = await connection.read()
      #expect(text.lowercased().contains("transfer-encoding: chunked"))
      #expect(text.contains("\"role\":\"assistant\""))
      #expect(!text.contains("\r\n0\r\n\r\n"))
      #expect(!text.contains("[DONE]"))
    }
  }

  @Test("stopping lets a running stream end, and closes the port")
  func graceful() async throws {
    let transport = SteppedTransport()
    // A minute: on a busy machine the steps below take their time.
    let server = LoopbackServer(transport, grace: .seconds(60))
    let port = try await server.start()
    let connection = try RawConnection(port: port)
    let idle = try RawConnection(port: port)
    try connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(await connection.read(until: "one").contains("one"))
    let stopping = Task { try await server.stop() }
    #expect(await idle.read().isEmpty)
    transport.finish()
    #expect(await connection.read().hasSuffix("two\r\n0\r\n\r\n"))
    try await stopping.value
    // Somebody else may have the port by now; this server answers there no more.
    if let late = try? RawConnection(port: port) {
      try late.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      #expect(!(await late.read()).contains("\r\none\r\n"))
    }
  }

  @Test("a reader who leaves ends an endless stream")
  func leaving() async throws {
    let transport = EndlessTransport()
    let server = LoopbackServer(transport)
    let port = try await server.start()
    do {
      let connection = try RawConnection(port: port)
      try connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(await connection.read(until: "xxxx").contains("xxxx"))
    }
    try await server.stop()
    // Buffers of the system hold a few megabytes; an unbounded writer would go on for ever.
    #expect(transport.chunks < 2000)
  }

  @Test("a reader who stops reading holds up the sender")
  func slowReader() async throws {
    let transport = EndlessTransport()
    let server = LoopbackServer(transport, grace: .milliseconds(10))
    let port = try await server.start()
    let network = NetworkTransport(environment: [:])
    let origin = "http://127.0.0.1:\(port)"
    let answer = try await network.send(Request(.get, "/", origin: origin), within: .seconds(60))
    var chunks: BodyChunks.Iterator? = answer.body.chunks.makeAsyncIterator()
    #expect(try await chunks?.next()?.first == UInt8(ascii: "x"))
    // Time enough for a sender that is not held up to send hundreds of megabytes.
    for _ in 0..<300 {
      let other = try await network.send(Request(.get, "/short", origin: origin), within: .seconds(60))
      #expect(try await other.body.collect(upTo: 10) == [])
    }
    #expect(transport.chunks < Self.chunksOnTheWay)
    #expect(try await chunks?.next()?.first == UInt8(ascii: "x"))
    chunks = nil
    await network.shutdown()
    try await server.stop()
  }

  /// What may be on the way to a reader who takes nothing: what the system keeps for a connection at most, on both sides,
  /// and a little in the program.
  private static var chunksOnTheWay: Int {
    let kept = ["tcp_rmem", "tcp_wmem"].map { name -> Int in
      let bytes = FileManager.default.contents(atPath: "/proc/sys/net/ipv4/" + name) ?? Data()
      let most = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).last
      return most.flatMap { Int($0) } ?? 8 << 20
    }
    return kept.reduce(0, +) / 65_536 + 64
  }

  @Test("a port that is taken is a failure that says so")
  func taken() async throws {
    try await Loopback.run { loop, _ in
      await #expect(throws: ListenFailure(port: loop.port, reason: "another program uses this port")) {
        _ = try await LoopbackServer(loop.sandbox, port: loop.port).start()
      }
    }
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}

/// Streams `one`, waits, then streams `two`.
private final class SteppedTransport: Transport {
  private let stream: AsyncThrowingStream<[UInt8], any Error>
  private let continuation: AsyncThrowingStream<[UInt8], any Error>.Continuation

  init() { (stream, continuation) = AsyncThrowingStream.makeStream() }

  func finish() {
    continuation.yield(Array("two".utf8))
    continuation.finish()
  }

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    continuation.yield(Array("one".utf8))
    return Response(status: 200, body: .stream(BodyChunks(stream)))
  }
}

/// Streams without end, and counts; answers `/short` with nothing.
private final class EndlessTransport: Transport {
  private let count = Mutex(0)
  var chunks: Int { count.withLock { $0 } }

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    guard request.path != "/short" else { return Response(status: 200) }
    return Response(
      status: 200,
      body: .stream(
        BodyChunks {
          self.count.withLock { $0 += 1 }
          return [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
        }))
  }
}
