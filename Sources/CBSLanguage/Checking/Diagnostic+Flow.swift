import CBSDiagnostics
import CBSValues

/// What is wrong with the way statements follow each other: `def`s, lanes, places that no run reaches.
extension Diagnostic {
  static func nestedDefinition(at span: Span) -> Self {
    Self(
      .nestedDefinition, "a 'def' belongs at the top level of a script, not in a block", at: span,
      hint: "move it out of the block; the whole script can call it")
  }

  static func definitionTaken(_ name: Name, by other: String, at span: Span? = nil) -> Self {
    Self(
      .definitionTaken, "'\(name.text.shortened)' is the name of \(other) already", at: name.span,
      notes: span.map { [Note("here", at: $0)] } ?? [], hint: "choose another name")
  }

  static func argumentCount(_ definition: Definition, given: Int, at span: Span) -> Self {
    let wanted = definition.signature.positionals.count
    return Self(
      .argumentCount,
      "'\(definition.signature.name)' takes \(wanted) argument\(wanted == 1 ? "" : "s"), not \(given)", at: span,
      hint: "usage: \(definition.usage)")
  }

  static func calledTooEarly(_ definition: String, missing variable: Name, at span: Span) -> Self {
    Self(
      .undefinedName,
      "'\(definition.shortened)' uses '$\(variable.text.shortened)', which has no value here yet", at: span,
      notes: [Note("made here", at: variable.span)], hint: "call it after the line that defines it")
  }

  static func laneConflict(_ name: String, at span: Span, other: Span) -> Self {
    Self(
      .laneConflict, "'$\(name.shortened)' is changed by one lane and used by another", at: span,
      notes: [Note("the other lane", at: other)], hint: "lanes run at the same time: give each a variable of its own")
  }

  static func madeInOtherLane(_ name: Name, there place: Span, at span: Span) -> Self {
    Self(
      .laneConflict, "'$\(name.text.shortened)' is made by another lane", at: span,
      notes: [Note("the other lane", at: place)],
      hint: "lanes run at the same time: make it before 'parallel', or put both into one lane")
  }

  static func leavesLane(_ word: String, at span: Span) -> Self {
    Self(
      .leavesLane, "'\(word)' cannot leave a lane of 'parallel'", at: span,
      hint: "'throw' fails the lane, and the others are cancelled")
  }

  static func unreachable(at span: Span, behind leaving: Statement) -> Self {
    Self(
      .unreachable, "no run comes to this statement", at: span, notes: [Note("the run leaves here", at: leaving.head)],
      hint: "remove it, or what precedes it")
  }

  /// - Parameter mayRename: whether the name is the script's own; that of a `param` is its callers' as well.
  static func unusedName(_ message: String, _ name: Name, mayRename: Bool) -> Self {
    Self(
      .unusedName, message, at: name.span, severity: .warning,
      hint: mayRename ? "remove it, or call it '_\(name.text.shortened)'" : "remove the line")
  }

  static func endlessWait(at span: Span) -> Self {
    Self(
      .endlessWait, "this may wait without an end", at: span, severity: .warning, hint: "add 'within 30m'")
  }
}

extension Statement {
  /// Its first word, to point at.
  fileprivate var head: Span {
    let length: Int? =
      switch kind {
      case .returning: 6
      case .breaking: 5
      case .continuing: 8
      case .throwing, .whileLoop: 5
      case .exiting: 4
      case .conditional: 2
      case .tryBlock: 3
      case .letBinding, .assignment, .forLoop, .definition, .wait, .claim, .parallel, .expression, .pipeline, .broken:
        nil
      }
    return length.map { Span(span.lower, span.lower + $0) } ?? span
  }
}
