import CBSCatalog
import CBSText
import NIOCore
import NIOHTTP1

/// One request and the writing of its response.
struct Exchange {
  /// The time limit for the head of a response; models on a slow upstream server take minutes.
  private static let limit = Duration.seconds(600)

  let head: HTTPRequestHead
  let writer: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

  /// Sends the response of the transport.
  ///
  /// - Returns: whether the connection may be reused. It may not if the response was cut off: only closing the
  ///   connection shows that to the client.
  func answer(_ body: [UInt8], by transport: any Transport) async throws -> Bool {
    let response: Response
    do {
      response = try await request(body).map { try await transport.send($0, within: Self.limit) } ?? .wrongMethod
    } catch is TransportFailure { return false }
    return try await write(response, keepingAlive: head.isKeepAlive)
  }

  /// Sends a response; returns false if its body was cut off.
  @discardableResult
  func write(_ response: Response, keepingAlive: Bool) async throws -> Bool {
    var fields = HTTPHeaders()
    for (name, value) in response.headers { fields.add(name: name, value: value) }
    if !keepingAlive { fields.replaceOrAdd(name: "connection", value: "close") }
    let hasBody = head.method != .HEAD
    if case .bytes(let bytes) = response.body { fields.replaceOrAdd(name: "content-length", value: "\(bytes.count)") }
    try await writer.write(
      .head(HTTPResponseHead(version: .http1_1, status: .init(statusCode: response.status), headers: fields)))
    if hasBody {
      do {
        for try await chunk in response.body.chunks {
          try await writer.write(.body(.byteBuffer(ByteBuffer(bytes: chunk))))
        }
      } catch is TransportFailure { return false }
    }
    try await writer.write(.end(nil))
    return keepingAlive
  }

  /// The request as the transport expects it, or nil if no route has its method.
  private func request(_ body: [UInt8]) -> Request? {
    guard let method = Method(rawValue: head.method.rawValue) else { return nil }
    let target = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var headers = Headers()
    for (name, value) in head.headers { headers.add(name, value) }
    return Request(
      method, String(target.first ?? "/"), query: Self.query(target.count > 1 ? target[1] : ""), headers: headers,
      body: body.isEmpty ? nil : body)
  }

  private static func query(_ text: Substring) -> [QueryItem] {
    text.split(separator: "&").map { item in
      let words = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { word in
        word.formDecoded ?? String(word)
      }
      return QueryItem(words[0], words.count > 1 ? words[1] : nil)
    }
  }
}

extension Response {
  fileprivate static var wrongMethod: Response {
    Response(
      status: 405, headers: ["content-type": "application/json"],
      body: .bytes(Array(#"{"detail":"Method Not Allowed"}"#.utf8)))
  }

  static var tooLarge: Response {
    Response(
      status: 413, headers: ["content-type": "application/json"],
      body: .bytes(Array(#"{"detail":"The body is larger than 10 MB"}"#.utf8)))
  }
}

extension Optional {
  /// Applies `transform` to the value, if there is one.
  fileprivate func map<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
    switch self {
    case .some(let value): try await transform(value)
    case nil: nil
    }
  }
}
