import CBSDiagnostics

/// The long text about one kind of error: what it means, why it is one, what to do.
///
/// The pages of the manual about errors are made from these.
package struct Explanation: Sendable {
  /// What shows the error: the lines are typed at a prompt of the sandbox, or run by the program.
  package enum Example: Sendable, Equatable {
    case line(String)
    /// A command line of the program; the script, where there is one, is the file `example.cbs`.
    case program(String, script: String? = nil)
  }

  /// What stands in the brackets of `error[…]`.
  package let code: String
  /// One line without a full stop.
  package let title: String
  /// A few sentences.
  package let text: String
  /// What ends in the error; nil where it takes a broken network, a full disk or the like.
  package let wrong: Example?
  /// The same put right: it gives no error. Nil where there is nothing to put right in a text.
  package let right: String?

  init(_ code: String, _ title: String, _ text: String, wrong: Example? = nil, right: String? = nil) {
    self.code = code
    self.title = title
    self.text = text
    self.wrong = wrong
    self.right = right
  }

  /// An explanation with lines that show the error, and lines that do not.
  init(_ code: String, _ title: String, _ text: String, _ wrong: String, right: String?) {
    self.init(code, title, text, wrong: .line(wrong), right: right)
  }

  /// Every kind of error there is, by stage.
  package static let all: [Explanation] =
    characters + syntax + checking + flow + running + scripts + shell + service
  package static var codes: [String] { all.map(\.code) }

  package static func of(_ code: String) -> Explanation? { all.first { $0.code == code } }

  /// The text for a terminal of `width` columns.
  package func page(width: Int) -> String {
    var page = HelpPage(width: width)
    page.paragraph("\(code): \(title)")
    page.blank()
    page.write(text)
    if let wrong {
      page.title("wrong")
      switch wrong {
      case .line(let lines): for line in lines.lines { page.code(line) }
      case .program(let line, let script):
        for line in (script ?? "").lines where !line.isEmpty { page.code(line) }
        page.code("$ " + line)
      }
    }
    if let right {
      page.title("right")
      for line in right.lines { page.code(line) }
    }
    return page.text
  }
}
