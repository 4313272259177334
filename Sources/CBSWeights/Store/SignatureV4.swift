import CBSCatalog
import CBSValues
import Crypto

/// AWS's Signature Version 4 for requests whose body is known.
///
/// Source: AWS's description of the signature in the S3 API reference; its four published examples are tests.
struct SignatureV4: Sendable {
  let credentials: S3Credentials
  let region: String
  var service = "s3"

  /// `request` with the headers that sign it: date, digest of the body, session token, authorization.
  ///
  /// Everything in `request` is signed, and the host that its origin names. A path must be encoded already, as S3 wants
  /// it (each byte once, `/` kept).
  func signed(_ request: Request, at time: UTCInstant) -> Request {
    var request = request
    request.headers["x-amz-date"] = time.compact
    request.headers["x-amz-content-sha256"] = Self.hex(SHA256.hash(data: request.body ?? []))
    request.headers["x-amz-security-token"] = credentials.sessionToken?.reveal(for: .authorization)
    let headers = signedHeaders(of: request)
    let names = headers.map(\.name).joined(separator: ";")
    let scope = "\(time.day)/\(region)/\(service)/aws4_request"
    let text = """
      AWS4-HMAC-SHA256
      \(time.compact)
      \(scope)
      \(Self.hex(SHA256.hash(data: Array(canonical(request, headers, names).utf8))))
      """
    let signature = Self.hex(Self.code(text, key: signingKey(day: time.day)))
    let key = credentials.accessKey.reveal(for: .authorization)
    // Some servers want the blanks that AWS's own tools write here.
    request.headers["authorization"] =
      "AWS4-HMAC-SHA256 Credential=\(key)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
    return request
  }

  /// The request in the one spelling that both sides digest.
  func canonical(_ request: Request, _ headers: [(name: String, value: String)], _ names: String) -> String {
    let query = request.query
      .map { ($0.name.percentEncoded(), ($0.value ?? "").percentEncoded()) }
      .sorted { $0 < $1 }
      .map { "\($0)=\($1)" }
    let lines = headers.map { "\($0.name):\($0.value)\n" }.joined()
    return [
      request.method.rawValue, request.path.isEmpty ? "/" : request.path, query.joined(separator: "&"), lines, names,
      request.headers["x-amz-content-sha256"] ?? "",
    ].joined(separator: "\n")
  }

  /// Host and all headers, names in lower case, in order of name.
  func signedHeaders(of request: Request) -> [(name: String, value: String)] {
    var headers = request.headers.map { (name: $0.name.lowercased(), value: Self.collapsed($0.value)) }
    if request.headers["host"] == nil { headers.append((name: "host", value: Self.host(of: request.origin))) }
    return headers.sorted { $0.name < $1.name }
  }

  /// Host and port of an origin, the port left out where it is the scheme's own, as a `Host` header has it.
  static func host(of origin: String) -> String {
    let start = origin.firstRange(of: "://")?.upperBound ?? origin.startIndex
    let host = origin[start...].prefix { $0 != "/" }
    let port = origin.hasPrefix("https:") ? ":443" : ":80"
    return String(host.hasSuffix(port) ? host.dropLast(port.count) : host)
  }

  private func signingKey(day: String) -> SymmetricKey {
    var key = SymmetricKey(data: Array("AWS4".utf8) + Array(credentials.secretKey.reveal(for: .authorization).utf8))
    for part in [day, region, service, "aws4_request"] { key = SymmetricKey(data: Self.code(part, key: key)) }
    return key
  }

  private static func code(_ text: String, key: SymmetricKey) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
  }

  /// A header's value without blanks around it, and one blank for each run inside.
  private static func collapsed(_ value: String) -> String {
    value.split(separator: " ").joined(separator: " ")
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String { bytes.hexadecimal }
}

extension Sequence<UInt8> {
  /// Two lower-case digits for each byte.
  var hexadecimal: String {
    var text = ""
    for byte in self { text += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    return text
  }
}
