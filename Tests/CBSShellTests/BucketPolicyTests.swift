import CBSValues
import Testing

@testable import CBSCommands

@Suite("bucket policy") struct BucketPolicyTests {
  @Test(arguments: [
    ("acme-weights", "acme-weights"), ("s3://acme-weights", "acme-weights"), ("s3://acme-weights/", "acme-weights"),
    ("a.b-c1", "a.b-c1"), ("123", "123"), (String(repeating: "a", count: 63), String(repeating: "a", count: 63)),
  ]) func `a bucket is a name or the address of one`(text: String, name: String) throws {
    #expect(try BucketName(argument: .string(text)).text == name)
  }

  @Test(arguments: [
    "", "ab", "Acme", "acme_weights", "-acme", "acme-", "a..b", "acme/", "acme/prefix", "s3://acme/prefix", "s3://",
    "s3:acme", "https://acme.s3.amazonaws.com", "arn:aws:s3:::acme", "acme?x", "acmé", "acme\"", "acme weights",
    "acme\n", String(repeating: "a", count: 64),
  ]) func `what names no whole bucket is refused`(text: String) {
    let mismatch = #expect(throws: ArgumentMismatch.self) { try BucketName(argument: .string(text)) }
    #expect(mismatch?.rule.isEmpty == false)
  }

  @Test(arguments: [
    ("arn:aws:iam::123456789012:role/weights-reader", "aws"), ("arn:aws:iam::000000000001:role/a", "aws"),
    ("arn:aws:iam::123456789012:role/team/sub!/a_b+c=d,e.f@g-h", "aws"), ("arn:aws:iam::123456789012:root", "aws"),
    ("arn:aws:iam::123456789012:user/ops/reader", "aws"), ("arn:aws-cn:iam::123456789012:role/reader", "aws-cn"),
    ("arn:aws-us-gov:iam::123456789012:role/reader", "aws-us-gov"),
    ("arn:aws:iam::123456789012:role/" + String(repeating: "n", count: 64), "aws"),
    ("arn:aws:iam::123456789012:role/" + String(repeating: "p", count: 510) + "/n", "aws"),
  ]) func `an ARN names a role, a user or an account`(text: String, partition: String) throws {
    let arn = try PrincipalARN(argument: .string(text))
    #expect(arn.text == text && arn.partition.rawValue == partition)
  }

  @Test(arguments: [
    "", "*", "<cerebras-provided-iam-role-arn>", "123456789012", "role/reader", "arn:aws:iam::123456789012",
    "arn:aws:iam::12345678901:role/reader", "arn:aws:iam::1234567890123:role/reader",
    "arn:aws:iam::12345678901x:role/reader", "arn:aws:iam::12345678901٢:role/reader", "arn:aws:iam:::role/reader",
    "arn:aws:iam:us-east-1:123456789012:role/reader", "arn:aws:sts::123456789012:assumed-role/reader/session",
    "arn:aws:s3:::acme-weights", "arn:amazon:iam::123456789012:role/reader", "ARN:aws:iam::123456789012:role/reader",
    "arn:aws:iam::123456789012:role", "arn:aws:iam::123456789012:role/", "arn:aws:iam::123456789012:role//reader",
    "arn:aws:iam::123456789012:role/a/", "arn:aws:iam::123456789012:role/*", "arn:aws:iam::123456789012:role/*/reader",
    "arn:aws:iam::123456789012:group/readers", "arn:aws:iam::123456789012:Role/reader",
    "arn:aws:iam::123456789012:root/x", "arn:aws:iam::123456789012:role/rolé", "arn:aws:iam::123456789012:role/a b",
    "arn:aws:iam::123456789012:role/reader\n", " arn:aws:iam::123456789012:role/reader",
    "arn:aws:iam::123456789012:role/a:b", "arn:aws:iam::123456789012:role/" + String(repeating: "n", count: 65),
    "arn:aws:iam::123456789012:role/" + String(repeating: "p", count: 511) + "/n",
  ]) func `what is no such ARN is refused`(text: String) {
    let mismatch = #expect(throws: ArgumentMismatch.self) { try PrincipalARN(argument: .string(text)) }
    #expect(mismatch?.rule.isEmpty == false)
  }

  @Test(arguments: ["aws", "aws-cn", "aws-us-gov"]) func `the document is exactly this`(partition: String) throws {
    let role = "arn:\(partition):iam::123456789012:role/reader"
    let policy = BucketPolicy.policy(
      of: try BucketName(argument: .string("acme-weights")), for: try PrincipalARN(argument: .string(role)))
    #expect(
      policy.json.text == """
        {"Version":"2012-10-17","Statement":[\
        {"Sid":"CerebrasReadObjects","Effect":"Allow","Principal":{"AWS":"\(role)"},\
        "Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":"arn:\(partition):s3:::acme-weights/*"},\
        {"Sid":"CerebrasListBucket","Effect":"Allow","Principal":{"AWS":"\(role)"},\
        "Action":["s3:ListBucket","s3:GetBucketLocation"],"Resource":"arn:\(partition):s3:::acme-weights"}]}
        """)
  }

  @Test func `it needs no key, sends nothing, and is one JSON document by default`() async throws {
    let world = SandboxWorld()
    let line = "bucket policy acme-weights --role arn:aws:iam::123456789012:role/reader"
    let variables = ["CEREBRAS_ORG": "globex"]
    let plain = await world.run(["-c", line], variables: variables)
    #expect(plain.status == 0 && plain.errors.isEmpty)
    let json = await world.run(["--format", "json", "-c", line], variables: variables)
    #expect(json.output == plain.output)
    #expect(try JSON(parsing: plain.output)["Version"]?.string == "2012-10-17")
    let lines = await world.run(["--format", "jsonl", "-c", line], variables: variables)
    #expect(lines.output.hasPrefix("{\"Version\":\"2012-10-17\",\"Statement\":[{"))
    #expect(world.sentToAPI.all.isEmpty && world.sentToOwn.all.isEmpty)
  }

  @Test(arguments: [
    "bucket policy acme-weights", "bucket policy Acme --role arn:aws:iam::123456789012:role/reader",
    "bucket policy acme-weights --role reader",
  ]) func `what is missing or malformed ends with exit code 2`(line: String) async {
    let result = await SandboxWorld().run(["-c", line])
    #expect(result.status == 2 && result.output.isEmpty && !result.errors.isEmpty)
  }
}
