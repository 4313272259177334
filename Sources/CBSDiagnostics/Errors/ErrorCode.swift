/// The kind of an error: what is in the brackets of `error[unknown-flag]`, and `e.code` of a caught error.
///
/// Each kind that cbs reports is declared once, in the file of its family, with its explanation and an example.
/// Diagnostics and faults take an `ErrorCode` and not a string, so an error without an explanation does not compile.
package struct ErrorCode: Sendable {
  /// What is declared of a code. Shared by reference, since errors are passed through many functions.
  private final class Entry: Sendable {
    let name: String
    let explanation: Explanation?

    init(_ name: String, _ explanation: Explanation?) {
      self.name = name
      self.explanation = explanation
    }
  }

  private let entry: Entry

  /// `unknown-flag`: lowercase words with dashes between them. Scripts compare with it, so it never changes.
  package var name: String { entry.name }
  /// What the manual and `cbs check --explain` say about it; nil for a code from outside.
  package var explanation: Explanation? { entry.explanation }

  /// A code that is not declared here: that of `throw {code: …}` in a script.
  ///
  /// If it has the name of a declared code, the two are equal.
  package init(custom name: String) {
    entry = Entry(name, nil)
  }

  /// A kind of error that cbs reports.
  init(_ name: String, _ title: String, _ text: String, wrong: Example? = nil, right: String? = nil) {
    entry = Entry(name, Explanation(title: title, text: text, wrong: wrong, right: right))
  }

  /// A kind of error that cbs reports, with lines that end in it and lines that do not.
  init(_ name: String, _ title: String, _ text: String, _ wrong: String, right: String?) {
    self.init(name, title, text, wrong: .lines(wrong), right: right)
  }
}

extension ErrorCode {
  /// The long text about a kind of error: what it means, why it is one, what to do.
  package struct Explanation: Sendable {
    /// One line, lowercase, without a full stop.
    package let title: String
    /// A few sentences.
    package let text: String
    /// What ends in the error; nil where that takes a broken network, a full disk or the like.
    package let wrong: Example?
    /// The same without the error; nil where nothing can be corrected in the lines themselves.
    package let right: String?
  }

  /// What shows an error: lines typed at a prompt of the sandbox, or a command line of the program.
  package enum Example: Sendable, Equatable {
    case lines(String)
    /// The script, where there is one, is the file `example.cbs`.
    case program(String, script: String? = nil)
  }
}

extension ErrorCode: Hashable {
  package static func == (left: Self, right: Self) -> Bool { left.entry === right.entry || left.name == right.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension ErrorCode: CustomStringConvertible {
  package var description: String { name }
}
