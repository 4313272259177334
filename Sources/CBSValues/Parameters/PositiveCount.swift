/// A whole number that is at least 1.
package struct PositiveCount: Argument {
  package static let type = ParameterType("N", .integer)
  package let count: Int

  package init(argument: Value) throws(ArgumentMismatch) {
    guard let number = try? Int64(argument: argument), number >= 1, argument.text.map({ $0 == String(number) }) != false
    else { throw ArgumentMismatch(argument, rule: "a whole number from 1 is wanted") }
    count = Int(clamping: number)
  }
}
