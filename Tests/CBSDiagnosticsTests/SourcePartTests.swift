import Testing

@testable import CBSDiagnostics

/// Sources that hold a text and the files it includes.
struct SourcePartTests {
  /// At 0 the text, at 12 a file without a last line break, at 27 one without a byte, at 28 one of line breaks.
  let source = Source(
    Source(name: "input", text: "main\nlines\n", firstLine: 7),
    including: [
      ("lib.cbs", Array("ä one\nlib two".utf8), 1), ("empty.cbs", [], 1), ("breaks.cbs", Array("\n\n".utf8), 1),
    ])

  @Test func partsBeginALineAndDoNotTouch() {
    #expect(source.parts.map(\.span) == [Span(0, 11), Span(12, 26), Span(27, 27), Span(28, 30)])
    #expect(source.parts.map { source.text($0.span) } == ["main\nlines\n", "ä one\nlib two", "", "\n\n"])
    #expect(source.parts.allSatisfy { source.lineStarts.contains($0.span.lower) })
    #expect(source.name == "input")
  }

  @Test(arguments: [
    (0, "input", 7, 1), (6, "input", 8, 2), (11, "input", 9, 1), (12, "lib.cbs", 1, 1), (14, "lib.cbs", 1, 2),
    (19, "lib.cbs", 2, 1), (26, "lib.cbs", 2, 8), (27, "empty.cbs", 1, 1), (28, "breaks.cbs", 1, 1),
    (29, "breaks.cbs", 2, 1), (30, "breaks.cbs", 3, 1), (99, "breaks.cbs", 3, 1),
  ])
  func placesAreThoseOfTheirFile(offset: Int, name: String, line: Int, column: Int) {
    #expect(source.name(at: offset) == name)
    #expect(source.position(of: offset) == (line, column))
  }

  /// The end of a file shows on its own last line, never in the next file.
  @Test(arguments: [
    (Span(at: 11), " 8 | lines\n   |      ^"), (Span(at: 26), " 2 | lib two\n   |        ^"),
    (Span(at: 27), " 1 |\n   | ^"), (Span(at: 30), " 1 |\n   | ^"), (Span(19, 99), " 2 | lib two\n   | ^^^^^^^"),
    (Span(500, 900), " 1 |\n   | ^"), (Span(-5, -1), " 7 | main\n   | ^"),
  ])
  func excerptsStayInTheirFile(span: Span, excerpt: String) {
    #expect(Report(code: .overflow, "y", at: .init(span)).render(in: source).hasSuffix("   |\n" + excerpt))
  }

  @Test func marksInOtherFilesStandUnderTheirName() {
    let report = Report(
      code: .nameTaken, "'one' is taken", at: .init(Span(5, 10), "here"),
      secondary: [.init(Span(15, 18), "first"), .init(Span(0, 4), "main"), .init(Span(19, 22), "too")], footers: ["end"]
    )
    #expect(
      report.render(in: source) == """
        error[name-taken]: 'one' is taken
          --> input:8:1
           |
         7 | main
           | ---- main
         8 | lines
           | ^^^^^ here
          ::: lib.cbs:1:3
           |
         1 | ä one
           |   --- first
         2 | lib two
           | --- too
           = end
        """)
  }

  @Test func jsonCountsFromTheStartOfTheFile() {
    #expect(
      Diagnostic(.overflow, "m", at: Span(19, 22)).json(in: source) == """
        {"code":"overflow","severity":"error","message":"m","hint":null,"file":"lib.cbs","start":7,"end":10,"line":2,"column":1}
        """)
  }
}
