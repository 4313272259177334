import CBSDiagnostics
package import CBSValues

/// A stage of the language, as `where` and `first`: from it come parsing, checking, completion and help.
///
/// What it does when it runs is in the interpreter's `StageSemantics`, under the same word.
package struct StageDeclaration: Sendable {
  /// What is written after the word.
  package enum Syntax: Sendable {
    /// A condition over the element: `.status == "done"`.
    case condition
    /// An expression over the element.
    case expression
    /// An expression over the element, perhaps followed by `desc`.
    case key
    /// Statements, for each element.
    case block
    /// The words of a command.
    case words([any ParameterDeclaration])
  }

  /// What a stage is applied to, for its type rule.
  struct Use {
    /// What comes through `|`.
    let input: ValueType
    /// What the expression returns for each element; unknown for a block and for words.
    var value = ValueType.any
    /// The words, bound.
    var binding: Binding?
    /// The stage in the source.
    let span: Span

    /// The type of the elements, known where the input is a list.
    var element: ValueType { if case .list(let element) = input { element } else { .any } }
  }

  package let word: String
  package let syntax: Syntax
  /// One line with a full stop.
  package let summary: String
  /// What the summary leaves out; may be empty.
  package let details: String
  /// Lines that run as they are.
  package let examples: [String]
  /// The type of the result.
  let result: @Sendable (inout CheckingWalk, Use) -> ValueType

  init(
    _ word: String, _ syntax: Syntax, _ summary: String, details: String = "", examples: [String],
    result: @escaping @Sendable (inout CheckingWalk, Use) -> ValueType
  ) {
    self.word = word
    self.syntax = syntax
    self.summary = summary
    self.details = details
    self.examples = examples
    self.result = result
  }

  /// Every stage, in the order help lists them.
  package static let all: [StageDeclaration] = overElements + overLists

  /// The stages by their words.
  package static let named: [String: StageDeclaration] = Dictionary(
    all.map { ($0.word, $0) }, uniquingKeysWith: { first, _ in first })

  /// The command that a stage with words is; nil for one with syntax of its own.
  package var signature: Signature? {
    guard case .words(let parameters) = syntax else { return nil }
    return Signature(
      word, summary, takes: parameters, effect: .none, isStage: true, needsInput: true, examples: examples,
      details: details)
  }
}
