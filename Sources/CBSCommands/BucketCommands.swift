import CBSCatalog
import CBSDiagnostics
import CBSInterpreter
import CBSRendering
import CBSShell
import CBSValues
import OrderedCollections

/// `bucket policy BUCKET --role ARN`: what the owner of a bucket allows so that the weights in it can be read.
struct BucketPolicy: Command {
  private static let bucket = Parameter<BucketName>("bucket", "The bucket that holds the weights.")
  private static let role = Parameter<PrincipalARN?>(
    flag: "role", "The role that reads them; you get its ARN from Cerebras.")

  let session: Session
  let signature = Signature(
    "bucket policy", "Print the bucket policy that lets Cerebras read your weights.", takes: [bucket, role],
    answers: .record([
      .init("Version", "The version of the policy language.", .string),
      .init("Statement", "What the role may do with the objects, and with the bucket.", .list(.record(nil))),
    ]), effect: .none, repeats: .always,
    examples: ["bucket policy acme-weights --role arn:aws:iam::123456789012:role/weights-reader"],
    details: """
      The policy allows the role to list the bucket and to read its objects, and nothing else. It is printed as JSON,
      unless another format is asked for. Nothing is sent and no key is needed: store the policy with AWS's tools. If
      the bucket has a policy, add the two statements to it.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    guard let role = invocation[Self.role] else {
      throw Fault(
        .missingArgument, "'bucket policy' needs the ARN of the role that reads the weights", status: .usage,
        hint: "you get this ARN from Cerebras: ask your representative, then add --role ARN", at: invocation.span)
    }
    var output = Output(Self.policy(of: invocation[Self.bucket], for: role))
    // A policy is a document: as a table nobody could use it.
    if invocation.isStatement, session.choosesNoFormat {
      await invocation.host.write(session.renderer(format: .json).render(output))
      output.isShown = true
    }
    return output
  }

  /// The policy of the provider's guide. Each action is allowed on the resource it applies to: an object or the bucket.
  static func policy(of bucket: BucketName, for role: PrincipalARN) -> Value {
    // A role has access to buckets of its own partition alone.
    let resource = "arn:\(role.partition.rawValue):s3:::\(bucket.text)"
    let statements = [
      statement("CerebrasReadObjects", ["s3:GetObject", "s3:GetObjectVersion"], on: resource + "/*", for: role),
      statement("CerebrasListBucket", ["s3:ListBucket", "s3:GetBucketLocation"], on: resource, for: role),
    ]
    return .record(["Version": .string("2012-10-17"), "Statement": .list(statements)])
  }

  private static func statement(
    _ id: String, _ actions: [String], on resource: String, for role: PrincipalARN
  ) -> Value {
    .record([
      "Sid": .string(id), "Effect": .string("Allow"), "Principal": .record(["AWS": .string(role.text)]),
      "Action": .list(actions.map(Value.string)), "Resource": .string(resource),
    ])
  }
}

/// The name of a bucket, also written `s3://NAME`.
struct BucketName: Argument {
  static let type = ParameterType("BUCKET", phrase: "a bucket", completing: .s3)
  let text: String

  init(argument: Value) throws(ArgumentMismatch) {
    let text = argument.description
    let isAddress = text.contains(":")
    let location: S3Location
    do throws(S3LocationError) { location = try S3Location(parsing: isAddress ? text : "s3://\(text)") } catch {
      throw ArgumentMismatch(argument, rule: error.hint)
    }
    guard location.prefix.isEmpty, isAddress || location.bucket == text else {
      throw ArgumentMismatch(
        argument, rule: "the policy is for the whole bucket; write '\(location.bucket)' without a prefix")
    }
    self.text = location.bucket
  }
}

/// The ARN of a role, a user or a whole account (`root`) of AWS: `arn:aws:iam::123456789012:role/weights-reader`.
///
/// Rules: the IAM user guide, "IAM identifiers". Wildcards are refused, as AWS does for a principal.
struct PrincipalARN: Argument {
  /// A part of AWS whose accounts have access to nothing in another part.
  enum Partition: String {
    case standard = "aws"
    case china = "aws-cn"
    case usGovernment = "aws-us-gov"
  }

  static let type = ParameterType("ARN", phrase: "the ARN of a role")
  let text: String
  let partition: Partition

  init(argument: Value) throws(ArgumentMismatch) {
    text = argument.description
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", let partition = Partition(rawValue: String(parts[1])),
      parts[2] == "iam", parts[3].isEmpty
    else {
      throw ArgumentMismatch(argument, rule: "write arn:aws:iam::ACCOUNT:role/NAME, as Cerebras gave it to you")
    }
    guard parts[4].utf8.count == 12, parts[4].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw ArgumentMismatch(argument, rule: "an account number has 12 digits")
    }
    self.partition = partition
    guard Self.isPrincipal(parts[5]) else {
      throw ArgumentMismatch(argument, rule: "the account number is followed by role/NAME, user/NAME or root")
    }
  }

  /// Whether it names `root`, or a role or user with the path that it may have.
  private static func isPrincipal(_ resource: Substring) -> Bool {
    if resource == "root" { return true }
    let names = resource.split(separator: "/", omittingEmptySubsequences: false)
    guard names.count >= 2, let name = names.last, ["role", "user"].contains(names[0]),
      (1...64).contains(name.utf8.count), name.utf8.allSatisfy(\.isOfName)
    else { return false }
    let path = names[1..<(names.count - 1)]
    return path.joined(separator: "/").utf8.count <= 510
      && path.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isOfPath) }
  }
}

extension UInt8 {
  /// Whether the names of roles and users may hold it: letters, digits and `_+=,.@-`.
  fileprivate var isOfName: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "_+=,.@-".utf8.contains(self)
    }
  }

  /// Whether their paths may hold it: visible ASCII but for wildcards.
  fileprivate var isOfPath: Bool { (0x21...0x7E).contains(self) && !"*?".utf8.contains(self) }
}
