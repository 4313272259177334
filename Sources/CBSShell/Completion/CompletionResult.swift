import CBSLanguage
import CBSText

/// What Tab may insert at one place of a text.
package struct CompletionResult: Sendable, Equatable {
  package struct Candidate: Sendable, Equatable {
    /// What replaces the range, quoted for its place.
    package var insertion: String
    /// What the list shows.
    package var display: String
    /// What the list shows beside it; may be empty.
    package var detail: String
    /// Whether nothing can follow without a blank.
    package var isFinal: Bool
  }

  /// UTF-8 offsets of what a candidate replaces.
  package var replacing: Range<Int>
  /// Best first.
  package var candidates: [Candidate]
}

/// Something that could stand at a place, before anybody asked how it would be quoted there.
struct Suggestion {
  /// The whole word as a value.
  let text: String
  /// The part of it that is worth showing; the list stays narrow.
  let display: String
  let detail: String
  let isFinal: Bool

  init(_ text: String, display: String? = nil, detail: String = "", isFinal: Bool = true) {
    self.text = text
    self.display = display ?? text
    self.detail = detail
    self.isFinal = isFinal
  }
}

extension Array<Suggestion> {
  /// Those that begin with `prefix`; else those that do but for case; else those that hold it anywhere.
  func matching(_ prefix: String) -> [Suggestion] {
    if prefix.isEmpty { return self }
    let bytes = [UInt8](prefix.utf8)
    // Most often those who made the list knew the prefix: then nothing need be copied.
    if allSatisfy({ $0.text.begins(with: bytes) }) { return self }
    let exact = filter { $0.text.begins(with: bytes) }
    if !exact.isEmpty { return exact }
    let wanted = prefix.foldedBytes
    let folded = filter { $0.text.begins(withFolded: wanted) }
    return folded.isEmpty ? filter { $0.text.holds(folded: wanted) } : folded
  }
}
