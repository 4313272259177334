@testable import CBSTerminal
import TestSupport
import Testing

@Suite("Layout") struct LayoutTests {
  private func layout(_ text: String, cursor: Int? = nil, width: Int = 10, prompt: String = "> ") -> Layout {
    Layout(
      prompt: EditorPrompt(text: prompt, continuation: ". "), text: text, cursor: cursor ?? text.utf8.count,
      width: width)
  }

  private func rows(_ layout: Layout) -> [String] { layout.rows.map { $0.map(\.text).joined() } }

  private func cursor(_ layout: Layout) -> [Int] { [layout.cursorRow, layout.cursorColumn] }

  @Test func shortTextStandsBehindThePrompt() {
    let layout = layout("abc", cursor: 1)
    #expect(rows(layout) == ["> abc"])
    #expect(cursor(layout) == [0, 3])
  }

  @Test func longTextGoesToTheNextRow() {
    let layout = layout("abcdefghijk")
    #expect(rows(layout) == ["> abcdefgh", "ijk"])
    #expect(cursor(layout) == [1, 3])
  }

  @Test func cursorBehindAFullRowStandsOnANewOne() {
    let layout = layout("abcdefgh")
    #expect(rows(layout) == ["> abcdefgh", ""])
    #expect(cursor(layout) == [1, 0])
    #expect(rows(self.layout("abcdefgh", cursor: 0)) == ["> abcdefgh"])
  }

  @Test func wideCharacterIsNotCut() {
    let layout = layout("abcdefg漢字")
    #expect(rows(layout) == ["> abcdefg", "漢字"])
    #expect(cursor(layout) == [1, 4])
    #expect(cursor(self.layout("abcdefg漢字", cursor: 7)) == [1, 0])
  }

  @Test func lineBreakBringsTheContinuationPrompt() {
    let layout = layout("ab\ncd\n", cursor: 4)
    #expect(rows(layout) == ["> ab", ". cd", ". "])
    #expect(cursor(layout) == [1, 3])
    #expect(cursor(self.layout("ab\ncd\n", cursor: 2)) == [0, 4])
  }

  @Test func accentTakesNoCell() {
    let layout = layout("e\u{301}x", cursor: 3)
    #expect(rows(layout) == ["> e\u{301}x"])
    #expect(cursor(layout) == [0, 3])
    #expect(cursor(self.layout("e\u{301}x", cursor: 1)) == [0, 2], "inside a character means at it")
  }

  @Test func joinedEmojiIsOneWideCell() {
    let layout = layout("👩‍👩‍👧‍👦x")
    #expect(layout.rows[0].map(\.width) == [1, 1, 2, 1])
    #expect(cursor(layout) == [0, 5])
  }

  @Test func hiddenCharactersAreShown() {
    #expect(rows(layout("a\u{1}b", width: 20)) == ["> a^Ab"])
    #expect(rows(layout("a\u{200B}b", width: 20)) == ["> a<200b>b"])
    #expect(rows(layout("\n\u{301}", width: 20)) == ["> ", ". \u{25CC}\u{301}"])
  }

  @Test func tabGoesToTheNextStop() {
    #expect(rows(layout("\tx", width: 20)) == [">       x"])
  }

  @Test func promptKeepsItsColoursAndTakesNoCellsForThem() {
    let layout = layout("x", prompt: "\u{1B}[1m\u{1B}[32mok\u{1B}[0m> ")
    #expect(rows(layout) == ["ok> x"])
    #expect(layout.rows[0].map(\.style) == ["\u{1B}[1m\u{1B}[32m", "\u{1B}[1m\u{1B}[32m", "", "", ""])
    #expect(cursor(layout) == [0, 5])
  }

  @Test func promptOfTwoLinesBreaks() {
    #expect(rows(layout("x", prompt: "one\ntwo> ")) == ["one", "two> x"])
  }

  @Test func windowFollowsTheCursor() {
    let text = (1...9).map { "l\($0)" }.joined(separator: "\n")
    let atEnd = layout(text).window(height: 4, top: 0)
    #expect(atEnd.top == 5)
    #expect(atEnd.frame.rows.map { $0.map(\.text).joined() } == [". l6", ". l7", ". l8", ". l9"])
    #expect(atEnd.frame.cursorRow == 3)
    let inside = layout(text, cursor: 18).window(height: 4, top: 5)
    #expect(inside.top == 5 && inside.frame.cursorRow == 1, "no move without need")
    let atStart = layout(text, cursor: 0).window(height: 4, top: 5)
    #expect(atStart.top == 0 && atStart.frame.cursorRow == 0)
  }

  /// No row is wider than the window, the cursor is inside it, and no text is lost.
  @Test func lawsHoldForRandomTexts() {
    var random = SeededGenerator(seed: 7)
    let alphabet: [Character] = Array("ab c\n漢é👩‍👧\te\u{301}🇩🇪한")
    for _ in 0..<500 {
      let count = Int.random(in: 0...40, using: &random)
      let text = String((0..<count).map { _ in alphabet.randomElement(using: &random) ?? "x" })
      let width = Int.random(in: 4...20, using: &random)
      let cursor = Int.random(in: 0...text.utf8.count, using: &random)
      let layout = layout(text, cursor: cursor, width: width)
      #expect(layout.rows.allSatisfy { $0.width <= width })
      #expect(layout.rows.indices.contains(layout.cursorRow))
      #expect((0..<width).contains(layout.cursorColumn))
      let shown = rows(layout).joined().filter { !" >.".contains($0) }
      #expect(shown == text.filter { !" \n\t".contains($0) })
    }
  }
}
