@testable import CBSTerminal
import TestSupport
import Testing

@Suite("KeyDecoder") struct KeyDecoderTests {
  private func decode(_ text: String) -> [KeyDecoder.Output] {
    var decoder = KeyDecoder()
    return Self.decode(Array(text.utf8), with: &decoder)
  }

  private static func decode(_ bytes: [UInt8], with decoder: inout KeyDecoder) -> [KeyDecoder.Output] {
    decoder.feed(bytes)
    var result: [KeyDecoder.Output] = []
    while let output = decoder.next() { result.append(output) }
    return result
  }

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[H", .home), ("\u{1B}[4~", .end), ("\u{1B}[3~", .delete),
    ("\u{1B}[1;5D", .wordLeft), ("\u{1B}[1;3C", .wordRight), ("\u{1B}[3;5~", .deleteWord), ("\u{1B}[Z", .backTab),
    ("\u{1B}\n", .newline), ("\u{1B}\r", .newline),
  ])
  func keysOfSeveralCharacters(sequence: String, key: Key) {
    #expect(decode(sequence) == [.key(key, Array(sequence.utf8))])
  }

  @Test func escapeWaitsAndThenStandsAlone() {
    var decoder = KeyDecoder()
    #expect(Self.decode([0x1B], with: &decoder).isEmpty)
    #expect(decoder.hasOpenEscape)
    decoder.closeEscape()
    #expect(decoder.next() == .scalar("\u{1B}"))
    #expect(!decoder.hasOpenEscape)
    #expect(decode("\u{1B}b") == [.scalar("\u{1B}"), .scalar("b")])
  }

  @Test func unknownSequenceIsOnePiece() {
    #expect(decode("\u{1B}[25~x") == [.sequence(Array("\u{1B}[25~".utf8)), .scalar("x")])
  }

  @Test func pasteIsOnePieceAndClean() {
    #expect(decode("\u{1B}[200~a\r\nb\rc\nd\u{0}\u{1B}[A\u{1B}[201~x") == [.paste("a\nb\nc\nd\u{1B}[A"), .scalar("x")])
    #expect(decode("\u{1B}[201~x") == [.scalar("x")])
  }

  @Test func wrongUTF8IsReplacedAndUpperControlsAreDropped() {
    var decoder = KeyDecoder()
    #expect(
      Self.decode([0x61, 0xFF, 0xC3, 0x28], with: &decoder) == [
        .scalar("a"), .scalar("\u{FFFD}"), .scalar("\u{FFFD}"), .scalar("("),
      ])
    #expect(decode("\u{85}x") == [.scalar("x")])
  }

  /// The result does not depend on how the bytes are split.
  @Test func piecesMakeNoDifference() {
    let input = Array("aé漢👩‍👧\u{1B}[1;5C\u{1B}OA\u{1B}[200~x\u{1B}y\r\nz\u{1B}[201~\u{1B}\nq\u{1B}[Z".utf8)
    var whole = KeyDecoder()
    let expected = Self.decode(input, with: &whole)
    #expect(expected.count == 12)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var decoder = KeyDecoder()
      var rest = input[...]
      var result: [KeyDecoder.Output] = []
      while !rest.isEmpty {
        let piece = Int.random(in: 1...5, using: &random)
        result += Self.decode(Array(rest.prefix(piece)), with: &decoder)
        rest = rest.dropFirst(piece)
      }
      #expect(result == expected)
    }
  }
}
