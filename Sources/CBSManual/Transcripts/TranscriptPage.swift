/// A page of the manual that runs: Markdown whose blocks of transcript are compared with what happens.
///
/// Three kinds of fenced block count; all else is prose.
/// - `cbs`: `cbs> ` begins input, `...> ` continues it, the rest is what it prints, with `[exit N]` after it
///   it when it ends with a status other than 0.
/// - `console`: `$ cbs …` runs the program, `> ` continues the line; other commands are shown and not run.
/// - `cbs-script NAME`: a file that later steps find in the page's working directory.
///
/// A heading starts afresh. A comment `<!-- name: value -->` is a setting for what follows, up to the next heading
/// that is not below its own. Knows nothing of sessions: whoever runs the page brings the evaluation.
package struct TranscriptPage: Sendable {
  /// What reports call the page: its path as the user wrote it.
  package let path: String
  /// In the order of the page; the first holds what stands before the first heading.
  package let sections: [Section]
  /// What is wrong with the page itself, by line; each counts as a failure.
  package let problems: [Problem]
  /// The page, line by line, without line breaks.
  let lines: [String]

  /// Reads a page. Never fails: what cannot be understood is among `problems`.
  package init(markdown: String, path: String) {
    var reader = TranscriptReader(lines: markdown.lines)
    reader.read()
    self.path = path
    lines = reader.lines
    sections = reader.sections
    problems = reader.problems
  }

  /// Every step, in the order of the page.
  package var steps: [Step] { sections.flatMap(\.steps) }
}

extension TranscriptPage {
  /// What stands under one heading, up to the next.
  package struct Section: Sendable {
    /// The heading's text; empty before the first heading.
    package let title: String
    package internal(set) var items: [Item] = []

    package var steps: [Step] {
      items.compactMap { item in
        switch item {
        case .step(let step): step
        case .file: nil
        }
      }
    }
  }

  package enum Item: Sendable {
    case step(Step)
    case file(File)
  }

  /// Something typed and what it prints.
  package struct Step: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      /// Typed at the prompt of the section's session.
      case line
      /// A command line of the program; `arguments` has its words.
      case program
    }

    package let kind: Kind
    /// What was typed: the lines without their prompts, joined with line feeds.
    package let input: String
    /// What the page says it prints, `[exit N]` included, without the last line feed.
    package let expected: String
    /// The settings in force, by name.
    package let settings: [String: String]
    /// Lines of the page that hold the input, counted from 1.
    package let inputLines: Range<Int>
    /// Lines of the page that hold the output; empty where nothing is printed.
    package let outputLines: Range<Int>
    /// The run of backquotes or tildes that opens and closes the block.
    let fence: String
    /// The line that opens the block.
    let block: Int
  }

  /// A file that the page brings along.
  package struct File: Sendable, Equatable {
    /// Relative to the page's working directory; never leads out of it.
    package let name: String
    package let text: String
    /// The line that opens its block.
    package let line: Int
  }

  /// Something wrong with the page itself.
  package struct Problem: Sendable, Equatable {
    package let line: Int
    package let message: String
  }
}

extension StringProtocol {
  /// The parts between line feeds; a text that ends with one has an empty last part.
  package var lines: [String] {
    // Bytes, because CR LF is one `Character` that is not a line feed.
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }
}
