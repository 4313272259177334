import Foundation

/// A word or phrase that readers should not meet in the manual, in help or in messages, and what to write instead.
struct OldWord: Sendable {
  /// A regular expression for whole words; case is ignored.
  let pattern: String
  let replacement: String

  init(_ pattern: String, _ replacement: String) {
    self.pattern = pattern
    self.replacement = replacement
  }

  /// The one list of old words.
  static let all: [OldWord] = [
    OldWord("behind", "after, follows"),
    OldWord("in front( of)?", "before, preceding"),
    OldWord("(a|an|one|two|no|raw|whole|bare|quoted) text|texts", "string"),
    OldWord("(small|capital) letters?", "lowercase, uppercase"),
    OldWord("blanks?", "space, whitespace"),
    OldWord("tells|told|telling|(?<!cannot |could |not )tell", "reports, says, shows"),
    OldWord("reckon(s|ed|ing)?", "compute, evaluate"),
    OldWord("amiss", "invalid"),
    OldWord("pleas?", "hint"),
    OldWord("deeds?", "action"),
    OldWord("moods?", "state"),
    OldWord("lacks?|lacking", "has no, is missing"),
    OldWord("borne", "retried"),
    OldWord("(a|another) look", "an attempt, a poll"),
    OldWord("what of", "which parts of"),
    OldWord("nought", "zero"),
    OldWord("(?<!there )is none|nobody (knows|to ask|to tell)", "is not one, unknown"),
    OldWord("there is [0-9]+", "existing versions: 1, 2, 3"),
    OldWord("leads? nowhere", "must not be 0"),
    OldWord("outage", "with zero downtime"),
    OldWord("stands?(?! for)|standing", "is, appears"),
    OldWord("gives( back)?|answers", "returns"),
    OldWord("(a|its|next|one|many) turns?|turns (and|of|around)", "iteration, reverses"),
    OldWord("rooms|(a|one|this|every) room", "module"),
  ]

  /// The old words in `text`, each with what to write instead.
  static func found(in text: String) -> [String] {
    all.compactMap { word in
      let options: String.CompareOptions = [.regularExpression, .caseInsensitive]
      guard let range = text.range(of: "\\b(\(word.pattern))\\b", options: options) else { return nil }
      return "'\(text[range])': write \(word.replacement)"
    }
  }
}
