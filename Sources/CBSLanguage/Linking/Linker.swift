package import CBSDiagnostics

/// Joins a text with the files that it includes, before anything is checked: one source, one script.
///
/// Reads nothing itself and knows files by their names alone: `a/../b.cbs` is `b.cbs`, whatever `a` is. A file is taken
/// once, wherever it is named; one that would include itself is refused. The lines `include` are gone from what comes
/// out: first stand the headers and statements of the included files, each behind those that it includes, then those
/// of the text.
package struct Linker {
  /// What there is under a path.
  package enum Answer: Sendable {
    case contents([UInt8])
    case missing
    /// There is something, and why it cannot be had: `it is a folder`.
    case unreadable(String)
  }

  /// Different paths that one text may name, with all it includes.
  package static let fileLimit = 256
  /// Bytes of all included files together.
  package static let byteLimit = 64 << 20
  /// Bytes of a path; no system takes a longer one.
  static let pathLimit = 4096

  /// A text whose headers were read.
  private struct File {
    let name: String
    /// Relative paths in it start here: its path up to the last slash.
    let folder: String
    let bytes: [UInt8]
  }

  private enum State {
    /// Its own includes are being followed.
    case open
    case taken
    /// Nothing can be taken from there; whether that was said.
    case absent(isReported: Bool)
  }

  /// What is wrong with an `include`, by the number of the file it stands in.
  private struct Finding {
    let file: Int
    let diagnostic: (Span) -> Diagnostic
    let path: Span
  }

  private let read: (String) -> Answer
  /// In the order in which they were met; the text itself is the first.
  private var files: [File]
  /// By the bytes of the path: two spellings of one letter are two files.
  private var states: [[UInt8]: State] = [:]
  /// Numbers of the files whose includes are being followed, from the text inwards.
  private var chain = [0]
  /// Numbers of the files that were taken, in the order in which they run.
  private var order: [Int] = []
  private var findings: [Finding] = []
  private var byteCount = 0
  private var isFull = false

  private init(_ main: Source, path: String?, reading read: @escaping (String) -> Answer) {
    self.read = read
    let path = path.map { IncludePath.resolve($0, from: "") }
    files = [File(name: main.name, folder: path.map(IncludePath.folder) ?? "", bytes: [])]
    if let path { states[Array(path.utf8)] = .open }
  }

  /// Joins `parsed` with what it includes, which is parsed.
  ///
  /// What is wrong is told in the order of the source: the text itself, then the included files in the order in which
  /// they run.
  ///
  /// - Parameter path: where the text was read from; nil for one that comes from no file, whose paths are taken as
  ///   they are written.
  /// - Parameter read: asked once for each path.
  package static func link(
    _ parsed: ParsedSource, path: String?, reading read: (String) -> Answer
  ) -> ParsedSource {
    guard parsed.script.headers.contains(where: \.isInclude) else { return parsed }
    return withoutActuallyEscaping(read) { read in
      var linker = Linker(parsed.source, path: path, reading: read)
      // One behind a statement is a fault of its own, and is not followed.
      let firstStatement = parsed.script.statements.first?.span.lower ?? .max
      linker.follow(parsed.script.headers.filter { $0.span.lower < firstStatement }, of: 0)
      return linker.joined(with: parsed)
    }
  }

  /// Parses `main` and what it includes.
  package static func link(_ main: Source, path: String?, reading read: (String) -> Answer) -> ParsedSource {
    link(Parser.parse(main), path: path, reading: read)
  }

  // MARK: Following

  private mutating func follow(_ headers: [Header], of file: Int) {
    for case .include(let path, let isOptional) in headers.lazy.map(\.kind) {
      include(path, isOptional: isOptional, in: file)
    }
  }

  private mutating func include(_ path: Name, isOptional: Bool, in file: Int) {
    guard !isFull, findings.count < ScriptParser.diagnosticLimit else { return }
    func finding(_ diagnostic: @escaping (Span) -> Diagnostic) -> Finding {
      Finding(file: file, diagnostic: diagnostic, path: path.span)
    }
    guard !path.text.isEmpty, path.text.utf8.count < Self.pathLimit, !path.text.utf8.contains(0) else {
      return findings.append(finding { .includeWithoutName(path.text, at: $0) })
    }
    let name = IncludePath.resolve(path.text, from: files[file].folder)
    let key = Array(name.utf8)
    switch states[key] {
    case .taken: return
    case .open:
      let chain = names(from: key)
      findings.append(finding { .includeCycle(chain, at: $0) })
    case .absent(let isReported):
      guard !isOptional, !isReported else { return }
      states[key] = .absent(isReported: true)
      findings.append(finding { .includeMissing(name, at: $0) })
    case nil:
      guard states.count < Self.fileLimit else {
        isFull = true
        return findings.append(finding { .tooManyIncludes(limit: Self.fileLimit, at: $0) })
      }
      switch read(name) {
      case .missing:
        states[key] = .absent(isReported: !isOptional)
        if !isOptional { findings.append(finding { .includeMissing(name, at: $0) }) }
      case .unreadable(let reason):
        states[key] = .absent(isReported: true)
        findings.append(finding { .includeUnreadable(name, because: reason, at: $0) })
      case .contents(let bytes):
        byteCount += bytes.count
        guard byteCount <= Self.byteLimit else {
          isFull = true
          return findings.append(finding { .includesTooLarge(limit: Self.byteLimit, at: $0) })
        }
        take(File(name: name, folder: IncludePath.folder(of: name), bytes: bytes), as: key)
      }
    }
  }

  /// Takes a file behind all that it includes.
  private mutating func take(_ file: File, as key: [UInt8]) {
    let number = files.count
    files.append(file)
    states[key] = .open
    chain.append(number)
    follow(Parser.headers(of: Source(name: file.name, bytes: file.bytes)), of: number)
    chain.removeLast()
    states[key] = .taken
    order.append(number)
  }

  /// The names of the files that lead from the open one at `key` back to it.
  private func names(from key: [UInt8]) -> [String] {
    let names = chain.map { files[$0].name }
    // Only the text itself may be called by another name than its path.
    let start = chain.firstIndex { $0 > 0 && Array(files[$0].name.utf8) == key } ?? 0
    return names[start...] + [names[start]]
  }

  // MARK: Joining

  /// One source and one script of `main` and the files that were taken.
  private func joined(with main: ParsedSource) -> ParsedSource {
    let source = Source(main.source, including: order.map { (files[$0].name, files[$0].bytes, 1) })
    var script = Script()
    var tokens = main.tokens
    var diagnostics = told(main.diagnostics, in: 0, at: source.parts[0])
    for (number, part) in zip(order, source.parts.dropFirst()) {
      let parsed = Parser.parse(part, of: source)
      script.headers += parsed.script.headers
      script.statements += parsed.script.statements
      // The line break between two parts.
      tokens.append(Token(.newline, at: Span(part.span.lower - 1, part.span.lower)))
      tokens += parsed.tokens
      diagnostics += told(parsed.diagnostics.map(\.complete), in: number, at: part)
    }
    script.headers += main.script.headers
    script.statements += main.script.statements
    script.headers.removeAll(where: \.isInclude)
    return ParsedSource(source: source, script: script, diagnostics: diagnostics, tokens: tokens)
  }

  /// What is wrong with one file: with its text, and with what it includes.
  private func told(_ diagnostics: [Diagnostic], in file: Int, at part: SourcePart) -> [Diagnostic] {
    let findings = findings.filter { $0.file == file }.map { finding in
      finding.diagnostic(Span(part.span.lower + finding.path.lower, part.span.lower + finding.path.upper))
    }
    guard !findings.isEmpty else { return diagnostics }
    return (diagnostics + findings).sorted { ($0.span.lower, $0.span.upper) < ($1.span.lower, $1.span.upper) }
  }
}

extension Header {
  fileprivate var isInclude: Bool {
    switch kind {
    case .include: true
    case .parameter, .secret: false
    }
  }
}

extension Diagnostic {
  /// The same for a file: nothing that is typed behind the text that includes it removes the error.
  fileprivate var complete: Diagnostic {
    var diagnostic = self
    diagnostic.isIncomplete = false
    return diagnostic
  }
}
