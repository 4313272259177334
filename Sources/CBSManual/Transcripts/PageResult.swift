/// What came of running a page: each step judged, the differences as text, the page as it would read now.
package struct PageResult: Sendable {
  /// What a step printed.
  package struct Outcome: Sendable {
    package let step: TranscriptPage.Step
    /// What a page shows for it: the lines printed, and `[exit N]` after them when N is not 0.
    package let shown: [String]
    /// The lines that the page has.
    fileprivate(set) var expected: [String]

    init(step: TranscriptPage.Step, printed: String, exit: Int32) {
      self.step = step
      expected = step.outputLines.isEmpty ? [] : step.expected.lines
      var lines = printed.lines
      if lines.last == "" { lines.removeLast() }
      shown = exit == 0 ? lines : lines + ["[exit \(exit)]"]
    }

    /// Whether the step printed what the page says.
    package var isAsExpected: Bool { shown == expected }
  }

  package let page: TranscriptPage
  /// The steps that were judged, in the order of the page.
  package private(set) var outcomes: [Outcome]
  /// The line that was asked for and where no step stands.
  let missingLine: Int?

  /// How many steps printed what the page says.
  package var passed: Int { outcomes.count { $0.isAsExpected } }

  /// How many did not, and how much is wrong with the page itself.
  package var failed: Int { outcomes.count - passed + page.problems.count + (missingLine == nil ? 0 : 1) }

  /// Every difference with its place, ready to be printed; empty when there is none. Ends with a line feed.
  package var differences: String {
    var paragraphs = page.problems.map { "\(page.path):\($0.line): \($0.message)\n" }
    if let missingLine { paragraphs.append("\(page.path):\(missingLine): no step starts on this line\n") }
    for outcome in outcomes where !outcome.isAsExpected { paragraphs.append(difference(of: outcome)) }
    return paragraphs.joined(separator: "\n")
  }

  /// The page with what was printed in place of what it said; all other lines, and steps not judged, stay.
  ///
  /// Output that a page cannot show is left out and stays a difference.
  package var updatedMarkdown: String {
    var lines = page.lines
    for outcome in outcomes.reversed() where outcome.step.canShow(outcome.shown) {
      let output = outcome.step.outputLines
      lines.replaceSubrange(output.lowerBound - 1..<output.upperBound - 1, with: outcome.shown)
    }
    return lines.joined(separator: "\n")
  }

  /// The same run, judged by `updatedMarkdown`: what could not be written and what is wrong with the page still fails.
  package var afterUpdate: PageResult {
    var result = self
    for index in outcomes.indices where outcomes[index].step.canShow(outcomes[index].shown) {
      result.outcomes[index].expected = outcomes[index].shown
    }
    return result
  }

  private func difference(of outcome: Outcome) -> String {
    let step = outcome.step
    var text = "\(page.path):\(step.inputLines.lowerBound): \(step.input.lines.first ?? "")\n"
    if !step.canShow(outcome.shown) {
      text += "a line of this output reads as input or as the end of the block: no page can show it\n"
    }
    return text
      + LineDifference(from: outcome.expected, to: outcome.shown).unified(firstLine: step.outputLines.lowerBound)
  }
}

extension [PageResult] {
  /// The closing line of a run over pages: `12 passed, 0 failed`.
  package var summary: String {
    "\(map(\.passed).reduce(0, +)) passed, \(map(\.failed).reduce(0, +)) failed"
  }
}
