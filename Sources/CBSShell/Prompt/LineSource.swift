import CBSValues

/// Where lines come from: the line editor, a plain reader, a test.
package protocol LineSource: Sendable {
  /// The next entry, which may hold several lines.
  func next(_ prompt: PromptLine) async -> LineEvent
  /// A line without echo and without history, or nil where nobody can be asked.
  func nextSecret(_ prompt: String) async -> String?
  /// Replaces the prompt of the line being typed.
  func setPrompt(_ prompt: PromptLine)
  func close() async
}

package enum LineEvent: Sendable, Equatable {
  case line(String)
  /// Ctrl-C: the line is dropped.
  case interrupted
  /// Ctrl-D on an empty line, or the terminal is gone.
  case end
}

/// What stands before the line, and before its further lines.
package struct PromptLine: Sendable, Equatable {
  /// May hold colour sequences.
  package var first: String
  package var continuation: String

  package init(first: String, continuation: String) {
    self.first = first
    self.continuation = continuation
  }
}
