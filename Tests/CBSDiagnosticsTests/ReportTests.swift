import CBSText
import Testing

@testable import CBSDiagnostics

/// How errors look: the samples of `language.md`, section 5, and what could spoil them.
struct ReportTests {
  private let a = ErrorCode(custom: "a")

  private func source(_ text: String, line: Int = 1) -> Source {
    Source(name: "release.cbs", text: text, firstLine: line)
  }

  @Test func showsADiagnosticWithItsHint() {
    let text = "deploy acme-gpt-oss-120b $v --wiat\n"
    let diagnostic = Diagnostic(
      .unknownFlag, "'deploy' has no flag '--wiat'", at: Span(28, 34),
      notes: [.init("checked 31 statements; nothing was sent")], hint: "did you mean '--wait'?")
    #expect(
      diagnostic.render(in: source(text, line: 12)) == """
        error[unknown-flag]: 'deploy' has no flag '--wiat'
          --> release.cbs:12:29
           |
        12 | deploy acme-gpt-oss-120b $v --wiat
           |                             ^^^^^^ did you mean '--wait'?
           = note: checked 31 statements; nothing was sent
        """)
  }

  @Test func showsAFaultWithWhereItsValueCameFrom() {
    let report = Report(
      code: .conflict, "version 7 is not ready (status in_progress)",
      at: .init(Span(0, 6), "POST …:deployModel answered 409 after 212 ms"),
      secondary: [.init(Span(25, 27), "this is 7, from line 9: `upload gpt-oss-120b $weights`")],
      footers: ["hint: wait version get $v until .status == \"done\""])
    #expect(
      report.render(in: source("deploy acme-gpt-oss-120b $v", line: 12)) == """
        error[conflict]: version 7 is not ready (status in_progress)
          --> release.cbs:12:1
           |
        12 | deploy acme-gpt-oss-120b $v
           | ^^^^^^ POST …:deployModel answered 409 after 212 ms
           |                          -- this is 7, from line 9: `upload gpt-oss-120b $weights`
           = hint: wait version get $v until .status == "done"
        """)
  }

  @Test func putsMarksOnOneLineWhereTheyFit() {
    let report = Report(
      code: .assertion, "assertion failed", at: .init(Span(7, 16), "is \"failed\""),
      secondary: [.init(Span(31, 36), "is 7")])
    #expect(
      report.render(in: source("assert $v.status == \"done\" and $v.id > 3", line: 14)) == """
        error[assertion]: assertion failed
          --> release.cbs:14:8
           |
        14 | assert $v.status == "done" and $v.id > 3
           |        ^^^^^^^^^ is "failed"   ----- is 7
        """)
  }

  @Test func showsMarksOnSeveralLines() {
    let text = "if $a {\n  b\n\nelse { c }\n"
    let report = Report(code: a, "y", at: .init(Span(13, 17)), secondary: [.init(Span(6, 7), "still open")])
    #expect(
      report.render(in: source(text)) == """
        error[a]: y
          --> release.cbs:4:1
           |
         1 | if $a {
           |       - still open
        ...
         4 | else { c }
           | ^^^^
        """)
  }

  @Test func alignsBehindWideCharactersTabsAndControls() {
    let text = "漢字\té🙂\u{1B}[31m\u{85}\u{202E} x\r\n"
    let place = text.utf8.count - 3
    #expect(
      Report(code: a, "b\u{1B}[0m", at: .init(Span(place, place + 1), "c\u{7}")).render(in: source(text)) == """
        error[a]: b␛[0m
          --> release.cbs:1:15
           |
         1 | 漢字    é🙂␛[31m\u{FFFD}\u{FFFD} x
           |                    ^ c␇
        """)
  }

  @Test func cutsLongLinesAroundTheMark() {
    let text = String(repeating: "ä", count: 5_000) + "HERE" + String(repeating: "z", count: 5_000)
    let shown = Report(code: a, "b", at: .init(Span(10_000, 10_004), "c")).render(in: source(text))
    let lines = shown.split(separator: "\n")
    #expect(lines[1] == "  --> release.cbs:1:5001")
    #expect(lines[3].hasPrefix(" 1 | …ää") && lines[3].hasSuffix("zz…"))
    #expect(lines.allSatisfy { String($0).displayWidth < 130 })
    let before = lines[3].prefix { $0 != "H" }
    #expect(lines[4] == "   |" + String(repeating: " ", count: before.count - 4) + "^^^^ c")
  }

  @Test(arguments: [("", 1, 1), ("\n\n", 1, 1), ("a\n", 1, 2), ("a {\n  \n\n", 1, 4), ("ab", 1, 3)])
  func theEndIsShownWhereTextEnds(text: String, line: Int, column: Int) {
    #expect(Diagnostic(a, "b", at: Span(at: text.utf8.count)).position(in: source(text)) == (line, column))
  }

  @Test func spansOutsideTheSourceAreShownInside() {
    for span in [Span(-5, -1), Span(0, 900), Span(500, 900), Span(2, 2)] {
      #expect(Report(code: a, "b", at: .init(span, "c")).render(in: source("one\ntwo")).contains("^"))
    }
    #expect(
      Report(.warning, code: a, "b", footers: ["note: c\nd"]).render(in: nil) == "warning[a]: b\n   = note: c\n     d")
  }

  @Test func coloursAreWholeSequences() {
    let report = Report(code: a, "b", at: .init(Span(0, 1), "c"), secondary: [.init(Span(2, 3), "d")], footers: ["e"])
    let colored = report.render(in: source("x y"), colored: true)
    #expect(colored.contains("\u{1B}[1;31merror[a]\u{1B}[0m"))
    var plain = colored
    for code in ["1;31", "1;33", "1", "34", "36", "0"] { plain = plain.removing("\u{1B}[\(code)m") }
    #expect(plain == report.render(in: source("x y")))
  }

  @Test func jsonHoldsTheFacts() {
    let diagnostic = Diagnostic(a, "a \"q\"\n\u{1B}", at: Span(4, 6), hint: nil)
    #expect(
      diagnostic.json(in: source("ü\nxyz")) == """
        {"code":"a","severity":"error","message":"a \\"q\\"\\n\\u001b","hint":null,"file":"release.cbs",\
        "start":4,"end":6,"line":2,"column":2}
        """)
  }
}

extension String {
  fileprivate func removing(_ part: String) -> String {
    var rest = self[...]
    var result = ""
    while !rest.isEmpty {
      if rest.hasPrefix(part) { rest = rest.dropFirst(part.count) } else { result.append(rest.removeFirst()) }
    }
    return result
  }
}
