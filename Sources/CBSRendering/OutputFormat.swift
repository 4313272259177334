import CBSValues

/// How an answer is written on standard output: the words behind `--format`.
package enum OutputFormat: String, Choice, CaseIterable, Sendable {
  case table, record, json, jsonl, csv, tsv, yaml, markdown

  /// One line for help and completion.
  package var summary: String {
    switch self {
    case .table: "columns fitted to the terminal"
    case .record: "one field a line"
    case .json: "one indented JSON document"
    case .jsonl: "one JSON value a line"
    case .csv: "comma-separated values (RFC 4180)"
    case .tsv: "tab-separated values"
    case .yaml: "a YAML document"
    case .markdown: "a Markdown table"
    }
  }
}
