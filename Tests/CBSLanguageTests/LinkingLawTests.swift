import CBSDiagnostics
import TestSupport
import Testing

@testable import CBSLanguage

/// Laws of linking, over generated scripts that are spread over files.
struct LinkingLawTests {
  /// A script in several files, and the same in one.
  struct Spread {
    /// In the order in which they run; the last is the text itself.
    var files: [(path: String, text: String)] = []
    var joined = ""

    init(seed: UInt64) {
      var generator = ScriptGenerator(seed: seed)
      var random = SeededGenerator(seed: seed ^ 0xF11E)
      var (headers, statements) = generator.pieces()
      joined = (headers + statements).joined()
      /// Files that nobody includes yet.
      var roots: [Int] = []
      let count = 1 + random.below(6)
      for number in 0..<count {
        let isLast = number == count - 1
        let folder = isLast ? "" : random.pick(["", "lib/", "lib/deep/", "other/"])
        var lines: [String] = []
        let adopted = isLast ? roots.count : random.below(roots.count + 1)
        for child in roots.suffix(adopted) { lines.append(Self.include(files[child].path, from: folder, &random)) }
        roots.removeLast(adopted)
        roots.append(number)
        // What ran already may be named again, and what is not there may be asked for.
        if !isLast || random.chance(50) {
          if adopted > 0, number > 0, random.chance(40) {
            lines.append(Self.include(files[number - 1].path, from: folder, &random))
          }
          if random.chance(20) { lines.append("include? 'gone.cbs'\n") }
        }
        let own = isLast ? headers.count : random.below(headers.count + 1)
        var place = 0
        for header in headers.prefix(own) {
          place += random.below(lines.count - place + 1)
          lines.insert(header, at: place)
          place += 1
        }
        headers.removeFirst(own)
        let body = isLast ? statements.count : random.below(statements.count + 1)
        files.append((folder + "f\(number).cbs", (lines + statements.prefix(body)).joined()))
        statements.removeFirst(body)
      }
    }

    private static func include(_ path: String, from folder: String, _ random: inout SeededGenerator) -> String {
      let up = String(repeating: "../", count: folder.utf8.count { $0 == UInt8(ascii: "/") })
      return random.pick(["include", "include?"]) + " '" + random.pick(["", "./", "x/../"]) + up + path + "'\n"
    }

    func linked() -> ParsedSource {
      let main = files[files.count - 1]
      return Linker.link(Source(name: main.path, text: main.text), path: main.path) { path in
        files.first { $0.path == path }.map { .contents(Array($0.text.utf8)) } ?? .missing
      }
    }
  }

  @Test func aScriptInSeveralFilesIsTheScriptInOne() {
    for seed in 0..<500 {
      let spread = Spread(seed: UInt64(seed))
      let linked = spread.linked()
      #expect(linked.diagnostics == [], "seed \(seed)\n\(spread)")
      let isSame = linked.script.outline == parse(spread.joined).script.outline
      #expect(isSame, "seed \(seed)\n\(spread)")
      #expect(LawTests.tokensCover(linked), "seed \(seed)\n\(spread)")
      guard isSame, linked.diagnostics.isEmpty else { return }
    }
  }

  @Test func everySpanLiesInItsOwnFile() {
    for seed in 0..<200 {
      let spread = Spread(seed: UInt64(seed))
      let source = spread.linked().source
      let linked = spread.linked()
      var texts: [String] = []
      for (path, text) in spread.files {
        let alone = Parser.parse(Source(name: path, text: text))
        texts += alone.script.statements.map { alone.source.text($0.span) }
        guard let part = source.parts.first(where: { $0.name == path }) else {
          Issue.record("seed \(seed): '\(path)' was not taken\n\(spread)")
          return
        }
        let tokens = linked.tokens.filter { part.span.lower <= $0.span.lower && $0.span.upper <= part.span.upper }
        #expect(tokens.map { Token($0.kind, at: part.relative($0.span)) } == alone.tokens, "seed \(seed)\n\(spread)")
        for offset in 0...text.utf8.count {
          let place = source.position(of: part.span.lower + offset)
          #expect(place == alone.source.position(of: offset), "seed \(seed), \(path) at \(offset)\n\(spread)")
          #expect(source.name(at: part.span.lower + offset) == path)
        }
      }
      #expect(linked.script.statements.map { source.text($0.span) } == texts, "seed \(seed)\n\(spread)")
    }
  }

  /// Whatever the bytes, what is wrong with a file looks as though the file stood alone.
  @Test func faultsLookAsInTheFileAlone() {
    var random = SeededGenerator(seed: 11)
    let pieces = [
      "let ", "if ", "{", "}", "(", ")", "[", "]", "\"", "'", "$", "$x", "\n", "|", ";", "\\", "#", " ", ".a", "=",
      "else ", "until ", "--x", "1h", "\u{FEFF}", "param p\n", "\r\n", "x",
    ]
    for _ in 0..<1000 {
      let files = (0..<3).map { number in
        var bytes: [UInt8] = []
        for _ in 0..<random.below(20) {
          bytes += random.chance(95) ? Array(random.pick(pieces).utf8) : [UInt8.random(in: 0...255, using: &random)]
        }
        return (name: "f\(number).cbs", bytes: bytes)
      }
      let linked = Linker.link(
        Source(name: "main.cbs", text: "include 'f0.cbs'\ninclude 'f1.cbs'\ninclude 'f2.cbs'\n"), path: nil
      ) { path in files.first { $0.name == path }.map { .contents($0.bytes) } ?? .missing }
      #expect(LawTests.tokensCover(linked))
      var rendered: [String] = []
      var objects: [String] = []
      for file in files {
        let alone = Parser.parse(Source(name: file.name, bytes: file.bytes))
        rendered += alone.diagnostics.map { $0.render(in: alone.source) }
        objects += alone.diagnostics.map { $0.json(in: alone.source) }
      }
      let isSame = linked.diagnostics.map { $0.render(in: linked.source) } == rendered
      #expect(isSame, "\(files)")
      #expect(linked.diagnostics.map { $0.json(in: linked.source) } == objects, "\(files)")
      guard isSame else { return }
    }
  }
}
