/// The names that some `set` of a text changes, and what is known of the values they get.
///
/// Collected beforehand: a loop may read a variable above the line that changes it. Goes by name alone, so that two
/// variables of one name share what is assigned to either.
struct AssignedNames: SyntaxVisitor {
  private var types: [String: StaticType] = [:]
  private var partial: Set<String> = []

  init(_ script: Script) { visit(script.statements) }

  mutating func enter(_ statement: Statement) {
    guard case .assignment(let path, let value) = statement.kind else { return }
    let name = path.name.text
    guard path.steps.isEmpty else {
      partial.insert(name)
      return
    }
    let type = value.obviousType
    types[name] = types[name].map { $0.joined(type) } ?? type
  }

  /// Whether the variable of that name keeps the value it is made with.
  func isConstant(_ name: String) -> Bool { types[name] == nil && !partial.contains(name) }

  /// What a variable is known to be that is made with a value of `type`.
  func type(of name: String, madeWith type: StaticType) -> StaticType {
    let joined = types[name].map { type.joined($0) } ?? type
    return partial.contains(name) ? joined.loosened : joined
  }
}

extension Rhs {
  /// What the value is, where it is plain to see without knowing any variable.
  fileprivate var obviousType: StaticType {
    guard case .expression(let expression) = self else { return .any }
    switch expression.kind {
    case .literal(let literal): return literal.staticType
    case .raw: return .text
    case .list: return .list(.any)
    case .record: return .record(nil)
    case .string(let parts): return parts.knownText == nil ? .any : .text
    case .path, .element, .group, .call, .unary, .binary, .broken: return .any
    }
  }
}
