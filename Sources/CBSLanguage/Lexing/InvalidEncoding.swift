import CBSDiagnostics

/// The first place in a source that is not UTF-8.
struct InvalidEncoding {
  let span: CBSDiagnostics.Span
  /// Whether the source merely ends in the middle of a scalar.
  let isTruncated: Bool

  /// Nil when the bytes at `text` are UTF-8; overlong forms, surrogates and values above U+10FFFF are invalid.
  init?(in bytes: [UInt8], at text: CBSDiagnostics.Span) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes[text.lower..<text.upper].span)
      return nil
    } catch {
      span = CBSDiagnostics.Span(text.lower + error.byteOffsets.lowerBound, text.lower + error.byteOffsets.upperBound)
      isTruncated = error.kind == .truncatedScalar && span.upper == text.upper
    }
  }
}
