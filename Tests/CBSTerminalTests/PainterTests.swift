import TestSupport
import Testing

@testable import CBSTerminal

@Suite("Painter") struct PainterTests {
  private func frame(_ text: String, cursor: Int? = nil, width: Int, height: Int) -> Frame {
    Layout(
      prompt: EditorPrompt(text: "\u{1B}[32m>\u{1B}[0m ", continuation: ". "), text: text,
      cursor: cursor ?? text.utf8.count, width: width
    ).window(height: height, top: 0).frame
  }

  private func expect(_ screen: Screen, shows frame: Frame, from row: Int) {
    for (index, cells) in frame.rows.enumerated() {
      var text = cells.map(\.text).joined()
      while text.hasSuffix(" ") { text.removeLast() }
      #expect(screen.rows[row + index] == text)
    }
    #expect(screen.row == row + frame.cursorRow)
    #expect(screen.column == frame.cursorColumn)
  }

  @Test func typingWritesOnlyWhatIsNew() {
    var painter = Painter()
    _ = painter.paint(frame("hello", width: 20, height: 5))
    let written = painter.paint(frame("hello!", width: 20, height: 5))
    #expect(!written.contains("hell"))
    #expect(written.contains("!"))
    #expect(painter.paint(frame("hello!", width: 20, height: 5)).isEmpty)
  }

  @Test func shorterTextLeavesNothingBehind() {
    var painter = Painter()
    var screen = Screen(columns: 10, rows: 5)
    for text in ["abcdefghijklmnopqrstuvw", "abc", "", "x\ny\nz", "x"] {
      let frame = frame(text, width: 10, height: 5)
      screen.feed(painter.paint(frame))
      expect(screen, shows: frame, from: 0)
      #expect(screen.rows[frame.rows.count...].allSatisfy { $0.isEmpty })
    }
  }

  @Test func blockAtTheFootScrollsTheScreen() {
    var painter = Painter()
    var screen = Screen(columns: 10, rows: 4)
    screen.feed("one\r\ntwo\r\nthree\r\n")
    screen.feed(painter.paint(frame("a", width: 10, height: 4)))
    let tall = frame("a\nb\nc", width: 10, height: 4)
    screen.feed(painter.paint(tall))
    expect(screen, shows: tall, from: 1)
    #expect(screen.scrollback == ["one", "two"])
    #expect(screen.rows[0] == "three")
  }

  @Test func leavingGoesBelowTheBlock() {
    var painter = Painter()
    var screen = Screen(columns: 10, rows: 6)
    screen.feed(painter.paint(frame("a\nb\nc", cursor: 0, width: 10, height: 6)))
    screen.feed(painter.leave(tail: "^C"))
    #expect(screen.lines == ["> a", ". b", ". c^C"])
    #expect(screen.row == 3 && screen.column == 0)
  }

  @Test func narrowerWindowKeepsWhatStandsAbove() {
    var painter = Painter()
    var screen = Screen(columns: 20, rows: 8)
    screen.feed("news\r\n")
    screen.feed(painter.paint(frame("abcdefghijklmnop", width: 20, height: 8)))
    screen.resize(columns: 8, rows: 8)
    screen.feed(painter.eraseAfterResize(width: 8, rewraps: true))
    let next = frame("abcdefghijklmnop", width: 8, height: 8)
    screen.feed(painter.paint(next))
    expect(screen, shows: next, from: 1)
    #expect(screen.rows[0] == "news")
  }

  /// Whatever was painted before, a paint ends with exactly its frame on the screen.
  @Test func anyFrameFollowsAnyOther() {
    var random = SeededGenerator(seed: 11)
    let alphabet = Array("abcdef \n漢字ée\u{301}👩‍👧")
    for width in [8, 13, 20] {
      var painter = Painter()
      var screen = Screen(columns: width, rows: 6)
      screen.feed("above\r\n")
      for _ in 0..<300 {
        let count = Int.random(in: 0...30, using: &random)
        let text = String((0..<count).map { _ in alphabet.randomElement(using: &random) ?? "x" })
        let cursor = Int.random(in: 0...text.utf8.count, using: &random)
        let frame = frame(text, cursor: cursor, width: width, height: 5)
        screen.feed(painter.paint(frame))
        expect(screen, shows: frame, from: screen.row - frame.cursorRow)
        let below = screen.row - frame.cursorRow + frame.rows.count
        #expect(screen.rows[below...].allSatisfy { $0.isEmpty })
      }
    }
  }
}
