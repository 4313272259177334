import CBSDiagnostics
import CBSText

/// Reads the lines of a page into sections, line by line.
struct TranscriptReader {
  /// Settings a page may give. A name that is not here is a problem, so that a slip is not a comment.
  static let settingNames = ["sandbox", "width", "via"]

  let lines: [String]
  private(set) var sections = [TranscriptPage.Section(title: "")]
  private(set) var problems: [TranscriptPage.Problem] = []
  /// Index into `lines` of the line being read.
  private var index = 0
  /// The settings of each open heading, outermost first; level 0 is the page.
  private var scopes: [(level: Int, settings: [String: String])] = [(0, [:])]

  init(lines: [String]) { self.lines = lines }

  mutating func read() {
    while index < lines.count {
      let line = lines[index]
      if let fence = Fence(line) {
        readBlock(fence)
      } else if let heading = Heading(line) {
        open(heading)
      } else {
        readComment(line)
      }
      index += 1
    }
  }

  /// The number of the line being read, counted from 1.
  private var number: Int { index + 1 }

  private mutating func report(_ message: String, line: Int) {
    problems.append(TranscriptPage.Problem(line: line, message: message))
  }

  private mutating func append(_ item: TranscriptPage.Item) {
    sections[sections.count - 1].items.append(item)
  }

  private mutating func open(_ heading: Heading) {
    while let scope = scopes.last, scope.level >= heading.level { scopes.removeLast() }
    scopes.append((heading.level, scopes.last?.settings ?? [:]))
    sections.append(TranscriptPage.Section(title: heading.title))
  }

  /// Takes `<!-- name: value; name: value -->` as settings; any other line, and any other comment, is prose.
  private mutating func readComment(_ line: String) {
    let text = line.withoutOuterSpaces
    guard text.hasPrefix("<!--"), text.hasSuffix("-->"), text.utf8.count >= 7 else { return }
    let pairs = text.dropFirst(4).dropLast(3).split(separator: ";").map { $0.split(separator: ":", maxSplits: 1) }
    guard pairs.allSatisfy({ $0.count == 2 && $0[0].withoutOuterSpaces.isSettingName }) else { return }
    for pair in pairs {
      let name = pair[0].withoutOuterSpaces
      if Self.settingNames.contains(name) {
        scopes[scopes.count - 1].settings[name] = pair[1].withoutOuterSpaces
      } else {
        let known = Self.settingNames.joined(separator: ", ")
        let hint = name.nearest(among: Self.settingNames).map { "did you mean '\($0)'?" } ?? "there are \(known)"
        report("no setting is called '\(name)'; \(hint)", line: number)
      }
    }
  }

  /// Reads a fenced block up to its closing fence, which becomes the current line.
  private mutating func readBlock(_ fence: Fence) {
    let start = index
    repeat { index += 1 } while index < lines.count && !fence.isClosed(by: lines[index])
    let body = start + 1..<min(index, lines.count)
    let kind = fence.words.first ?? ""
    guard ["cbs", "cbs-script", "console"].contains(kind) else { return }
    if index == lines.count { report("this block is never closed", line: start + 1) }
    if fence.isIndented { return report("a block that runs is not indented", line: start + 1) }
    switch kind {
    case "cbs-script": readFile(fence, body: body)
    case "console": readSteps(.program, fence, body: body)
    default: readSteps(.line, fence, body: body)
    }
  }

  private mutating func readFile(_ fence: Fence, body: Range<Int>) {
    let line = body.lowerBound
    let name = fence.words.dropFirst().first ?? ""
    guard fence.words.count == 2, !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
      return report("a file needs one name inside the working directory: cbs-script NAME", line: line)
    }
    let text = lines[body].map { $0 + "\n" }.joined()
    append(.file(TranscriptPage.File(name: name, text: text, line: line)))
  }

  private mutating func readSteps(_ kind: TranscriptPage.Step.Kind, _ fence: Fence, body: Range<Int>) {
    var start: Int?
    for position in body.lowerBound...body.upperBound {
      if position < body.upperBound, kind.input(of: lines[position]) == nil {
        guard start == nil, position == body.lowerBound else { continue }
        return report("output without input; input begins with '\(kind.prompt)'", line: position + 1)
      }
      if let start { readStep(kind, fence, block: body.lowerBound, body: start..<position) }
      start = position
    }
  }

  /// Reads one step: its first line is input, as are the continuations directly after it; the rest is output.
  private mutating func readStep(_ kind: TranscriptPage.Step.Kind, _ fence: Fence, block: Int, body: Range<Int>) {
    var input = [kind.input(of: lines[body.lowerBound]) ?? ""]
    for line in lines[body].dropFirst() {
      guard let more = kind.continuation(of: line) else { break }
      input.append(more)
    }
    let output = body.lowerBound + input.count..<body.upperBound
    let step = TranscriptPage.Step(
      kind: kind, input: input.joined(separator: "\n"), expected: lines[output].joined(separator: "\n"),
      settings: scopes.last?.settings ?? [:],
      inputLines: body.lowerBound + 1..<output.lowerBound + 1,
      outputLines: output.lowerBound + 1..<output.upperBound + 1,
      fence: fence.mark, block: block)
    guard kind == .program else { return append(.step(step)) }
    // Another program's line is there to be read.
    guard step.input == "cbs" || step.input.hasPrefix("cbs ") else { return }
    if step.arguments == nil {
      report("only words and quotes are run here, nothing else of a shell", line: body.lowerBound + 1)
    } else {
      append(.step(step))
    }
  }
}
