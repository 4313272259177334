import CBSDiagnostics
import CBSLanguage
import Synchronization

/// Parses what is typed at the prompt, once: what says that an entry is complete is what runs.
package final class EntryParser: Sendable {
  /// What was asked about last, with a line break at its end.
  private let latest = Mutex<ParsedSource?>(nil)

  package init() {}

  /// Whether the entry needs another line.
  package func isIncomplete(_ text: String) -> Bool {
    let parsed = Parser.parse(Source(name: "input", text: text + "\n"))
    latest.withLock { $0 = parsed }
    return parsed.isIncomplete
  }

  /// The source parsed; where it is the entry that was asked about last and has no errors, without parsing it again.
  func parse(_ source: Source) -> ParsedSource {
    let known = latest.withLock { latest -> ParsedSource? in
      guard let known = latest?.withoutLastLineBreak(as: source) else { return nil }
      latest = nil
      return known
    }
    return known ?? Parser.parse(source)
  }
}
