import CBSDiagnostics
import CBSValues

extension CheckingWalk {
  /// Checks a header and makes its name.
  mutating func check(_ header: Header) {
    switch header.kind {
    case .parameter(let name, let typeName, let defaultValue):
      let type = typeName.flatMap { ParameterType.Kind(name: $0.text) }
      if let typeName, type == nil {
        report(.unknownType(typeName))
      }
      if let type, let defaultValue, !type.accepts(defaultValue) {
        report(.badDefault(for: type, at: defaultValue.span))
      }
      let known = typeName == nil ? defaultValue.map(\.typeOfParameter) ?? .string : type?.typeOfParameter ?? .any
      declare(name, .header, Known(known))
    case .secret(let name, let origin):
      if case .file(let word) = origin { _ = check(word) }
      declare(name, .header, Known(.secret))
    case .include: isPartial = true
    }
  }
}

extension ParameterType.Kind {
  /// What a `param` of the type holds, from outside or from its default.
  fileprivate var typeOfParameter: ValueType { valueType }

  /// Whether the expression may be its default. What is not known beforehand may.
  fileprivate func accepts(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .literal(let literal): return accepts(literal)
    case .raw(let text): return accepts(text)
    case .string(let parts): return parts.knownText.map(accepts) ?? true
    case .list: return self == .list || self == .any
    case .record: return self == .record || self == .any
    case .unary(.negate, let operand):
      guard case .literal(let literal) = operand.kind else { return true }
      return accepts(literal)
    case .path, .element, .group, .call, .unary, .binary, .broken: return true
    }
  }

  private func accepts(_ text: String) -> Bool {
    switch self {
    case .string, .any: true
    // `2026-03-01`, with or without a time of day; the rest shows when it is read, before anything is sent.
    case .time: text.prefixMatch(of: /\d{4}-\d\d-\d\d/) != nil
    case .uri: text.contains("://")
    case .integer, .number, .boolean, .duration, .size, .list, .record, .reference: false
    }
  }
}

extension Expression {
  /// What a `param` holds that has this default and names no type.
  fileprivate var typeOfParameter: ValueType {
    switch kind {
    case .literal(let literal): ParameterType.Kind(of: literal).valueType
    case .raw: .string
    case .unary(.negate, let operand): operand.typeOfParameter
    case .string, .path, .element, .group, .list, .record, .call, .unary, .binary, .broken: .any
    }
  }
}
