import CBSInterpreter
import CBSValues

/// How an answer is written on standard output: the words that follow `--format`.
///
/// Each format is an entry here: its word, its line of help and what writes it.
package struct OutputFormat: Choice, Sendable {
  package let rawValue: String
  /// One line for help and completion.
  package let summary: String
  /// Writes an answer, with its final line break; empty where there is nothing to show.
  let text: @Sendable (Output, Renderer) -> String

  private init(_ word: String, _ summary: String, _ text: @escaping @Sendable (Output, Renderer) -> String) {
    rawValue = word
    self.summary = summary
    self.text = text
  }

  /// In the order help lists them.
  package static let allCases: [OutputFormat] = [table, record, json, jsonl, csv, tsv, yaml, markdown]

  package static let table = OutputFormat("table", "columns fitted to the terminal") { output, renderer in
    renderer.lines(of: output, inTable: true)
  }
  package static let record = OutputFormat("record", "one field a line") { output, renderer in
    renderer.lines(of: output, inTable: false)
  }
  package static let json = OutputFormat("json", "one indented JSON document") { output, _ in
    output.value.json.indentedText + "\n"
  }
  package static let jsonl = OutputFormat("jsonl", "one JSON value a line") { output, _ in
    Renderer.text((output.value.list ?? [output.value]).map(\.json.text))
  }
  package static let csv = OutputFormat("csv", "comma-separated values (RFC 4180)") { output, _ in
    DelimitedText.csv.text(of: output)
  }
  package static let tsv = OutputFormat("tsv", "tab-separated values") { output, _ in
    DelimitedText.tsv.text(of: output)
  }
  package static let yaml = OutputFormat("yaml", "a YAML document") { output, _ in YAMLText(output.value.json).text }
  package static let markdown = OutputFormat("markdown", "a Markdown table") { output, _ in MarkdownText(output).text }
}

extension OutputFormat {
  package init?(rawValue: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = format
  }

  package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
  package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
