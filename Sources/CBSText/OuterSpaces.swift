extension StringProtocol {
  /// The text without spaces and tabs at its ends.
  package var withoutOuterSpaces: String {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(start[...end])
  }
}
