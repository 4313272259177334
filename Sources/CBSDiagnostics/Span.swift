/// A half-open range of UTF-8 offsets into one `Source`.
package struct Span: Hashable, Sendable {
  /// The offset of the first byte, counted from 0.
  package let lower: Int
  /// The offset after the last byte.
  package let upper: Int

  package init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// An empty span at `offset`, for something that is missing there.
  package init(at offset: Int) { self.init(offset, offset) }

  package var isEmpty: Bool { lower == upper }
  package var count: Int { upper - lower }

  /// The smallest span that contains both.
  package func union(_ other: Span) -> Span {
    Span(min(lower, other.lower), max(upper, other.upper))
  }
}
