/// One character on the screen.
struct Cell: Equatable {
  var text: String
  /// The active color sequences, sent before the character if the preceding cell has different ones.
  var style = ""
  /// The number of columns: 1, 2, or more if a substitute such as `^A` is shown.
  var width: Int

  /// Whether terminals disagree about the width, so that the column is set explicitly after the character.
  var hasDoubtfulWidth: Bool { text.utf8.count > 4 && text.unicodeScalars.count > 1 }
}

extension [Cell] {
  /// The total number of columns of the cells.
  var width: Int { reduce(0) { $0 + $1.width } }
}
