package import CBSValues

/// The closed table of commands: what can run is known before it runs.
package struct CommandTable: Sendable {
  /// Commands whose name is one word, or that begin with it.
  private struct Family: Sendable {
    var alone: Signature?
    var bySecondWord: [String: Signature] = [:]
  }

  private let families: [String: Family]
  /// Names in the order they were declared.
  package let names: [String]

  package init(_ signatures: [Signature]) {
    names = signatures.map(\.name)
    var families: [String: Family] = [:]
    for signature in signatures {
      let (head, second) = Self.words(of: signature.name)
      if let second {
        if families[head]?.bySecondWord[second] == nil {
          families[head, default: .init()].bySecondWord[second] = signature
        }
      } else if families[head]?.alone == nil {
        families[head, default: .init()].alone = signature
      }
    }
    self.families = families
  }

  private static func words(of name: String) -> (head: String, second: String?) {
    guard let blank = name.firstIndex(of: " ") else { return (name, nil) }
    return (String(name[..<blank]), String(name[name.index(after: blank)...]))
  }

  package subscript(name: String) -> Signature? {
    let (head, second) = Self.words(of: name)
    guard let family = families[head] else { return nil }
    return second.map { family.bySecondWord[$0] } ?? family.alone
  }

  /// The command that the leading bare words name, by longest match, and how many of them its name takes.
  package func match(_ words: [String]) -> (signature: Signature, wordCount: Int)? {
    words.first.flatMap { match($0, words.count > 1 ? words[1] : nil) }
  }

  /// The command that one or two bare words name, by longest match.
  func match(_ head: String, _ second: String?) -> (signature: Signature, wordCount: Int)? {
    guard let family = families[head] else { return nil }
    if let second, let signature = family.bySecondWord[second] { return (signature, 2) }
    return family.alone.map { ($0, 1) }
  }

  /// Second words of the commands that begin with `head`: `list get exists delete` for `version`.
  package func subcommands(of head: String) -> [String] {
    names.filter { $0.hasPrefix(head + " ") }.map { String($0.dropFirst(head.count + 1)) }
  }
}
