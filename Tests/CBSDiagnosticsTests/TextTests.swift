import CBSText
import Testing

@testable import CBSDiagnostics

/// Widths, near names and places in a source.
struct TextTests {
  @Test(arguments: [
    ("abc", 3), ("", 0), ("漢", 2), ("é", 1), ("e\u{301}", 1), ("🙂", 2), ("👨‍👩‍👧", 2), ("❤\u{FE0F}", 2), ("\u{1B}", 0),
    ("…", 1),
  ])
  func widths(text: String, width: Int) { #expect(text.displayWidth == width) }

  @Test(arguments: [("wiat", "wait"), ("deplyo", "deploy"), ("LIST", "list"), ("zzz", nil), ("a", "b")])
  func nearNames(typed: String, nearest: String?) {
    #expect(typed.nearest(among: ["wait", "deploy", "list", "b"]) == nearest)
  }

  /// What is much longer than any name is not compared with them letter by letter.
  @Test func longTextsAreNearNothing() {
    let long = String(repeating: "wait", count: 125_000)
    let names = (0..<200).map { "wait \($0)" } + [long + "s"]
    var nearest: String?
    #expect(ContinuousClock().measure { nearest = long.nearest(among: names) } < .milliseconds(200))
    #expect(nearest == nil)
    #expect("wait".nearest(among: [long, "wiat"]) == "wiat")
  }

  @Test func placesCountLinesAndCells() {
    let source = Source(name: "x", text: "ab\n漢\tc\n", firstLine: 5)
    #expect(source.position(of: 0) == (5, 1))
    #expect(source.position(of: 2) == (5, 3))
    #expect(source.position(of: 6) == (6, 3))
    #expect(source.position(of: 7) == (6, 4))
    #expect(source.position(of: 9) == (7, 1))
    #expect(source.lineText(1) == "漢\tc")
    #expect(Source(name: "x", bytes: [0xFF, 0x61]).text(Span(0, 9)) == "\u{FFFD}a")
  }
}
