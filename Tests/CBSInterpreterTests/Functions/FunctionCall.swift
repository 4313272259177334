@testable import CBSInterpreter
import CBSValues
import OrderedCollections
import CBSLanguage
import Testing

/// A call of a function with values, past the checker.
struct FunctionCall: Sendable, CustomTestStringConvertible {
  let name: String
  let arguments: [Value]

  init(_ name: String, _ arguments: Value...) { self.init(name, arguments: arguments) }

  init(_ name: String, arguments: [Value]) {
    self.name = name
    self.arguments = arguments
  }

  var testDescription: String { "\(name)(\(arguments.map(Self.shown).joined(separator: ", ")))" }

  /// Lists and records may be too large to be written.
  private static func shown(_ value: Value) -> String {
    value.list == nil && value.record == nil ? String(value.description.prefix(40)) : value.kindName
  }

  /// What the function gives; the clock stands at 2026-03-01T10:00:00Z.
  func value() throws -> Value {
    let function = try #require(Functions.named[name])
    #expect(function.signature.arity.contains(arguments.count), "\(testDescription)")
    return try function.body(arguments, FunctionContext(clock: { 1_772_359_200 }))
  }

  /// The code it fails with, nil where it does not.
  func failure() throws -> FunctionFailure? {
    do {
      _ = try value()
      return nil
    } catch let failure as FunctionFailure {
      return failure
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral text: String) { self = .string(text) }
  package init(integerLiteral number: Int64) { self = .integer(number) }
  package init(floatLiteral number: Double) { self = .float(number) }
  init(arrayLiteral elements: Value...) { self = .list(elements) }
  package init(booleanLiteral flag: Bool) { self = .boolean(flag) }
  package init(nilLiteral: ()) { self = .null }

  /// A value of every kind.
  static let kinds: [Value] = [
    .null, .boolean(true), 7, 2.5, .digits("123456789012345678901234567890"), "text", .duration(1_000_000_000),
    .size(1024), .time(0), [1], .record(["a": 1]), .secret(Secret("hunter2-value", name: "k")),
  ]
}
