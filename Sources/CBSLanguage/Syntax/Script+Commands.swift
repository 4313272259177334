extension Script {
  /// Every command of the script, in source order, wherever it stands.
  package var commands: [Command] {
    var finder = CommandFinder()
    finder.visit(statements)
    return finder.found
  }
}

extension Command {
  /// The bare words at its head, of which its name is made.
  package var leadingWords: [String] {
    var words = [head.text]
    for argument in arguments {
      guard case .word(let word) = argument, case .bare(let text) = word.kind else { break }
      words.append(text)
    }
    return words
  }
}

private struct CommandFinder: SyntaxVisitor {
  var found: [Command] = []

  mutating func enter(_ command: Command) { found.append(command) }
}
