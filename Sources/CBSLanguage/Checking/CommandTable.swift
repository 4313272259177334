/// The closed table of commands: what can run is known before it runs.
package struct CommandTable: Sendable {
  private let signatures: [String: Signature]
  /// Names in the order they were declared.
  package let names: [String]

  package init(_ signatures: [Signature]) {
    names = signatures.map(\.name)
    self.signatures = Dictionary(signatures.map { ($0.name, $0) }) { first, _ in first }
  }

  package subscript(name: String) -> Signature? { signatures[name] }

  /// The command that the leading bare words name, by longest match, and how many of them its name takes.
  package func match(_ words: [String]) -> (signature: Signature, wordCount: Int)? {
    if words.count > 1, let signature = signatures[words[0] + " " + words[1]] { return (signature, 2) }
    if let first = words.first, let signature = signatures[first] { return (signature, 1) }
    return nil
  }

  /// Second words of the commands that begin with `head`: `list get exists delete` for `version`.
  package func subcommands(of head: String) -> [String] {
    names.filter { $0.hasPrefix(head + " ") }.map { String($0.dropFirst(head.count + 1)) }
  }
}
