/// A stage that takes any bytes, with what must hold of its work: run by libFuzzer and over the corpus.
///
/// Each is pure but for the answer: nothing is kept between two runs, no file is read, nothing is sent, and the same
/// bytes take the same way, so that a finding can be repeated.
package enum Trial: String, CaseIterable, Sendable {
  case lexer, parser, checker, formatter, engine

  /// What did not hold.
  package struct Violation: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
  }

  /// Puts the bytes through the stage. Throws a `Violation` when something does not hold.
  package func run(_ bytes: [UInt8]) async throws(Violation) {
    switch self {
    case .lexer: try Self.lex(bytes)
    case .parser: try Self.parse(bytes)
    case .checker: try Self.check(bytes)
    case .formatter: try Self.format(bytes)
    case .engine: try await Self.execute(bytes)
    }
  }
}

/// Throws unless `condition` holds.
func require(_ condition: Bool, _ what: @autoclosure () -> String) throws(Trial.Violation) {
  if !condition { throw Trial.Violation(what()) }
}
