import CBSCatalog
import CBSText

/// Parses the responses of S3: errors, pages of a listing, ranges.
enum S3Answer {
  /// The error of a response with a status of 300 or more.
  static func error(status: Int, headers: Headers, body: [UInt8], bucket: String, key: String?) -> StoreError {
    let document = XMLElement(parsing: body)
    let code = document?.name == "Error" ? document?["Code"] : nil
    let detail = document?["Message"] ?? ""
    let region = document?["Region"] ?? headers["x-amz-bucket-region"]
    let reason = reason(code: code, status: status, region: region, isObject: key != nil)
    return StoreError(
      reason, bucket: bucket, key: key, detail: code == nil && reason == .badAnswer ? "status \(status)" : detail)
  }

  private static func reason(code: String?, status: Int, region: String?, isObject: Bool) -> StoreError.Reason {
    switch code {
    case "NoSuchBucket": .noSuchBucket
    case "NoSuchKey": .noSuchKey
    case "AccessDenied", "AllAccessDisabled": .accessDenied
    case "SignatureDoesNotMatch": .signatureDoesNotMatch
    case "InvalidAccessKeyId": .invalidAccessKey
    case "ExpiredToken", "InvalidToken", "TokenRefreshRequired": .expiredToken
    case "RequestTimeTooSkewed": .clockSkew
    case "InvalidObjectState": .archived
    case "PermanentRedirect", "AuthorizationHeaderMalformed", "TemporaryRedirect", "IllegalLocationConstraintException":
      .wrongRegion(region)
    case .some(let code): .other(code)
    case nil:
      switch status {
      case 301, 307: .wrongRegion(region)
      case 403: .accessDenied
      case 404: isObject ? .noSuchKey : .noSuchBucket
      default: .badAnswer
      }
    }
  }

  /// One page of a listing and the token of the next, or nil if the body is not a listing.
  static func page(_ body: [UInt8]) -> (objects: [StoredObject], next: String?)? {
    guard let document = XMLElement(parsing: body), document.name == "ListBucketResult" else { return nil }
    let isEncoded = document["EncodingType"] == "url"
    var objects: [StoredObject] = []
    for row in document.children where row.name == "Contents" {
      guard let key = row["Key"].flatMap({ isEncoded ? $0.formDecoded : $0 }),
        let size = row["Size"].flatMap(Int64.init)
      else { return nil }
      objects.append(
        StoredObject(
          key: key, size: size, etag: row["ETag"] ?? "", storageClass: row["StorageClass"],
          modified: row["LastModified"]))
    }
    let next = document["IsTruncated"] == "true" ? document["NextContinuationToken"] : nil
    return document["IsTruncated"] == "true" && next == nil ? nil : (objects, next)
  }

  /// The start and total of `bytes 0-9/130` or `bytes */130`; nil for a part that the header does not contain.
  static func contentRange(_ header: String?) -> (start: Int64?, total: Int64?) {
    guard let header, header.hasPrefix("bytes ") else { return (nil, nil) }
    let parts = header.dropFirst(6).split(separator: "/", maxSplits: 1)
    let start = parts.first.flatMap { Int64($0.prefix { $0 != "-" }) }
    return (start, parts.count == 2 ? Int64(parts[1]) : nil)
  }
}
