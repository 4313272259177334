/// One character as it stands on the screen.
struct Cell: Equatable {
  var text: String
  /// Colour sequences in force, to be sent before the text when the one before has others.
  var style = ""
  /// Columns it takes: 1, 2, or more where a stand-in such as `^A` is shown.
  var width: Int

  /// Whether terminals disagree about the width, so that the column is stated again behind it.
  var hasDoubtfulWidth: Bool { text.utf8.count > 4 && text.unicodeScalars.count > 1 }
}

extension [Cell] {
  /// Columns the cells take together.
  var width: Int { reduce(0) { $0 + $1.width } }
}
