package import CBSValues


extension String: FieldValue {
  package static var kind: ValueKind { .text }

  package init(wire: JSON) throws(WireMismatch) {
    guard let text = wire.string else { throw WireMismatch(.wrongType(expected: .text, found: wire.kindName)) }
    self = text
  }

  package var wire: JSON { .string(self) }
  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) { self = argument }
}

extension Int64: FieldValue {
  package static var kind: ValueKind { .integer }

  package init(wire: JSON) throws(WireMismatch) {
    if case .integer(let number) = wire {
      self = number
      return
    }
    guard case .float(let number) = wire, let whole = Int64(exactly: number) else {
      throw WireMismatch(.wrongType(expected: .integer, found: wire.kindName))
    }
    self = whole
  }

  package var wire: JSON { .integer(self) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    guard let number = Int64(argument) else {
      throw ArgumentMismatch(argument, is: Self.kind, rule: "digits with an optional '-' are wanted")
    }
    self = number
  }

  package init(parts: [String]) throws(WireMismatch) {
    guard parts.count == 1, let number = Int64(parts[0]) else {
      throw WireMismatch(.wrongType(expected: .integer, found: "text"))
    }
    self = number
  }
}

extension Double: FieldValue {
  package static var kind: ValueKind { .number }

  package init(wire: JSON) throws(WireMismatch) {
    guard let number = wire.double, number.isFinite else {
      throw WireMismatch(.wrongType(expected: .number, found: wire.kindName))
    }
    self = number
  }

  package var wire: JSON { .float(self) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    guard let number = Double(argument), number.isFinite else {
      throw ArgumentMismatch(argument, is: Self.kind, rule: "a decimal number is wanted, as 0.7")
    }
    self = number
  }

  package init(parts: [String]) throws(WireMismatch) {
    guard parts.count == 1, let number = Double(parts[0]), number.isFinite else {
      throw WireMismatch(.wrongType(expected: .number, found: "text"))
    }
    self = number
  }
}

extension Bool: FieldValue {
  package static var kind: ValueKind { .boolean }

  package init(wire: JSON) throws(WireMismatch) {
    guard let flag = wire.boolean else { throw WireMismatch(.wrongType(expected: .boolean, found: wire.kindName)) }
    self = flag
  }

  package var wire: JSON { .boolean(self) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    switch argument {
    case "true": self = true
    case "false": self = false
    default: throw ArgumentMismatch(argument, is: Self.kind, rule: "only these two words are")
    }
  }

  package init(parts: [String]) throws(WireMismatch) {
    guard parts == ["true"] || parts == ["false"] else {
      throw WireMismatch(.wrongType(expected: .boolean, found: "text"))
    }
    self = parts == ["true"]
  }
}

/// A list: of words that are repeated, or one list of a script.
extension Array: FieldValue where Element: FieldValue {
  package static var kind: ValueKind { .list(Element.kind) }

  package init(wire: JSON) throws(WireMismatch) {
    guard let values = wire.array else { throw WireMismatch(.wrongType(expected: .list, found: wire.kindName)) }
    self = []
    for (index, value) in values.enumerated() {
      do throws(WireMismatch) { append(try Element(wire: value)) } catch { throw error.inside(.index(index)) }
    }
  }

  package var wire: JSON { .array(map(\.wire)) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    self = [try Element(argument: argument, in: context)]
  }

  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    self = []
    for value in values {
      for element in value.array ?? [value] { append(try Element(values: [element], in: context)) }
    }
  }

  package var parts: [String] { flatMap(\.parts) }
}

/// Any JSON, sent as it is; a word is read as JSON where it is JSON, else as text.
extension JSON: FieldValue {
  package static var kind: ValueKind { .json }
  package init(wire: JSON) throws(WireMismatch) { self = wire }
  package var wire: JSON { self }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    self = (try? JSON(parsing: argument)) ?? .string(argument)
  }

  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    guard values.count == 1, let value = values.first else {
      throw ArgumentMismatch(values.last?.argumentText ?? "", is: Self.kind, rule: "it is given twice")
    }
    if case .string(let word) = value {
      try self.init(argument: word, in: context)
    } else {
      self = value
    }
  }
}

/// One word of a closed list.
package protocol ChoiceValue: FieldValue, RawRepresentable, CaseIterable where RawValue == String {}

extension ChoiceValue {
  package static var kind: ValueKind { .choice(allCases.map(\.rawValue)) }

  package init(wire: JSON) throws(WireMismatch) {
    let text = try String(wire: wire)
    guard let choice = Self(rawValue: text) else { throw WireMismatch(.notOneOf(Self.allCases.map(\.rawValue))) }
    self = choice
  }

  package var wire: JSON { .string(rawValue) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    guard let choice = Self(rawValue: argument) else {
      throw ArgumentMismatch(
        argument, is: Self.kind, rule: "write one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = choice
  }
}
