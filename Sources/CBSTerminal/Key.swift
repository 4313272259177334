/// A key that sends more than one character, as the single character that libedit receives for it.
///
/// libedit cannot dispatch `ESC [ A` in vi's insert map, where ESC is a command. So the decoder translates sequences to
/// control characters from U+0080 to U+009F, which no keyboard sends and which the decoder removes from input. Each of
/// them is bound to a function in every key map.
enum Key: UInt32, CaseIterable {
  case up = 0x80
  case down, left, right, home, end, delete, wordLeft, wordRight, deleteWord, newline, paste, backTab

  // No key sends these: they only occur in other bindings.
  case setMark = 0x90
  case toLineStart, toLineEnd, killToMark, deleteBefore

  var scalar: Unicode.Scalar { Unicode.Scalar(rawValue) ?? " " }
  /// The key in the notation of libedit's `bind`.
  var name: String { String(Character(scalar)) }

  /// The key of a control sequence `CSI parameters final`, or nil if it is unknown.
  init?(parameters: String, final: UInt8) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let withModifier = numbers.count > 1 && (numbers[1] ?? 1) > 1
    switch (final, numbers.first ?? nil) {
    case (UInt8(ascii: "A"), _): self = .up
    case (UInt8(ascii: "B"), _): self = .down
    case (UInt8(ascii: "C"), _): self = withModifier ? .wordRight : .right
    case (UInt8(ascii: "D"), _): self = withModifier ? .wordLeft : .left
    case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), 1), (UInt8(ascii: "~"), 7): self = .home
    case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), 4), (UInt8(ascii: "~"), 8): self = .end
    case (UInt8(ascii: "~"), 3): self = withModifier ? .deleteWord : .delete
    case (UInt8(ascii: "Z"), _): self = .backTab
    default: return nil
    }
  }
}
