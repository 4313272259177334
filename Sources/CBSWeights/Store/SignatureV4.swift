import CBSCatalog
import CBSText
import CBSValues
import Crypto

/// AWS's Signature Version 4 for requests with a known body.
///
/// Source: AWS's description of the signature in the S3 API reference; its four published examples are tests.
struct SignatureV4: Sendable {
  let credentials: S3Credentials
  let region: String
  var service = "s3"

  /// Adds the headers that sign `request`: date, digest of the body, session token, authorization.
  ///
  /// Everything in `request` is signed, and the host that its origin names. A path must be encoded already, as S3 wants
  /// it (each byte once, `/` kept).
  func signed(_ request: Request, at time: CalendarTime) -> Request {
    var request = request
    request.headers["x-amz-date"] = time.basicISO
    request.headers["x-amz-content-sha256"] = SHA256.hash(data: request.body ?? []).hexadecimal()
    request.headers["x-amz-security-token"] = credentials.sessionToken?.reveal(for: .authorization)
    let headers = signedHeaders(of: request)
    let names = headers.map(\.name).joined(separator: ";")
    let scope = "\(time.date.basicISO)/\(region)/\(service)/aws4_request"
    let text = """
      AWS4-HMAC-SHA256
      \(time.basicISO)
      \(scope)
      \(SHA256.hash(data: Array(canonical(request, headers, names).utf8)).hexadecimal())
      """
    let signature = Self.code(text, key: signingKey(day: time.date.basicISO)).hexadecimal()
    let key = credentials.accessKey.reveal(for: .authorization)
    // Some servers require the spaces that AWS's own tools write here.
    request.headers["authorization"] =
      "AWS4-HMAC-SHA256 Credential=\(key)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
    return request
  }

  /// The request in canonical form, which both sides hash.
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

  /// Host and all headers, with lowercase names, ordered by name.
  func signedHeaders(of request: Request) -> [(name: String, value: String)] {
    var headers = request.headers.map { (name: $0.name.lowercased(), value: Self.collapsed($0.value)) }
    if request.headers["host"] == nil { headers.append((name: "host", value: Self.host(of: request.origin))) }
    return headers.sorted { $0.name < $1.name }
  }

  /// The host and port of an origin, without the default port of the scheme, as in a `Host` header.
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

  /// The value of a header without surrounding whitespace, and with one space for each inner run of it.
  private static func collapsed(_ value: String) -> String {
    value.split(separator: " ").joined(separator: " ")
  }
}
