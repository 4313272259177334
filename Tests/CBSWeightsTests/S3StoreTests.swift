import CBSCatalog
import CBSValues
import CBSWeights
import Testing

@Suite struct S3StoreTests {
  static let keys = S3Credentials(accessKey: Secret("AK", name: "k"), secretKey: Secret("SK", name: "s"))
  static let object: [UInt8] = (0..<100).map { UInt8($0) }

  static func store(
    endpoint: String? = "http://127.0.0.1:9000", region: String? = nil, _ transport: ScriptedTransport
  ) -> S3Store {
    S3Store(
      transport: transport, settings: S3Settings(credentials: keys, region: region, endpoint: endpoint),
      limit: .seconds(1), pause: { _ in }, now: { 1_369_353_600 })
  }

  static func xml(_ status: Int, _ text: String) -> Response {
    Response(status: status, headers: ["content-type": "application/xml"], body: .bytes(Array(text.utf8)))
  }

  static func failure(_ status: Int, _ code: String, more: String = "") -> Response {
    xml(status, "<?xml version=\"1.0\"?>\n<Error><Code>\(code)</Code><Message>so it is</Message>\(more)</Error>")
  }

  // MARK: Listing

  @Test func listingFollowsTheToken() async throws {
    let transport = ScriptedTransport { request in
      let second = request.query.contains { $0.name == "continuation-token" && $0.value == "t+/=" }
      let rows =
        second
        ? "<Contents><Key>m/c+d%2B%C3%A4</Key><Size>3</Size></Contents>"
        : """
        <Contents><Key>m/a</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;e&quot;</ETag>\
        <Size>5000000001</Size><StorageClass>GLACIER</StorageClass></Contents>
        """
      return Self.xml(
        200,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>acme</Name>\
        <EncodingType>url</EncodingType><IsTruncated>\(!second)</IsTruncated>\
        \(second ? "" : "<NextContinuationToken>t+/=</NextContinuationToken>")\(rows)<Prefix/></ListBucketResult>
        """)
    }
    let objects = try await Self.store(transport).list(bucket: "acme", prefix: "m/")
    #expect(objects.map(\.key) == ["m/a", "m/c d+ä"])
    #expect(objects[0].size == 5_000_000_001)
    #expect(objects[0].etag == "\"e\"")
    #expect(objects[0].isArchived)
    #expect(objects[0].modified == "2026-01-02T03:04:05.000Z")
    #expect(transport.requests.map(\.path) == ["/acme", "/acme"])
    #expect(transport.requests.first?.url == "http://127.0.0.1:9000/acme?list-type=2&encoding-type=url&prefix=m%2F")
  }

  @Test func aListingThatNeverEndsEnds() async {
    let transport = ScriptedTransport { _ in
      Self.xml(
        200,
        "<ListBucketResult><IsTruncated>true</IsTruncated>"
          + "<NextContinuationToken>t</NextContinuationToken></ListBucketResult>"
      )
    }
    let error = await #expect(throws: StoreError.self) {
      _ = try await Self.store(transport).list(bucket: "acme", prefix: "")
    }
    #expect(error?.reason == .badAnswer)
    #expect(transport.requests.count == 2)
  }

  // MARK: Addresses

  @Test func awsIsAddressedByHost() async throws {
    let transport = ScriptedTransport { _ in Response(status: 200, body: .bytes([1])) }
    let store = Self.store(endpoint: nil, region: "eu-west-1", transport)
    _ = try await store.read(bucket: "acme", key: "m/a b+ä$.json", range: nil)
    _ = try await store.read(bucket: "acme.weights", key: "k", range: nil)
    #expect(
      transport.requests.map(\.url) == [
        "https://acme.s3.eu-west-1.amazonaws.com/m/a%20b%2B%C3%A4%24.json",
        "https://s3.eu-west-1.amazonaws.com/acme.weights/k",
      ])
    #expect(transport.requests[0].headers["authorization"]?.contains("/20130524/eu-west-1/s3/aws4_request") == true)
  }

  @Test func anEndpointMayHaveAPath() async throws {
    let transport = ScriptedTransport { _ in Response(status: 200, body: .bytes([1])) }
    _ = try await Self.store(endpoint: "http://host:1/s3/api", transport).read(bucket: "acme", key: "k", range: nil)
    #expect(transport.requests[0].url == "http://host:1/s3/api/acme/k")
  }

  // MARK: Ranges

  @Test func aRangeIsAskedForAndServed() async throws {
    let transport = ScriptedTransport { request in
      #expect(request.headers["range"] == "bytes=10-19")
      return Response(
        status: 206, headers: ["Content-Range": "bytes 10-19/100", "Content-Length": "10"],
        body: .bytes(Array(Self.object[10..<20])))
    }
    let read = try await Self.store(transport).read(bucket: "acme", key: "k", range: 10..<20)
    #expect(read.bytes == Array(Self.object[10..<20]))
    #expect(read.totalSize == 100)
  }

  @Test(arguments: [0..<10, 10..<20, 95..<200] as [Range<Int64>])
  func aServerThatIgnoresRangesIsCutOff(range: Range<Int64>) async throws {
    let wanted = range.clamped(to: 0..<100)
    let transport = ScriptedTransport { _ in
      let chunks = stride(from: 0, to: 100, by: 7).map { Array(Self.object[$0..<min(100, $0 + 7)]) }
      let stream = AsyncThrowingStream<[UInt8], any Error> { continuation in
        for chunk in chunks { continuation.yield(chunk) }
        // A reader that wants more than it needs meets this.
        continuation.finish(throwing: wanted.upperBound < 100 ? TransportFailure(.closed("too far")) : nil)
      }
      return Response(status: 200, headers: ["Content-Length": "100"], body: .stream(stream))
    }
    let read = try await Self.store(transport).read(bucket: "acme", key: "k", range: range)
    #expect(read.bytes == Array(Self.object[Int(wanted.lowerBound)..<Int(wanted.upperBound)]))
    #expect(read.totalSize == 100)
  }

  @Test func aSliceWithTheWrongStatusIsUnderstood() async throws {
    let transport = ScriptedTransport { _ in
      Response(
        status: 200, headers: ["Content-Range": "bytes 10-19/100", "Content-Length": "10"],
        body: .bytes(Array(Self.object[10..<20])))
    }
    let read = try await Self.store(transport).read(bucket: "acme", key: "k", range: 10..<20)
    #expect(read.bytes == Array(Self.object[10..<20]))
    #expect(read.totalSize == 100)
  }

  @Test func aRangePastTheEndIsEmpty() async throws {
    let transport = ScriptedTransport { _ in
      Response(status: 416, headers: ["Content-Range": "bytes */100"], body: .bytes(Array("<Error/>".utf8)))
    }
    let read = try await Self.store(transport).read(bucket: "acme", key: "k", range: 100..<120)
    #expect(read.bytes.isEmpty)
    #expect(read.totalSize == 100)
  }

  @Test func anotherRangeThanAskedForIsNoAnswer() async {
    let transport = ScriptedTransport { _ in
      Response(status: 206, headers: ["Content-Range": "bytes 0-9/100"], body: .bytes(Array(Self.object[0..<10])))
    }
    let error = await #expect(throws: StoreError.self) {
      _ = try await Self.store(transport).read(bucket: "acme", key: "k", range: 10..<20)
    }
    #expect(error?.reason == .badAnswer)
  }

  // MARK: Errors

  @Test(arguments: [
    (404, "NoSuchBucket", StoreError.Reason.noSuchBucket), (404, "NoSuchKey", .noSuchKey),
    (403, "AccessDenied", .accessDenied), (403, "SignatureDoesNotMatch", .signatureDoesNotMatch),
    (403, "InvalidAccessKeyId", .invalidAccessKey), (400, "ExpiredToken", .expiredToken),
    (403, "RequestTimeTooSkewed", .clockSkew), (403, "InvalidObjectState", .archived),
    (301, "PermanentRedirect", .wrongRegion(nil)), (400, "InvalidBucketName", .other("InvalidBucketName")),
  ]) func codesBecomeReasons(status: Int, code: String, reason: StoreError.Reason) async {
    let transport = ScriptedTransport { _ in Self.failure(status, code) }
    let error = await #expect(throws: StoreError.self) {
      _ = try await Self.store(transport).read(bucket: "acme", key: "k", range: 0..<1)
    }
    #expect(error?.reason == reason)
    #expect(error?.code == code)
    #expect(error?.detail == "so it is")
  }

  @Test(arguments: [
    (403, "", StoreError.Reason.accessDenied), (404, "<html>gone</html>", .noSuchKey), (418, "tea", .badAnswer),
    (200, "", .badAnswer),
  ]) func answersThatAreNotS3s(status: Int, body: String, reason: StoreError.Reason) async {
    let transport = ScriptedTransport { _ in Self.xml(status, body) }
    let error = await #expect(throws: StoreError.self) {
      if status == 200 {
        _ = try await Self.store(transport).list(bucket: "acme", prefix: "")
      } else {
        _ = try await Self.store(transport).read(bucket: "acme", key: "k", range: nil)
      }
    }
    #expect(error?.reason == reason)
  }

  @Test func transportFailuresAreTranslated() async {
    let cases: [(TransportFailure.Reason, StoreError.Reason)] = [
      (.cancelled, .cancelled), (.refused("no"), .unreachable), (.unresolved(host: "h"), .unreachable),
      (.timedOut(after: .seconds(1)), .unreachable), (.tooLarge(limit: 1), .badAnswer),
    ]
    for (cause, reason) in cases {
      let transport = ScriptedTransport { _ in throw TransportFailure(cause) }
      let error = await #expect(throws: StoreError.self) {
        _ = try await Self.store(transport).read(bucket: "acme", key: "k", range: nil)
      }
      #expect(error?.reason == reason)
    }
  }

  @Test func withoutKeysNothingIsSent() async {
    let transport = ScriptedTransport { _ in Response(status: 200) }
    let store = S3Store(transport: transport, settings: S3Settings(credentials: nil, lack: "there are no S3 keys"))
    let error = await #expect(throws: StoreError.self) { _ = try await store.list(bucket: "acme", prefix: "") }
    #expect(error?.reason == .noCredentials)
    #expect(transport.requests.isEmpty)
  }

  // MARK: Trying again

  @Test func aBusyServerIsAskedThreeTimes() async throws {
    let transport = ScriptedTransport { _ in Self.failure(503, "SlowDown") }
    let error = await #expect(throws: StoreError.self) {
      _ = try await Self.store(transport).read(bucket: "acme", key: "k", range: nil)
    }
    #expect(error?.reason == .other("SlowDown"))
    #expect(transport.requests.count == 3)
  }

  @Test func theRightRegionIsFoundAndRemembered() async throws {
    let transport = ScriptedTransport { request in
      if request.origin.contains("eu-north-1") { return Response(status: 200, body: .bytes([7])) }
      return Self.failure(400, "AuthorizationHeaderMalformed", more: "<Region>eu-north-1</Region>")
    }
    let store = Self.store(endpoint: nil, region: "us-east-1", transport)
    #expect(try await store.read(bucket: "acme", key: "k", range: nil).bytes == [7])
    #expect(try await store.read(bucket: "acme", key: "k", range: nil).bytes == [7])
    #expect(
      transport.requests.map(\.origin) == [
        "https://acme.s3.us-east-1.amazonaws.com", "https://acme.s3.eu-north-1.amazonaws.com",
        "https://acme.s3.eu-north-1.amazonaws.com",
      ])
  }

  @Test func theRegionIsAskedOfHeadBucket() async throws {
    let transport = ScriptedTransport { request in
      if request.method == .head { return Response(status: 403, headers: ["x-amz-bucket-region": "ap-south-1"]) }
      return request.origin.contains("ap-south-1")
        ? Response(status: 200, body: .bytes([7])) : Self.failure(301, "PermanentRedirect")
    }
    let store = Self.store(endpoint: nil, transport)
    #expect(try await store.read(bucket: "acme", key: "k", range: nil).bytes == [7])
    #expect(try await store.region(bucket: "acme") == "ap-south-1")
    #expect(transport.requests.map(\.method) == [.get, .head, .get, .head])
  }
}
