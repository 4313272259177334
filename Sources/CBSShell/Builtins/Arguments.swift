import CBSCatalog
import CBSInterpreter
import CBSSettings
import CBSText
import CBSValues
import CBSWeights
import OrderedCollections

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
