package import CBSValues


/// A place in S3: `s3://bucket/prefix`.
package struct S3URI: FieldValue, CustomStringConvertible {
  package static let pattern = "^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$"
  package static var kind: ValueKind { .s3 }

  /// As it was given; a trailing slash is kept.
  package let text: String
  package let bucket: String
  /// What follows the bucket and its slash, possibly empty; may end with a slash.
  package let prefix: String

  package init?(_ text: String) {
    guard text.hasPrefix("s3://"), !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return nil
    }
    let rest = text.dropFirst(5)
    let bucket = rest.prefix { $0 != "/" }
    let bytes = Array(bucket.utf8)
    guard (3...63).contains(bytes.count), let first = bytes.first, let last = bytes.last,
      first.isASCIILowercase || first.isASCIIDigit, last.isASCIILowercase || last.isASCIIDigit,
      bytes.allSatisfy({ $0.isASCIILowercase || $0.isASCIIDigit || $0 == 0x2E || $0 == 0x2D })
    else { return nil }
    self.text = text
    self.bucket = String(bucket)
    self.prefix = String(rest.dropFirst(bucket.count + 1))
  }

  package init(wire: JSON) throws(WireMismatch) {
    guard let uri = S3URI(try String(wire: wire)) else { throw WireMismatch(.pattern(Self.pattern)) }
    self = uri
  }

  package var wire: JSON { .string(text) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    guard let uri = S3URI(argument) else {
      throw ArgumentMismatch(
        argument, is: Self.kind,
        rule:
          "write s3://BUCKET/PREFIX; a bucket is 3 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at each end")
    }
    self = uri
  }

  package var description: String { text }
}
