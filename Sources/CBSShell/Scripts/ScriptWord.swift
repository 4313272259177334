import CBSDiagnostics
package import CBSInterpreter
import CBSLanguage

/// A word behind the name of a script, as the program or `run` was given it.
package struct ScriptWord: Sendable {
  package enum Kind: Sendable {
    /// `--name`, or `--name=value`; the name has no dashes.
    case flag(String, value: Value?)
    case word(Value)
  }

  let kind: Kind
  /// Where it stands in the text that runs the script; nil behind the program.
  let span: Span?

  init(_ kind: Kind, at span: Span? = nil) {
    self.kind = kind
    self.span = span
  }

  /// A word from another shell: what begins with two dashes and a letter is a flag.
  init(_ text: String) {
    let body = text.dropFirst(2)
    guard text.hasPrefix("--"), let first = body.first, first.isLetter || first == "_" else {
      self.init(.word(.text(text)))
      return
    }
    guard let equals = body.firstIndex(of: "=") else {
      self.init(.flag(String(body), value: nil))
      return
    }
    self.init(.flag(String(body[..<equals]), value: .text(String(body[body.index(after: equals)...]))))
  }

  /// The words behind `file` of a command that hands on flags, in the order of the text.
  ///
  /// Only what is written as a flag is one: a text that begins with dashes stays a value.
  static func words(of invocation: Invocation, repeated: String) -> [ScriptWord] {
    enum Piece { case flag, value, word }
    let pieces: [(Piece, Invocation.Argument)] =
      (invocation.arguments[Binding.forwardedFlags] ?? []).map { (.flag, $0) }
      + (invocation.arguments[Binding.forwardedValues] ?? []).map { (.value, $0) }
      + (invocation.arguments[repeated] ?? []).map { (.word, $0) }
    var words: [ScriptWord] = []
    for (piece, argument) in pieces.sorted(by: { $0.1.span.lower < $1.1.span.lower }) {
      switch piece {
      case .flag: words.append(ScriptWord(.flag(argument.value.description, value: nil), at: argument.span))
      case .word: words.append(ScriptWord(.word(argument.value), at: argument.span))
      case .value:
        guard let last = words.popLast(), case .flag(let name, nil) = last.kind else { continue }
        words.append(ScriptWord(.flag(name, value: argument.value), at: last.span?.union(argument.span)))
      }
    }
    return words
  }
}
