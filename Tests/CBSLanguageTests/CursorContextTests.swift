import CBSDiagnostics
@testable import CBSLanguage
import TestSupport
import Testing

/// Where the cursor stands, for completion.
struct CursorContextTests {
  /// `|` in the text is the cursor.
  private func at(_ marked: String) -> CursorContext {
    let cursor = marked.lastIndex(of: "¦") ?? marked.endIndex
    let text = marked.replacingMark
    return .at(marked[..<cursor].utf8.count, in: text)
  }

  @Test(arguments: [
    ("¦", CursorContext.Place.start, [], "", CursorContext.Quote.bare),
    ("ver¦", .start, [], "ver", .bare),
    ("a; ¦", .start, [], "", .bare),
    ("version ¦", .argument, ["version"], "", .bare),
    ("version get ac¦", .argument, ["version", "get"], "ac", .bare),
    ("deploy 'a b' \"c\\\"d\" --wa¦", .argument, ["deploy", "a b", "c\"d"], "--wa", .bare),
    ("deploy 'a b¦", .argument, ["deploy"], "a b", .raw),
    ("deploy 'a b'¦", .argument, ["deploy"], "a b", .raw),
    ("deploy \"a b¦", .argument, ["deploy"], "a b", .string),
    ("deploy \"¦", .argument, ["deploy"], "", .string),
    ("upload x --alias=ca¦", .flagValue("alias"), ["upload", "x"], "ca", .bare),
    ("upload x --alias=¦", .flagValue("alias"), ["upload", "x"], "", .bare),
    ("upload x --alias=\"c a¦", .flagValue("alias"), ["upload", "x"], "c a", .string),
    ("upload x --alias 'ca¦", .argument, ["upload", "x", "--alias"], "ca", .raw),
    ("let v = up¦", .start, [], "up", .bare),
    ("let v = ¦", .start, [], "", .bare),
    ("let v¦", .other, [], "v", .bare),
    ("print (version li¦", .argument, ["version"], "li", .bare),
    ("print (¦", .start, [], "", .bare),
    ("print (a).¦", .other, ["print", "(a)."], "", .bare),
    ("print (a) x¦", .argument, ["print", "(a)"], "x", .bare),
    ("print $¦", .variable(path: []), ["print"], "", .bare),
    ("print $v.li¦", .variable(path: ["v"]), ["print", "$v."], "li", .bare),
    ("print $v[0].x?.¦", .variable(path: ["v", "[]", "x"]), ["print", "$v[0].x"], "", .bare),
    ("if $a.b == $c¦", .variable(path: []), [], "c", .bare),
    ("if fo¦", .expression, [], "fo", .bare),
    ("print \"x $na¦", .variable(path: []), [], "na", .string),
    ("print \"x ${na.f¦", .variable(path: ["na"]), [], "f", .bare),
    ("print \"x $(version g¦", .argument, ["version"], "g", .bare),
    ("version list | ¦", .stage, [], "", .bare),
    ("version list | wh¦", .stage, [], "wh", .bare),
    ("version list | where .st¦", .element(path: []), [], "st", .bare),
    ("version list | where .a.¦", .element(path: ["a"]), [], "", .bare),
    ("wait version get $v until .¦", .element(path: []), ["version", "get", "$v"], "", .bare),
    ("a # why¦", .other, ["a"], "", .bare),
    ("foo && ba¦", .start, [], "ba", .bare),
    ("if $x {\n  dep¦", .start, [], "dep", .bare),
    ("if $x { a } ¦", .expression, [], "", .bare),
    ("try { a } catch e { ¦", .start, [], "", .bare),
    ("é ü¦ x y", .argument, ["é"], "ü", .bare),
  ])
  func tellsThePlace(
    text: String, place: CursorContext.Place, words: [String], partial: String, quote: CursorContext.Quote
  ) {
    let context = at(text)
    #expect(context.partial == partial)
    #expect(context.quote == quote)
    #expect(context.place == place)
    #expect(context.words == words || context.place == .other)
  }

  @Test func tellsFlagsStageInputAndSpan() {
    let context = at("version list --all x | sort .id | first 'a¦")
    #expect(context.stage == 2)
    #expect(context.input == ["version", "list", "--all", "x"])
    #expect(context.words == ["first"])
    #expect(context.span == Span(40, 42))
    let flags = at("upload --alias=b -f c ¦")
    #expect(flags.words == ["upload", "--alias=b", "-f", "c"])
    #expect(flags.flags == [1, 2])
    #expect(flags.index == 4)
  }

  @Test func anyTextHasAPlace() {
    var random = SeededGenerator(seed: 12)
    for seed in UInt64(0)..<150 {
      var generator = ScriptGenerator(seed: seed)
      let script = generator.script()
      for _ in 0..<20 {
        let offset = random.below(script.utf8.count + 2)
        let context = CursorContext.at(offset, in: script)
        #expect(context.span.upper <= script.utf8.count)
        #expect(context.span.upper == min(offset, script.utf8.count))
      }
      let wild = random.text(upTo: 40)
      #expect(CursorContext.at(wild.utf8.count, in: wild).span.upper == wild.utf8.count)
      #expect(CursorContext.at(-1, in: wild).span == Span(at: 0))
    }
  }
}

extension String {
  fileprivate var replacingMark: String { filter { $0 != "¦" } }
}
