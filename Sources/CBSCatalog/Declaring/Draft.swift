package import CBSValues

/// A call that is being put together; it becomes a `Call` when nothing required is missing.
package struct Draft<E: Endpoint>: Sendable {
  private(set) var values: [String: any WireValue] = [:]

  package init() {}

  /// What is sent of a parameter; nil where it is left out so far.
  package subscript<Content: WireContent>(parameter: Parameter<Content>) -> Content.Wire? {
    get { values[parameter.erased.name] as? Content.Wire }
    set { values[parameter.erased.name] = newValue }
  }

  /// Sets the fields from what a line or a script has given, with what the session knows, and those that are left out
  /// from what it knows alone.
  ///
  /// - Throws: an `ArgumentFailure` where the session does not know enough to complete an argument.
  package mutating func take(_ arguments: Arguments, in context: ArgumentContext) throws(ArgumentFailure) {
    for field in E.wire.fields {
      guard let content = arguments.content(of: field.parameter) else { continue }
      do throws(ArgumentMismatch) { values[field.id] = try field.resolve(content, in: context) } catch {
        throw ArgumentFailure(field: field, mismatch: error)
      }
    }
    infer(from: context)
  }

  mutating func set(_ field: WireField, to value: any WireValue) { values[field.id] = value }

  /// Fills required fields that the line left out with what the session knows.
  package mutating func infer(from context: ArgumentContext) {
    for field in E.wire.fields where field.isRequired && values[field.id] == nil {
      values[field.id] = field.inferred(from: context)
    }
  }

  /// The first required field that is missing, in order.
  var missing: WireField? { E.wire.fields.first { $0.isRequired && values[$0.id] == nil } }
}

/// An argument that the session cannot make complete.
package struct ArgumentFailure: Error, Sendable {
  package let field: WireField
  package let mismatch: ArgumentMismatch
}

/// A required field nobody gave.
package struct IncompleteCall: Error, Sendable {
  package let command: String
  package let parameter: AnyParameter

  init(command: String, _ field: WireField) {
    self.command = command
    parameter = field.parameter
  }

  /// Lowercase, no full stop.
  package var message: String { "'\(command)' needs \(parameter.type.phrase)" }
}
