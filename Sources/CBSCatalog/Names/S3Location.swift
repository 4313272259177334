package import CBSValues

/// A place in a bucket: `s3://bucket/prefix`.
package struct S3Location: FieldValue, CustomStringConvertible {
  package static let pattern = "^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$"
  package static let type = ParameterType("S3-LOCATION", .reference, phrase: "an S3 location", completing: .s3)

  package let bucket: String
  /// Without slashes at either end; empty for the whole bucket.
  package let prefix: String
  /// As it was given, possibly with a slash at its end: what a request sends.
  package let text: String

  /// Takes the parts unchanged, except for slashes around the prefix.
  package init(bucket: String, prefix: String = "") {
    self.bucket = bucket
    var trimmed = prefix[...]
    while trimmed.first == "/" { trimmed.removeFirst() }
    while trimmed.last == "/" { trimmed.removeLast() }
    self.prefix = String(trimmed)
    text = Self.address(bucket, self.prefix)
  }

  /// Parses `s3://bucket/prefix`.
  ///
  /// - Throws: `S3LocationError`, which says what is wrong and shows a valid form.
  package init(parsing text: String) throws(S3LocationError) {
    guard text.hasPrefix("s3://") else {
      throw S3LocationError(
        message: "'\(text)' is not an S3 address",
        hint: Self.isWebAddress(text)
          ? "write it as s3://BUCKET/PREFIX, not as a web address" : "it begins with s3://, as in s3://bucket/prefix")
    }
    let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let bucket = String(parts[0])
    let path = parts.count > 1 ? parts[1] : ""
    try Self.checkBucket(bucket, in: text)
    if let problem = Self.problem(inPath: path) {
      throw S3LocationError(message: "'\(text)' \(problem.message)", hint: problem.hint)
    }
    self.bucket = bucket
    prefix = String(path.hasSuffix("/") ? path.dropLast() : path)
    self.text = text
  }

  package init(wire: JSON) throws(WireMismatch) {
    let text = try String(wire: wire)
    do throws(S3LocationError) { self = try S3Location(parsing: text) } catch {
      throw WireMismatch(.pattern(Self.pattern))
    }
  }

  package var wire: JSON { .string(text) }

  /// Of a record its `uri` counts.
  package init(argument: Value) throws(ArgumentMismatch) {
    do throws(S3LocationError) { self = try S3Location(parsing: argument.name(of: ["uri"])) } catch {
      throw ArgumentMismatch(argument, rule: error.hint)
    }
  }

  /// The address without a slash at its end.
  package var description: String { Self.address(bucket, prefix) }

  /// The prefix of every key in this place: the prefix and a slash, or nothing.
  package var keyPrefix: String { prefix.isEmpty ? "" : prefix + "/" }

  /// The full key of `name` in this place.
  package func key(_ name: String) -> String { keyPrefix + name }

  /// The key relative to this place, or nil if it is elsewhere.
  package func name(ofKey key: String) -> String? {
    key.hasPrefix(keyPrefix) ? String(key.dropFirst(keyPrefix.count)) : nil
  }

  private static func address(_ bucket: String, _ prefix: String) -> String {
    prefix.isEmpty ? "s3://\(bucket)" : "s3://\(bucket)/\(prefix)"
  }

  /// Whether `text` looks like one of the https addresses that consoles show.
  private static func isWebAddress(_ text: String) -> Bool {
    text.hasPrefix("https://") || text.hasPrefix("http://") || text.hasPrefix("arn:")
  }

  /// The rules of bucket names: 3 to 63 lowercase letters, digits, dots and hyphens; a letter or digit at both ends.
  private static func checkBucket(_ bucket: String, in text: String) throws(S3LocationError) {
    let isEnd = { (byte: UInt8) in byte.isASCIILowercase || byte.isASCIIDigit }
    let bytes = Array(bucket.utf8)
    guard let first = bytes.first, let last = bytes.last else {
      throw S3LocationError(message: "'\(text)' names no bucket", hint: "write s3://BUCKET/PREFIX")
    }
    guard (3...63).contains(bytes.count), isEnd(first), isEnd(last),
      bytes.allSatisfy({ isEnd($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }), !bucket.contains("..")
    else {
      throw S3LocationError(
        message: "'\(bucket)' cannot be the name of a bucket",
        hint: "3 to 63 lower case letters, digits, dots and hyphens, with a letter or digit at both ends")
    }
  }

  private static func problem(inPath path: Substring) -> (message: String, hint: String)? {
    if path.contains("//") || path.hasPrefix("/") {
      return ("has an empty part", "write one slash between the parts")
    }
    if path.split(separator: "/").contains(where: { $0 == ".." || $0 == "." }) {
      return ("has '.' or '..' as a part", "S3 has no folders to go up in; write the full prefix")
    }
    if path.contains("?") || path.contains("#") {
      return ("has a query or a fragment", "leave out what follows '?' or '#'")
    }
    if path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return ("has a control character", "copy the address again")
    }
    return nil
  }
}

/// Why a string is not an S3 address.
package struct S3LocationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong: lowercase, without a full stop.
  package let message: String
  package let hint: String

  package var description: String { message + "; " + hint }
}
