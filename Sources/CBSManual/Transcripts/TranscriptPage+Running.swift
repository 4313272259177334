extension TranscriptPage {
  /// Where a step stands, for whoever evaluates it.
  package struct SectionContext: Sendable {
    /// The page's path.
    package let path: String
    /// Counts the page's sections from 0: a new number asks for a new session on a fresh sandbox.
    package let number: Int
    /// The section's heading.
    package let title: String
    /// The files that the page has brought along so far, to be in the working directory; of equal names the last.
    package internal(set) var files: [File]
  }

  /// Runs the page's steps in their order and keeps what each printed.
  ///
  /// With `line`, only the step there counts, or every step of the block that opens there; the steps before it in its
  /// section run too, since it may need them, and are not judged.
  ///
  /// - Parameter evaluate: Gives what the step printed, standard output and standard error as a user sees them, and
  ///   its exit status.
  package func run(
    at line: Int? = nil, evaluate: (Step, SectionContext) async -> (output: String, exit: Int32)
  ) async -> PageResult {
    var outcomes: [PageResult.Outcome] = []
    var files: [File] = []
    for (number, section) in sections.enumerated() {
      let last = section.steps.lastIndex { step in line.map(step.isMeant) ?? true }
      var remaining = last.map { $0 + 1 } ?? 0
      for item in section.items {
        switch item {
        case .file(let file): files.append(file)
        case .step(let step) where remaining > 0:
          remaining -= 1
          let context = SectionContext(path: path, number: number, title: section.title, files: files)
          let (output, exit) = await evaluate(step, context)
          if line.map(step.isMeant) ?? true {
            outcomes.append(PageResult.Outcome(step: step, printed: output, exit: exit))
          }
        case .step: break
        }
      }
    }
    return PageResult(page: self, outcomes: outcomes, missingLine: outcomes.isEmpty ? line : nil)
  }
}
