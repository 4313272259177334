/// What Tab offers for a parameter: a source of names that the shell knows, or a few words.
///
/// Each module adds its own sources as static members; the completer looks them up.
package struct Completion: Sendable, Hashable {
  /// Which source: `files`; empty for none.
  package let source: String
  /// The words themselves, as far as they are known beforehand.
  package let words: [String]

  package init(_ source: String, words: [String] = []) {
    self.source = source
    self.words = words
  }

  /// Nothing is offered.
  package static let none = Completion("")
  /// Files and folders, below the working directory unless a path says otherwise.
  package static let files = Completion("files")
  /// Fields of what comes through `|`.
  package static let fields = Completion("fields")
  /// The words of a command, which is an argument itself.
  package static let commands = Completion("commands")

  /// One of a few words.
  package static func values(_ words: [String]) -> Self { Self("", words: words) }
}
