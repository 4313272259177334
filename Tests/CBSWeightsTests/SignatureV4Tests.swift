import CBSCatalog
import CBSValues
import Testing

@testable import CBSWeights

/// The four examples of AWS's S3 API reference ("Examples: Signature Calculations"), with its keys and its numbers.
@Suite struct SignatureV4Tests {
  static let credentials = S3Credentials(
    accessKey: Secret("AKIAIOSFODNN7EXAMPLE", name: "key"),
    secretKey: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", name: "secret"))
  static let signature = SignatureV4(credentials: credentials, region: "us-east-1")
  /// 2013-05-24T00:00:00Z
  static let time = UTCInstant(seconds: 1_369_353_600)
  static let origin = "https://examplebucket.s3.amazonaws.com"

  static func signed(_ request: Request) -> String? { signature.signed(request, at: time).headers["authorization"] }

  static func authorization(_ names: String, _ signature: String) -> String {
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=\(names), "
      + "Signature=\(signature)"
  }

  @Test func getObject() {
    let request = Request(.get, "/test.txt", origin: Self.origin, headers: ["Range": "bytes=0-9"])
    #expect(
      Self.signed(request)
        == Self.authorization(
          "host;range;x-amz-content-sha256;x-amz-date",
          "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"))
  }

  @Test func putObject() {
    let request = Request(
      .put, "/test%24file.text", origin: Self.origin,
      headers: ["Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"],
      body: Array("Welcome to Amazon S3.".utf8))
    #expect(
      Self.signed(request)
        == Self.authorization(
          "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
          "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"))
  }

  @Test func getBucketLifecycle() {
    let request = Request(.get, "/", origin: Self.origin, query: [QueryItem("lifecycle", nil)])
    #expect(
      Self.signed(request)
        == Self.authorization(
          "host;x-amz-content-sha256;x-amz-date",
          "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"))
  }

  @Test func listObjects() {
    let request = Request(
      .get, "/", origin: Self.origin, query: [QueryItem("prefix", "J"), QueryItem("max-keys", "2")])
    #expect(
      Self.signed(request)
        == Self.authorization(
          "host;x-amz-content-sha256;x-amz-date",
          "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"))
  }

  @Test func theSessionTokenIsSigned() {
    let keys = S3Credentials(
      accessKey: Self.credentials.accessKey, secretKey: Self.credentials.secretKey,
      sessionToken: Secret("token", name: "token"))
    let request = SignatureV4(credentials: keys, region: "us-east-1").signed(
      Request(.get, "/", origin: Self.origin), at: Self.time)
    #expect(request.headers["x-amz-security-token"] == "token")
    #expect(
      request.headers["authorization"]?.contains("host;x-amz-content-sha256;x-amz-date;x-amz-security-token") == true)
  }

  @Test func hostsAreWrittenAsTheyTravel() {
    #expect(SignatureV4.host(of: "https://a.example:443") == "a.example")
    #expect(SignatureV4.host(of: "http://a.example:80") == "a.example")
    #expect(SignatureV4.host(of: "http://127.0.0.1:9000") == "127.0.0.1:9000")
    #expect(SignatureV4.host(of: "https://a.example:80") == "a.example:80")
  }

  @Test func instants() {
    #expect(Self.time.compact == "20130524T000000Z")
    #expect(Self.time.day == "20130524")
    #expect(UTCInstant(seconds: 951_868_799).extended == "2000-02-29T23:59:59Z")
    #expect(UTCInstant(seconds: -1).extended == "1969-12-31T23:59:59Z")
    #expect(UTCInstant(seconds: 4_107_542_400).compact == "21000301T000000Z")
  }
}
