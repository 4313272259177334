import CBSDiagnostics
@testable import CBSLanguage
import TestSupport
import Testing

/// Law 4 of `language.md`, second half: one syntax error gives one error.
struct FaultTests {
  /// A way to spoil a script at one place.
  enum Fault: CaseIterable {
    case removeBrace, removeBracket, removeQuote, addCloser, addOpener, addQuote, addOperator, addWord

    /// The spoilt text, or nil when there is nothing of the kind to spoil.
    func plant(in parsed: ParsedSource, _ random: inout SeededGenerator) -> String? {
      let bytes = parsed.source.bytes
      switch self {
      case .removeBrace: return remove([.openBlock, .closeBlock], parsed, &random)
      case .removeBracket: return remove([.openGroup, .openList, .openRecord, .openTight, .close], parsed, &random)
      case .removeQuote: return remove([.quoteOpen, .quoteClose], parsed, &random)
      case .addCloser: return add([" ) ", " ] ", " } "], parsed, &random)
      case .addOpener: return add([" ( ", " [ ", " { "], parsed, &random)
      case .addQuote: return add([" \" ", " ' "], parsed, &random)
      case .addOperator: return add([" && ", " || ", " > ", " == == ", " & ", " `x` "], parsed, &random)
      case .addWord: return add([" else ", " until ", " let ", " $ ", " 3x "], parsed, &random)
      }

      func remove(_ kinds: Set<Token.Kind>, _ parsed: ParsedSource, _ random: inout SeededGenerator) -> String? {
        let places = parsed.tokens.filter { kinds.contains($0.kind) }
        guard !places.isEmpty else { return nil }
        let span = random.pick(places).span
        return String(decoding: bytes[..<span.lower] + bytes[span.upper...], as: UTF8.self)
      }

      func add(_ pieces: [String], _ parsed: ParsedSource, _ random: inout SeededGenerator) -> String? {
        let places = parsed.tokens.map(\.span.lower)
        guard !places.isEmpty else { return nil }
        let place = random.pick(places)
        return String(decoding: bytes[..<place] + Array(random.pick(pieces).utf8) + bytes[place...], as: UTF8.self)
      }
    }
  }

  @Test(arguments: Fault.allCases)
  func onePlantedFaultGivesOneError(fault: Fault) {
    var random = SeededGenerator(seed: 7)
    var spoilt = 0
    for seed in 0..<250 {
      var generator = ScriptGenerator(seed: UInt64(seed))
      let script = generator.script()
      guard let text = fault.plant(in: parse(script), &random) else { continue }
      let parsed = parse(text)
      if !parsed.diagnostics.isEmpty { spoilt += 1 }
      let shown = parsed.diagnostics.map { $0.render(in: parsed.source) }.joined(separator: "\n")
      #expect(parsed.diagnostics.count <= 1, "seed \(seed)\n\(script)\n--- spoilt\n\(text)\n--- gives\n\(shown)")
      #expect(LawTests.tokensCover(parsed))
    }
    // Most of the faults are faults; a few make another valid script.
    #expect(spoilt > 150)
  }

  @Test func faultsFarApartAreToldApart() {
    let parsed = parse("print (\nlet a = 1)\n\nlet b = )\n\nprint ok\nprint a && b\n\nprint ok\nlet = 3\n")
    #expect(
      parsed.diagnostics.map(\.code.name) == ["reserved-word", "expected-value", "shell-syntax", "expected-name"])
  }
}
