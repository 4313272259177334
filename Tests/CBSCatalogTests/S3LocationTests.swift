import CBSCatalog
import CBSValues
import Testing

@Suite struct S3LocationTests {
  @Test(arguments: [
    ("s3://acme-weights/support-bot/2026-03", "acme-weights", "support-bot/2026-03"),
    ("s3://acme-weights/support-bot/", "acme-weights", "support-bot"),
    ("s3://abc", "abc", ""), ("s3://abc/", "abc", ""), ("s3://a.b-c1/", "a.b-c1", ""),
    ("s3://a.b-c9/x/", "a.b-c9", "x"),
    ("s3://abc/ä b+c", "abc", "ä b+c"),
  ]) func reads(text: String, bucket: String, prefix: String) throws {
    let location = try S3Location(parsing: text)
    #expect(location.bucket == bucket)
    #expect(location.prefix == prefix)
    #expect(location.text == text)
    #expect(try S3Location(parsing: location.description) == S3Location(bucket: bucket, prefix: prefix))
  }

  @Test(arguments: [
    "", "acme/x", "S3://acme/x", "https://acme.s3.amazonaws.com/x", "s3://", "s3:/abc", "s3:///x", "s3://ab/x",
    "s3://Acme/x",
    "s3://-acme/x", "s3://acme-/x", "s3://a..b/x", "s3://acme_weights/x", "s3://acme//x", "s3://acme/x//y",
    "s3://acme/../x", "s3://acme/x/..", "s3://acme/x?versionId=1", "s3://acme/x#y", "s3://acme/a\nb", "s3://abc/\n",
    "s3://" + String(repeating: "a", count: 64) + "/x",
  ]) func refuses(text: String) {
    let error = #expect(throws: S3LocationError.self) { _ = try S3Location(parsing: text) }
    #expect(error?.message.isEmpty == false)
    #expect(error?.hint.isEmpty == false)
    let mismatch = #expect(throws: ArgumentMismatch.self) { try S3Location(argument: .string(text)) }
    #expect(mismatch?.rule == error?.hint)
    #expect(throws: WireMismatch.self) { try S3Location(wire: .string(text)) }
  }

  @Test func keysBelowThePrefixOnly() {
    let location = S3Location(bucket: "abc", prefix: "/m/7/")
    #expect(location.key("config.json") == "m/7/config.json")
    #expect(location.name(ofKey: "m/7/config.json") == "config.json")
    #expect(location.name(ofKey: "m/70/config.json") == nil)
  }
}
