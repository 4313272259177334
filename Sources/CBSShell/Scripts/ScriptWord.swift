import CBSDiagnostics
package import CBSInterpreter
import CBSLanguage
package import CBSValues

/// A word after the name of a script, as the program or `run` was given it.
package struct ScriptWord: Sendable {
  package enum Kind: Sendable {
    /// `--name`, or `--name=value`; the name has no dashes.
    case flag(String, value: Value?)
    case word(Value)
  }

  let kind: Kind
  /// Where it stands in the text that runs the script; nil after the program.
  let span: Span?

  init(_ kind: Kind, at span: Span? = nil) {
    self.kind = kind
    self.span = span
  }

  /// A word from another shell: what begins with two dashes and a letter is a flag.
  init(_ text: String) {
    let body = text.dropFirst(2)
    guard text.hasPrefix("--"), let first = body.first, first.isLetter || first == "_" else {
      self.init(.word(.string(text)))
      return
    }
    guard let equals = body.firstIndex(of: "=") else {
      self.init(.flag(String(body), value: nil))
      return
    }
    self.init(.flag(String(body[..<equals]), value: .string(String(body[body.index(after: equals)...]))))
  }

  /// The words after `file` of a command that hands on flags, in the order of the text.
  ///
  /// Only what is written as a flag is one: a text that begins with dashes stays a value.
  package static func words(of invocation: Invocation) -> [ScriptWord] {
    var words: [ScriptWord] = []
    for piece in invocation.forwarded {
      switch piece.kind {
      case .flag: words.append(ScriptWord(.flag(piece.value.description, value: nil), at: piece.span))
      case .word: words.append(ScriptWord(.word(piece.value), at: piece.span))
      case .value:
        guard let last = words.popLast(), case .flag(let name, nil) = last.kind else { continue }
        words.append(ScriptWord(.flag(name, value: piece.value), at: last.span?.union(piece.span)))
      }
    }
    return words
  }
}
