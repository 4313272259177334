import CBSText

/// A duration above zero.
package struct Period: Argument {
  package static let type = ParameterType("DURATION", .duration)
  package let duration: Duration
  package var nanoseconds: Int64 { duration.nanoseconds }

  package init(argument: Value) throws(ArgumentMismatch) {
    duration = try Duration(argument: argument)
    guard duration > .zero else { throw ArgumentMismatch(argument, rule: "a duration above zero is wanted") }
  }
}
