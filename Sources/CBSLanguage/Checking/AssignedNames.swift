import CBSValues

/// The names that some `set` of a text changes, and what is known of the values they get.
///
/// Collected beforehand: a loop may read a variable above the line that changes it. Goes by name alone, so that two
/// variables of one name share what is assigned to either.
struct AssignedNames: SyntaxVisitor {
  private let functions: [String: FunctionSignature]
  private var types: [String: ValueType] = [:]
  /// Values that are made from the variable itself, as `$n + 1`.
  private var changes: [String: [Expression]] = [:]
  private var partial: Set<String> = []

  init(_ script: Script, functions: [String: FunctionSignature]) {
    self.functions = functions
    visit(script.statements)
  }

  mutating func enter(_ statement: Statement) {
    guard case .assignment(let path, let value) = statement.kind else { return }
    let name = path.name.text
    guard path.steps.isEmpty else {
      partial.insert(name)
      return
    }
    if case .expression(let expression) = value, expression.changes(name), changes[name, default: []].count < 8 {
      changes[name, default: []].append(expression)
      return
    }
    let type = if case .expression(let expression) = value { obviousType(of: expression) } else { ValueType.any }
    types[name] = types[name].map { $0.joined(type) } ?? type
  }

  /// Whether the variable of that name keeps the value it is made with.
  func isConstant(_ name: String) -> Bool { types[name] == nil && changes[name] == nil && !partial.contains(name) }

  /// What a variable is known to be that is made with a value of `type`.
  func type(of name: String, madeWith type: ValueType) -> ValueType {
    var joined = types[name].map { type.joined($0) } ?? type
    for change in changes[name] ?? [] {
      joined = joined.joined(obviousType(of: change, where: name, is: type))
    }
    return partial.contains(name) ? joined.loosened : joined
  }

  /// What the value is, where it is plain to see without knowing any variable, or none but that one.
  private func obviousType(
    of expression: Expression, where name: String? = nil, is type: ValueType = .any
  ) -> ValueType {
    switch expression.kind {
    case .literal(let literal): return literal.valueType
    case .raw: return .string
    case .list: return .list(.any)
    case .record: return .record(nil)
    case .string(let parts): return parts.knownText == nil ? .any : .string
    case .call(let function, _, let steps) where steps.isEmpty: return functions[function.text]?.returns ?? .any
    case .path(let path): return path.steps.isEmpty && path.name.text == name ? type : .any
    case .group(.expression(let inner), let steps) where steps.isEmpty:
      return obviousType(of: inner, where: name, is: type)
    case .binary(let sign, let left, let right):
      let (left, right) = (obviousType(of: left, where: name, is: type), obviousType(of: right, where: name, is: type))
      // What cannot be computed is reported where it appears, and has no value.
      return sign.result(left, right) ?? type
    case .element, .group, .call, .unary, .broken: return .any
    }
  }
}

extension Expression {
  /// Whether it computes with the variable of that name, which is its first operand.
  fileprivate func changes(_ name: String) -> Bool {
    switch kind {
    case .path(let path): path.steps.isEmpty && path.name.text == name
    case .binary(_, let left, _): left.changes(name)
    case .group, .literal, .raw, .list, .record, .string, .call, .element, .unary, .broken: false
    }
  }
}
