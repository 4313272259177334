package import CBSCatalog
import CBSText
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// S3, or a compatible server, read through a `Transport`.
///
/// On AWS the bucket is part of the host name. Elsewhere it is part of the path, and also if its name contains a dot,
/// which AWS's certificates do not cover. If a bucket is in a Region other than the configured one, its Region is
/// detected and remembered.
package final class S3Store: ObjectStore {
  private let transport: any Transport
  private let settings: S3Settings
  /// The time limit for the head of a response.
  private let limit: Duration
  private let regions = Mutex<[String: String]>([:])
  /// Waits between attempts; tests do not wait.
  private let pause: @Sendable (Duration) async throws -> Void
  private let now: @Sendable () -> Int64

  package convenience init(transport: any Transport, settings: S3Settings, limit: Duration = .seconds(30)) {
    self.init(
      transport: transport, settings: settings, limit: limit, pause: { try await Task.sleep(for: $0) },
      now: { Int64(time(nil)) })
  }

  /// - Parameter now: seconds since 1970.
  package init(
    transport: any Transport, settings: S3Settings, limit: Duration,
    pause: @escaping @Sendable (Duration) async throws -> Void, now: @escaping @Sendable () -> Int64
  ) {
    self.transport = transport
    self.settings = settings
    self.limit = limit
    self.pause = pause
    self.now = now
  }

  package func list(bucket: String, prefix: String) async throws(StoreError) -> [StoredObject] {
    var objects: [StoredObject] = []
    var token: String?
    repeat {
      var query = [QueryItem("list-type", "2"), QueryItem("encoding-type", "url"), QueryItem("prefix", prefix)]
      if let token { query.append(QueryItem("continuation-token", token)) }
      let response = try await send(bucket: bucket, key: nil, query: query, headers: [:])
      guard (200..<300).contains(response.status) else { throw await error(response, bucket: bucket, key: nil) }
      guard let page = S3Answer.page(try await body(of: response, bucket: bucket, key: nil)) else {
        throw StoreError(.badAnswer, bucket: bucket, detail: "a listing that cannot be read")
      }
      guard page.next != token || token == nil else {
        throw StoreError(.badAnswer, bucket: bucket, detail: "a listing that does not advance")
      }
      objects += page.objects
      token = page.next
    } while token != nil
    return objects
  }

  package func read(bucket: String, key: String, range: Range<Int64>?) async throws(StoreError) -> ObjectBytes {
    if let range, range.isEmpty { return ObjectBytes(bytes: [], totalSize: 0) }
    var headers: Headers = [:]
    if let range { headers["range"] = "bytes=\(range.lowerBound)-\(range.upperBound - 1)" }
    let response = try await send(bucket: bucket, key: key, query: [], headers: headers)
    let (start, total) = S3Answer.contentRange(response.headers["content-range"])
    if response.status == 416 { return ObjectBytes(bytes: [], totalSize: total ?? 0) }
    guard response.status == 200 || response.status == 206 else {
      throw await error(response, bucket: bucket, key: key)
    }
    let wanted = range ?? 0..<Int64.max
    // Without a Content-Range, the server sends the object from its first byte, whatever range was requested.
    guard start == nil || start == wanted.lowerBound else {
      throw StoreError(.badAnswer, bucket: bucket, key: key, detail: "another range than the one asked for")
    }
    let skipped = start == nil ? wanted.lowerBound : 0
    let bytes = try await take(wanted, skipping: skipped, from: response, bucket: bucket, key: key)
    let length = response.headers["content-length"].flatMap(Int64.init)
    return ObjectBytes(
      bytes: bytes, totalSize: total ?? (start == nil ? length : nil) ?? skipped + Int64(bytes.count),
      encryption: response.headers["x-amz-server-side-encryption"])
  }

  /// The Region of a bucket, which `HeadBucket` returns without any permissions; nil if the server does not say.
  package func region(bucket: String) async throws(StoreError) -> String? {
    let response = try await attempt(bucket: bucket, key: nil, method: .head, query: [], headers: [:])
    if let region = response.headers["x-amz-bucket-region"] { return region.isEmpty ? nil : region }
    guard response.status != 404 else { throw StoreError(.noSuchBucket, bucket: bucket) }
    return nil
  }

  // MARK: Sending

  /// Sends a GET; retries once in the right Region if the server names it, and twice if the server is busy.
  private func send(
    bucket: String, key: String?, query: [QueryItem], headers: Headers
  ) async throws(StoreError) -> Response {
    var (retries, backoff) = (2, Backoff.doubling(from: .milliseconds(250)))
    var mayMove = settings.endpoint == nil
    while true {
      let response = try await attempt(bucket: bucket, key: key, method: .get, query: query, headers: headers)
      if [500, 502, 503, 504].contains(response.status), retries > 0 {
        retries -= 1
        do { try await pause(backoff.next(jitter: .random(in: 0...1))) } catch {
          throw StoreError(.cancelled, bucket: bucket, key: key)
        }
        continue
      }
      guard mayMove, [301, 307, 400].contains(response.status) else { return response }
      mayMove = false
      let failure = await error(response, bucket: bucket, key: key)
      guard case .wrongRegion(let named) = failure.reason else { throw failure }
      var region = named
      if region == nil { region = try await self.region(bucket: bucket) }
      guard let region else { throw failure }
      regions.withLock { $0[bucket] = region }
    }
  }

  private func attempt(
    bucket: String, key: String?, method: CBSCatalog.Method, query: [QueryItem], headers: Headers
  ) async throws(StoreError) -> Response {
    guard let credentials = settings.credentials else {
      throw StoreError(.noCredentials, bucket: bucket, key: key, detail: settings.lack ?? "")
    }
    let region = regions.withLock { $0[bucket] } ?? settings.region ?? "us-east-1"
    var request = Self.request(method, bucket: bucket, key: key, region: region, endpoint: settings.endpoint)
    request.query = query
    request.headers = headers
    let signature = SignatureV4(credentials: credentials, region: region)
    do {
      return try await transport.send(signature.signed(request, at: CalendarTime(now())), within: limit)
    } catch {
      throw Self.translated(error, bucket: bucket, key: key)
    }
  }

  /// The address of a bucket or an object, without query and headers.
  static func request(
    _ method: CBSCatalog.Method, bucket: String, key: String?, region: String, endpoint: String?
  ) -> Request {
    let object = key.map { "/" + $0.percentEncoded(allowing: "/") } ?? ""
    if let endpoint {
      let scheme = endpoint.firstRange(of: "://")?.upperBound ?? endpoint.startIndex
      let split = endpoint[scheme...].firstIndex(of: "/") ?? endpoint.endIndex
      return Request(method, endpoint[split...] + "/" + bucket + object, origin: String(endpoint[..<split]))
    }
    let host = "s3.\(region).amazonaws.com" + (region.hasPrefix("cn-") ? ".cn" : "")
    return bucket.contains(".")
      ? Request(method, "/" + bucket + object, origin: "https://" + host)
      : Request(method, object.isEmpty ? "/" : object, origin: "https://\(bucket).\(host)")
  }

  // MARK: Receiving

  /// The requested bytes of a body; reading stops after the last of them.
  private func take(
    _ range: Range<Int64>, skipping: Int64, from response: Response, bucket: String, key: String
  ) async throws(StoreError) -> [UInt8] {
    var skip = skipping
    var bytes: [UInt8] = []
    do {
      for try await chunk in response.body.chunks {
        let dropped = min(skip, Int64(chunk.count))
        skip -= dropped
        bytes += chunk.dropFirst(Int(dropped))
        if bytes.count >= range.count { break }
      }
    } catch {
      throw Self.translated(error, bucket: bucket, key: key)
    }
    if Task.isCancelled { throw StoreError(.cancelled, bucket: bucket, key: key) }
    return bytes.count > range.count ? Array(bytes.prefix(range.count)) : bytes
  }

  private func body(of response: Response, bucket: String, key: String?) async throws(StoreError) -> [UInt8] {
    do { return try await response.body.collect(upTo: 16 << 20) } catch {
      throw Self.translated(error, bucket: bucket, key: key)
    }
  }

  private func error(_ response: Response, bucket: String, key: String?) async -> StoreError {
    let body = (try? await response.body.collect(upTo: 1 << 20)) ?? []
    return S3Answer.error(
      status: response.status, headers: response.headers, body: body, bucket: bucket, key: key)
  }

  private static func translated(_ error: any Error, bucket: String, key: String?) -> StoreError {
    if let error = error as? StoreError { return error }
    if error is CancellationError { return StoreError(.cancelled, bucket: bucket, key: key) }
    guard let failure = error as? TransportFailure else {
      return StoreError(.unreachable, bucket: bucket, key: key, detail: "\(error)")
    }
    let detail: String
    switch failure.reason {
    case .cancelled: return StoreError(.cancelled, bucket: bucket, key: key)
    case .tooLarge: return StoreError(.badAnswer, bucket: bucket, key: key, detail: "an answer that is too long")
    case .unresolved(let host): detail = "the host '\(host)' is unknown"
    case .timedOut(let limit): detail = "no answer within \(limit)"
    case .refused(let text), .insecure(let text), .closed(let text), .badAddress(let text), .other(let text):
      detail = text
    }
    return StoreError(.unreachable, bucket: bucket, key: key, detail: detail)
  }
}
