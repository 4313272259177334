import CBSDiagnostics
import CBSLanguage

/// What is known of the place of an instruction that may fail.
struct Site: Sendable {
  let span: Span
  var symbol: BinaryOperator?
  /// `where`, `sort`: the stage that is running.
  var stage = ""
  var operands: [Operand] = []
}

/// An operand as written, and the variable it is taken from.
struct Operand: Sendable {
  let span: Span
  /// Holds its value while the instruction runs.
  let register: Register
  let variable: VariablePlace?
}

/// Where a variable is kept.
struct VariablePlace: Sendable, Hashable {
  let register: Register
  /// In the main frame, seen from a `def`.
  let isGlobal: Bool

  /// The place in one number: registers of the main frame are negative.
  var index: Int32 { isGlobal ? ~register : register }
}

/// Where the value of a variable came from, as it is told: `from line 9: …`.
package struct Origin: Sendable, Hashable {
  /// `line 9`, `--budget`, `release.cbs:9`
  package let place: String
  /// What was written there; may be empty.
  package let text: String
  /// The exchange that answered it: `POST …:upload answered 200 after 12 ms`.
  package var exchange: String?

  package init(place: String, text: String, exchange: String? = nil) {
    self.place = place
    self.text = text
    self.exchange = exchange
  }

  /// `from line 9: `upload gpt-oss-120b $weights``
  var description: String {
    let words = text.isEmpty ? "" : ": `\(text.onOneLine)`"
    return "from \(place)\(words)" + (exchange.map { " (\($0))" } ?? "")
  }
}

extension String {
  /// The text on one line, cut where it is long.
  fileprivate var onOneLine: String {
    split(whereSeparator: \.isNewline).map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: "; ")
      .shortened
  }
}
