package import CBSValues

extension String: FieldValue {
  package init(wire: JSON) throws(WireMismatch) {
    guard let text = wire.string else { throw WireMismatch(.wrongType(expected: .text, found: wire.kindName)) }
    self = text
  }

  package var wire: JSON { .string(self) }
}

extension Int64: FieldValue {
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

  package init(parts: [String]) throws(WireMismatch) {
    guard parts.count == 1, let number = Int64(parts[0]) else {
      throw WireMismatch(.wrongType(expected: .integer, found: "a string"))
    }
    self = number
  }
}

extension Double: FieldValue {
  package init(wire: JSON) throws(WireMismatch) {
    guard let number = wire.double, number.isFinite else {
      throw WireMismatch(.wrongType(expected: .number, found: wire.kindName))
    }
    self = number
  }

  package var wire: JSON { .float(self) }

  package init(parts: [String]) throws(WireMismatch) {
    guard parts.count == 1, let number = Double(parts[0]), number.isFinite else {
      throw WireMismatch(.wrongType(expected: .number, found: "a string"))
    }
    self = number
  }
}

extension Bool: FieldValue {
  package init(wire: JSON) throws(WireMismatch) {
    guard let flag = wire.boolean else { throw WireMismatch(.wrongType(expected: .boolean, found: wire.kindName)) }
    self = flag
  }

  package var wire: JSON { .boolean(self) }

  package init(parts: [String]) throws(WireMismatch) {
    guard parts == ["true"] || parts == ["false"] else {
      throw WireMismatch(.wrongType(expected: .boolean, found: "a string"))
    }
    self = parts == ["true"]
  }
}

/// A list of values that are sent.
extension Array: WireValue where Element: WireValue {
  package init(wire: JSON) throws(WireMismatch) {
    guard let values = wire.array else { throw WireMismatch(.wrongType(expected: .list, found: wire.kindName)) }
    self = try values.read { (value) throws(WireMismatch) in try Element(wire: value) }
  }

  package var wire: JSON { .array(map(\.wire)) }
  package var parts: [String] { flatMap(\.parts) }
}

/// A value that is JSON of a certain form: a line writes it as JSON text, a script gives it as a value.
package protocol JSONFieldValue: FieldValue {}

extension JSONFieldValue {
  package static var type: ParameterType { .any }

  /// A word is read as JSON where it is JSON, else as text.
  package init(argument: Value) throws(ArgumentMismatch) {
    let given = argument.text.flatMap { try? JSON(parsing: $0) } ?? argument.json
    do throws(WireMismatch) { try self.init(wire: given) } catch {
      throw ArgumentMismatch(argument, rule: error.description)
    }
  }
}

/// One word of a closed list, that is sent.
package protocol ChoiceValue: FieldValue, Choice {}

extension ChoiceValue {
  package init(wire: JSON) throws(WireMismatch) {
    let text = try String(wire: wire)
    guard let choice = Self(rawValue: text) else { throw WireMismatch(.notOneOf(Self.words)) }
    self = choice
  }

  package var wire: JSON { .string(rawValue) }
}
