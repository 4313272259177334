import CBSText

/// A path with placeholders: `/v1/models/{model_id}`, `/endpoints/{endpoint_id}:deployModel`.
package struct PathTemplate: Sendable, Hashable {
  /// One segment: text around at most one placeholder.
  struct Segment: Sendable, Hashable {
    let prefix: String
    let name: String?
    let suffix: String
  }

  let segments: [Segment]

  package init(_ text: String) {
    segments = text.split(separator: "/", omittingEmptySubsequences: false).map { segment in
      guard let open = segment.firstIndex(of: "{"), let close = segment.firstIndex(of: "}"), open < close else {
        return Segment(prefix: String(segment), name: nil, suffix: "")
      }
      return Segment(
        prefix: String(segment[..<open]), name: String(segment[segment.index(after: open)..<close]),
        suffix: String(segment[segment.index(after: close)...]))
    }
  }

  /// The placeholders' names, in order.
  package var names: [String] { segments.compactMap(\.name) }

  /// How much of it is fixed: of several templates that match a path, the largest is meant.
  package var specificity: Int { segments.reduce(0) { $0 + $1.prefix.utf8.count + $1.suffix.utf8.count } }

  /// The path with each placeholder replaced by its percent-encoded value.
  package func fill(_ values: [String: String]) -> String {
    segments.map { segment in
      guard let name = segment.name else { return segment.prefix }
      return segment.prefix + (values[name] ?? "").percentEncoded() + segment.suffix
    }.joined(separator: "/")
  }

  /// The placeholders' values, decoded, or nil where `path` is not of this form.
  ///
  /// Each segment is decoded before it is compared, so that `%3AdeployModel` is the custom method too. A
  /// placeholder takes at least one character.
  package func match(_ path: String) -> [String: String]? {
    let given = path.split(separator: "/", omittingEmptySubsequences: false)
    guard given.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (segment, raw) in zip(segments, given) {
      guard let text = String(raw).percentDecoded else { return nil }
      guard let name = segment.name else {
        if text == segment.prefix { continue }
        return nil
      }
      let fixed = segment.prefix.utf8.count + segment.suffix.utf8.count
      guard text.utf8.count > fixed, text.hasPrefix(segment.prefix), text.hasSuffix(segment.suffix) else { return nil }
      values[name] = String(text.dropFirst(segment.prefix.count).dropLast(segment.suffix.count))
    }
    return values
  }
}
