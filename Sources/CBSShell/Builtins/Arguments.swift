import CBSCatalog
import CBSInterpreter
import CBSText
package import CBSValues
import CBSWeights
import OrderedCollections

/// A duration above zero.
package struct Period: Argument {
  package static let type = ParameterType("DURATION", .duration)
  package let duration: Duration
  var nanoseconds: Int64 { duration.nanoseconds }

  package init(argument: Value) throws(ArgumentMismatch) {
    duration = try Duration(argument: argument)
    guard duration > .zero else { throw ArgumentMismatch(argument, rule: "a duration above zero is wanted") }
  }
}

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

/// `production` or `ARCH/production`.
struct AliasReference: Argument {
  static let type = Alias.type
  let version: VersionReference
  let alias: Alias

  init(argument: Value) throws(ArgumentMismatch) {
    version = try VersionReference(argument: argument)
    guard case .alias(let alias) = version.selector else {
      throw ArgumentMismatch(argument, rule: "a number is not an alias")
    }
    self.alias = alias
  }
}

/// Names of the shell that Tab offers.
extension Completion {
  static let profiles = Completion("profiles")
  static let codes = Completion("codes")
  /// Options of the settings, and what one of them may be.
  static let settings = Completion("settings", words: Settings.options.map(\.name))
  static let settingValues = Completion("setting values")
  /// Commands, their first words, and topics of help.
  static let topics = Completion("topics")
}
