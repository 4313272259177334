import CBSText
import Testing

@testable import CBSTerminal

@Suite("UndoStack") struct UndoStackTests {
  private func type(_ text: String, into stack: inout UndoStack, from start: String = "") {
    var line = start
    for character in text {
      line.append(character)
      stack.note(TextBuffer(text: line))
    }
  }

  @Test func wordIsOneChange() {
    var stack = UndoStack()
    type("one two", into: &stack)
    #expect(stack.undo()?.text == "one")
    #expect(stack.undo()?.text == "")
    #expect(stack.undo() == nil)
    #expect(stack.redo()?.text == "one")
    #expect(stack.redo()?.text == "one two")
    #expect(stack.redo() == nil)
  }

  @Test func changeAfterUndoForgetsWhatWasUndone() {
    var stack = UndoStack()
    type("one", into: &stack)
    _ = stack.undo()
    stack.note(TextBuffer(text: "x"))
    #expect(stack.redo() == nil)
    #expect(stack.undo()?.text == "")
  }

  @Test func moveOfTheCursorEndsARun() {
    var stack = UndoStack()
    type("ab", into: &stack)
    stack.note(TextBuffer(scalars: ["a", "b"], cursor: 0))
    stack.note(TextBuffer(scalars: ["x", "a", "b"], cursor: 1))
    #expect(stack.undo() == TextBuffer(scalars: ["a", "b"], cursor: 0))
  }
}

@Suite("HistoryWalk") struct HistoryWalkTests {
  private let history = ListedHistory(entries: ["alpha", "beta", "alpine", "alpine"])

  @Test func draftComesBack() {
    var walk = HistoryWalk()
    #expect(walk.older(than: "dra", in: history) == "alpine")
    #expect(walk.older(than: "alpine", in: history) == "beta", "what stands on the line is not shown again")
    #expect(walk.newer(than: "beta", in: history) == "alpine")
    #expect(walk.newer(than: "alpine", in: history) == "dra")
    #expect(walk.newer(than: "dra", in: history) == nil)
  }

  @Test func endsAtTheOldest() {
    var walk = HistoryWalk()
    #expect(walk.oldest(from: "", in: history) == "alpha")
    #expect(walk.older(than: "alpha", in: history) == nil)
    #expect(HistoryWalk().isUntouched(by: NoHistory()))
  }

  @Test func prefixStaysWhileWalking() {
    var walk = HistoryWalk()
    #expect(walk.matching("al", in: history, by: -1) == "alpine")
    #expect(walk.matching("alpine", in: history, by: -1) == "alpha")
    #expect(walk.matching("alpha", in: history, by: -1) == nil)
    #expect(walk.matching("alpha", in: history, by: 1) == "alpine")
    #expect(walk.newer(than: "alpine", in: history) == "al")
  }
}

extension HistoryWalk {
  fileprivate func isUntouched(by history: any EditorHistory) -> Bool {
    var walk = self
    return walk.older(than: "", in: history) == nil && walk.oldest(from: "", in: history) == nil
  }
}

@Suite("HistorySearch") struct HistorySearchTests {
  private let history = ListedHistory(entries: ["deploy one", "list", "Deploy two", "deploy one"])

  @Test func findsTheNewestThenOlderOnes() {
    var search = HistorySearch(original: TextBuffer(text: "draft"))
    for scalar in "dep".unicodeScalars { search.type(scalar, in: history) }
    #expect(search.buffer == TextBuffer(scalars: Array("deploy one".unicodeScalars), cursor: 0))
    search.older(in: history)
    #expect(search.buffer.text == "Deploy two")
    search.older(in: history)
    #expect(search.buffer.text == "deploy one")
    search.older(in: history)
    #expect(search.hasFailed && search.buffer.text == "deploy one")
    #expect(search.prompt == "no match 'dep': ")
  }

  @Test func erasingSearchesAgain() {
    var search = HistorySearch(original: TextBuffer(text: "draft"))
    for scalar in "lix".unicodeScalars { search.type(scalar, in: history) }
    #expect(search.hasFailed)
    search.erase(in: history)
    #expect(!search.hasFailed && search.buffer.text == "list" && search.prompt == "search 'li': ")
    search.erase(in: history)
    search.erase(in: history)
    #expect(search.buffer.text == "draft")
  }

  @Test func capitalsAreMeant() {
    var search = HistorySearch(original: TextBuffer())
    for scalar in "Dep".unicodeScalars { search.type(scalar, in: history) }
    #expect(search.match?.index == 2)
  }
}

@Suite("TextBuffer") struct TextBufferTests {
  @Test func linesUpAndDownKeepTheColumnOfCells() {
    var buffer = TextBuffer(text: "漢字x\nabcdef\nz")
    buffer.cursor = 7
    #expect(buffer.cursorAbove() == 1, "column 3 is inside the second wide character")
    #expect(buffer.cursorBelow() == 12)
    buffer.cursor = 0
    #expect(buffer.cursorAbove() == nil)
    buffer.cursor = 12
    #expect(buffer.cursorBelow() == nil)
  }

  @Test func clustersAreWhole() {
    let buffer = TextBuffer(text: "ae\u{301}b")
    #expect(buffer.cluster(around: 2) == 1..<3)
    #expect(buffer.cluster(around: 1).isEmpty && buffer.cluster(around: 3).isEmpty)
    #expect(TextBuffer(text: "x👩‍👧").scalarsBeforeCursor == 3)
    #expect(TextBuffer(text: "").scalarsBeforeCursor == 0)
  }

  @Test func offsetsAreUTF8() {
    let buffer = TextBuffer(text: "é漢x")
    #expect(buffer.cursorOffset == 6)
    #expect([0, 2, 5, 6, 99].map(buffer.index(ofOffset:)) == [0, 1, 2, 3, 3])
  }
}

@Suite("CandidateTable") struct CandidateTableTests {
  private func candidates(_ names: [(String, String)]) -> [CompletionList.Candidate] {
    names.map { .init(insertion: $0.0, display: $0.0, detail: $0.1) }
  }

  @Test func detailsStandInAColumn() {
    let table = CandidateTable(candidates([("a", "first"), ("long", "second one")]), width: 16, height: 9)
    #expect(table.lines == ["a     first", "long  second one"])
    let narrow = CandidateTable(candidates([("a", "first"), ("long", "second one")]), width: 14, height: 9)
    #expect(narrow.lines == ["a     first", "long  second …"])
  }

  @Test func whatDoesNotFitIsCounted() {
    let many = candidates((1...20).map { ("n\($0)", "d") })
    let table = CandidateTable(many, width: 20, height: 5)
    #expect(table.lines.count == 5)
    #expect(table.lines.last == "… 16 more")
  }

  @Test func namesWithoutDetailsShareLines() {
    let table = CandidateTable(candidates([("aa", ""), ("b", ""), ("cc", ""), ("d", "")]), width: 10, height: 9)
    #expect(table.lines == ["aa  b   cc", "d"])
  }

  @Test(arguments: [4, 7, 13, 40]) func noLineIsWiderThanTheWindow(width: Int) {
    let list = candidates([("gpt-oss-120b/漢字漢字漢字", "production, 7 days"), ("x", "\tbroken\nline")])
    let table = CandidateTable(list, width: width, height: 9)
    #expect(table.lines.allSatisfy { $0.displayWidth <= width })
    #expect(table.lines.count == 2)
  }
}
