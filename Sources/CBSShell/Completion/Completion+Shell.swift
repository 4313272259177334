import CBSSettings
package import CBSValues

/// Names of the shell that Tab offers.
extension Completion {
  package static let profiles = Completion("profiles")
  package static let codes = Completion("codes")
  /// Options of the settings, and what one of them may be.
  package static let settings = Completion("settings", words: Settings.options.map(\.name))
  package static let settingValues = Completion("setting values")
  /// Commands, their first words, and topics of help.
  package static let topics = Completion("topics")
}
