import CBSDiagnostics
import CBSValues

/// What is wrong with the types of values. Each id is also the code of the fault that the run would meet.
extension Diagnostic {
  static func wrongOperands(_ symbol: BinaryOperator, _ left: ValueType, _ right: ValueType, at span: Span) -> Self {
    // Where one side is unknown the other alone is at fault.
    let kinds = [left, right].filter { !$0.isAny }.map(\.kindName).joined(separator: " and ")
    return Self(
      .wrongType, "'\(symbol.rawValue)' does not work on \(kinds)", at: span, hint: hint(for: symbol, left, right))
  }

  private static func hint(for symbol: BinaryOperator, _ left: ValueType, _ right: ValueType) -> String? {
    switch symbol {
    case .add:
      switch (left, right) {
      case (.string, _), (_, .string): "put values into a string with \"$name\" or \"$(…)\""
      default: nil
      }
    case .contained: "'in' looks for an element in a list, a key in a record, a part in a string"
    case .matches: "'~' compares a string with a pattern: $name ~ \"gpt-*\""
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      left.isNull || right.isNull ? "compare with null first: … != null and …" : nil
    case .or, .and, .equal, .notEqual, .subtract, .multiply, .divide, .remainder: nil
    }
  }

  static func cannotNegate(_ type: ValueType, at span: Span) -> Self {
    Self(.wrongType, "'-' does not work on \(type.kindName)", at: span)
  }

  static func divisionByZero(at span: Span) -> Self { Self(.divisionByZero, "division by zero", at: span) }

  static func overflow(_ symbol: String, at span: Span) -> Self {
    Self(.overflow, "the result of '\(symbol)' does not fit into 64 bits", at: span)
  }

  static func notACondition(_ known: Known, at span: Span) -> Self {
    let example =
      switch known.type {
      case .integer, .number: "… > 0"
      case .string: "… == \"done\""
      case .list: "len(…) > 0"
      case .any, .null, .boolean, .duration, .size, .time, .secret, .record: "… != null"
      }
    return Self(
      .notACondition, "a condition is true or false, this is \(known.type.kindName)", at: span,
      hint: "compare it: \(example)")
  }

  static func cannotLoop(over known: Known, at span: Span) -> Self {
    Self(
      .wrongType, "'for' goes through a list or a record, not through \(known.type.kindName)", at: span,
      hint: known.integer.map { "for the numbers up to it: range(\($0))" })
  }

  static func notADuration(_ what: String, at span: Span) -> Self {
    Self(.wrongType, "a duration above zero is wanted, not \(what)", at: span, hint: "write 5s or 30m")
  }

  static func codeNotText(at span: Span) -> Self {
    Self(.wrongType, "the code of an error is a string", at: span, hint: "write \"conflict\"")
  }

  static func notRows(_ type: ValueType, for stage: String, at span: Span) -> Self {
    Self(
      .wrongType, "'\(stage)' works on a list, not on \(type.kindName)", at: span,
      hint: type.rowFields.flatMap { fields in
        let lists = fields.filter { if case .list = $0.type { true } else { false } }
        return lists.count == 1
          ? "the list is in its field '\(lists[0].name)': (…).\(lists[0].name) | \(stage) …" : nil
      })
  }

  static func noRecords(_ type: ValueType, for stage: String, at span: Span) -> Self {
    Self(.wrongType, "'\(stage)' works on records, not on \(type.kindName)", at: span)
  }

  static func badIndex(_ index: ValueType, into type: ValueType, at span: Span) -> Self {
    let message =
      switch type {
      case .list: "a list is indexed with an integer, not with \(index.kindName)"
      case .record: "a record is indexed with a string, not with \(index.kindName)"
      case .any, .null, .boolean, .integer, .number, .string, .duration, .size, .time, .secret:
        "\(type.kindName) has no elements"
      }
    return Self(.wrongType, message, at: span)
  }

  static func fieldOfOther(_ name: Name, _ type: ValueType) -> Self {
    let (text, hint): (String, String?) =
      switch type {
      case .list:
        (
          "a list has no field '\(name.text.shortened)'",
          "take an element with [0], or each with '| map .\(name.text.shortened)'"
        )
      case .null:
        (
          "there is no field '\(name.text.shortened)' of null",
          "'?.\(name.text.shortened)' returns null where there is nothing"
        )
      case .string:
        ("a string has no field '\(name.text.shortened)'", "text after a name: \"${name}.\(name.text.shortened)\"")
      case .any, .boolean, .integer, .number, .duration, .size, .time, .secret, .record:
        ("\(type.kindName) has no field '\(name.text.shortened)'", nil)
      }
    return Self(.unknownField, text, at: name.span, hint: hint)
  }

  static func wrongArgument(
    _ type: ValueType, for wanted: ValueType, of function: String, at span: Span
  ) -> Self {
    Self(.wrongType, "'\(function)': \(wanted.kindName) is wanted, not \(type.kindName)", at: span)
  }

  static func wrongKind(_ type: ValueType, for parameter: AnyParameter, at span: Span) -> Self {
    let wanted = parameter.type
    // Of the kinds that no word can hold the label alone says what is meant.
    let phrase = [.any, .reference].contains(wanted.kind) ? "a \(wanted.label.lowercased())" : wanted.kind.phrase
    return Self(.badArgument, "'\(parameter.name)' is \(phrase), not \(type.kindName)", at: span)
  }

  static func secretExposed(at span: Span) -> Self {
    Self(
      .secretExposed, "a secret would be shown here", at: span,
      hint: "hand it on as a whole: only the request it is for may see it")
  }

  static func secretCompared(at span: Span) -> Self {
    Self(
      .secretCompared, "a secret cannot be compared with a string", at: span,
      hint: "compare it with null or with another secret")
  }
}
