/// Why a bucket could not be read.
package struct StoreError: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case noSuchBucket, noSuchKey, accessDenied
    case signatureDoesNotMatch, invalidAccessKey, expiredToken, clockSkew
    /// The object is in an archive and must be restored first.
    case archived
    /// The bucket is in another Region, named if the server named it.
    case wrongRegion(String?)
    case noCredentials
    /// The server did not respond, or its response is not one of S3.
    case unreachable, badAnswer
    case cancelled
    /// Any other code of S3.
    case other(String)
  }

  package let reason: Reason
  package let bucket: String
  package let key: String?
  /// The server's own message, or ours if there is no server.
  package let detail: String

  package init(_ reason: Reason, bucket: String, key: String? = nil, detail: String = "") {
    self.reason = reason
    self.bucket = bucket
    self.key = key
    self.detail = detail
  }
}

extension StoreError: CustomStringConvertible {
  /// S3's own error code if there is one, otherwise kebab-case.
  package var code: String {
    switch reason {
    case .noSuchBucket: "NoSuchBucket"
    case .noSuchKey: "NoSuchKey"
    case .accessDenied: "AccessDenied"
    case .signatureDoesNotMatch: "SignatureDoesNotMatch"
    case .invalidAccessKey: "InvalidAccessKeyId"
    case .expiredToken: "ExpiredToken"
    case .clockSkew: "RequestTimeTooSkewed"
    case .archived: "InvalidObjectState"
    case .wrongRegion: "PermanentRedirect"
    case .noCredentials: "no-credentials"
    case .unreachable: "unreachable"
    case .badAnswer: "bad-answer"
    case .cancelled: "cancelled"
    case .other(let code): code
    }
  }

  /// What happened, as a clause: lowercase, without a full stop.
  package var description: String {
    switch reason {
    case .noSuchBucket: "there is no bucket '\(bucket)'"
    case .noSuchKey: "there is no object '\(key ?? "")' in bucket '\(bucket)'"
    case .accessDenied: "reading \(object) is refused"
    case .signatureDoesNotMatch: "the secret access key does not belong to the access key"
    case .invalidAccessKey: "the access key is unknown to the server"
    case .expiredToken: "the session token has expired"
    case .clockSkew: "the clock of this machine is too far off for signed requests"
    case .archived: "\(object) lies in an archive storage class and cannot be read"
    case .wrongRegion(let region): "bucket '\(bucket)' lives in \(region.map { "Region '\($0)'" } ?? "another Region")"
    case .noCredentials: detail.isEmpty ? "there are no S3 keys" : detail
    case .unreachable: "the S3 server cannot be reached" + suffix
    case .badAnswer: "the S3 server sent an answer that is not S3's" + suffix
    case .cancelled: "cancelled"
    case .other(let code): "S3 answered '\(code)' for \(object)" + suffix
    }
  }

  /// What to do about it.
  package var hint: String? {
    switch reason {
    case .noSuchBucket: "check the bucket's spelling and the endpoint (AWS_ENDPOINT_URL_S3)"
    case .accessDenied:
      "the keys need s3:ListBucket on the bucket and s3:GetObject on its objects; without s3:ListBucket "
        + "a missing object is refused, too"
    case .signatureDoesNotMatch, .invalidAccessKey:
      "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile in AWS_PROFILE"
    case .expiredToken: "get new temporary keys"
    case .clockSkew: "set the clock"
    case .archived: "restore the object first"
    case .wrongRegion: "set AWS_REGION"
    case .noCredentials:
      "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE with a profile in ~/.aws/credentials"
    case .noSuchKey, .unreachable, .badAnswer, .cancelled, .other: nil
    }
  }

  private var object: String { key.map { "'s3://\(bucket)/\($0)'" } ?? "bucket '\(bucket)'" }
  private var suffix: String { detail.isEmpty ? "" : ": " + detail }
}
