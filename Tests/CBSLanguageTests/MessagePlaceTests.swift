import CBSDiagnostics
import Testing

@testable import CBSLanguage

/// Where messages point.
struct MessagePlaceTests {
  @Test func showsWhereABracketWasOpened() {
    let parsed = parse("if $a {\n  print (version list\n}\n")
    #expect(
      parsed.diagnostics.map { $0.render(in: parsed.source) } == [
        """
        error[unclosed-bracket]: expected ')', found '}'
          --> input:3:1
           |
         2 |   print (version list
           |         - this '(' is still open
         3 | }
           | ^
        """
      ])
  }

  /// Errors at the prompt are shown with the number of the line in the session.
  @Test func countsLinesFromTheSourcesFirst() {
    let parsed = Parser.parse(Source(name: "input", text: "print (", firstLine: 41))
    #expect(parsed.diagnostics[0].render(in: parsed.source).contains("--> input:41:8"))
  }
}
