import CBSDiagnostics
import CBSLanguage
import CBSValues
import TestSupport

/// A valid script, the same with one fault in it, and what should be said of that.
struct PlantedFault {
  enum Kind: CaseIterable {
    case flag, command, keyword, stage, field, variable, function
    case missingArgument, surplusArgument, badWord, alias, location, version
    case operand, condition, unreachable, missingBrace, badEscape, missingQuote

    /// Whether the fault is a slip in a word that has a right form.
    var isMisspelling: Bool {
      switch self {
      case .flag, .command, .keyword, .stage, .field, .variable, .function: true
      case .missingArgument, .surplusArgument, .badWord, .alias, .location, .version, .operand, .condition,
        .unreachable,
        .missingBrace, .badEscape, .missingQuote:
        false
      }
    }
  }

  let script: String
  let broken: String
  /// Nil where any will do.
  let id: String?
  /// Where the fault is marked, in bytes.
  let place: Int
  /// Whether what is wrong shows only further down: then a note marks the place.
  let showsLater: Bool
  /// What a misspelt word should have been, as hints write it.
  var right: String?

  /// The line that the fault is marked in.
  var line: String {
    let before = broken.utf8.prefix(place).lastIndex(of: UInt8(ascii: "\n")).map { broken.utf8.index(after: $0) }
    return String(broken[(before ?? broken.startIndex)...].prefix { $0 != "\n" })
  }

  /// Plants a fault of the kind into a script; nil when nothing in it has room for one.
  init?(_ kind: Kind, in writer: inout ScriptWriter) {
    var found: PlantedFault?
    for site in writer.sites.shuffled(using: &writer.random) where found == nil {
      found = Self.plant(kind, at: site, in: writer.text, &writer.random)
    }
    guard let found else { return nil }
    self = found
  }

  private init(
    _ script: String, _ range: Range<Int>, _ replacement: String, id: String?, at place: Int, right: String?,
    showsLater: Bool
  ) {
    self.script = script
    let bytes = Array(script.utf8)
    broken = String(
      decoding: bytes[..<range.lowerBound] + Array(replacement.utf8) + bytes[range.upperBound...], as: UTF8.self)
    self.id = id
    self.place = place
    self.right = right
    self.showsLater = showsLater
  }

  private static func plant(
    _ kind: Kind, at site: ScriptWriter.Site, in script: String, _ random: inout SeededGenerator
  ) -> PlantedFault? {
    let range = site.range
    let word = String(decoding: Array(script.utf8)[range], as: UTF8.self)

    func replaced(_ replacement: String, _ id: String?, at place: Int? = nil, right: String? = nil) -> PlantedFault {
      PlantedFault(
        script, range, replacement, id: id, at: place ?? range.lowerBound, right: right,
        showsLater: [.missingBrace, .missingQuote].contains(kind))
    }

    switch (kind, site.role) {
    case (.flag, .flag):
      return replaced("--" + random.misspelt(String(word.dropFirst(2))), "unknown-flag", right: word)
    case (.command, .commandWord(let name)):
      return replaced(random.misspelt(word), "unknown-command", right: name)
    case (.keyword, .keyword), (.stage, .stage): return replaced(random.misspelt(word), nil, right: word)
    case (.field, .field): return replaced(random.misspelt(word), "unknown-field", right: "." + word)
    case (.variable, .variable):
      return replaced("$" + random.misspelt(String(word.dropFirst())), "undefined-name", right: word)
    case (.function, .function): return replaced(random.misspelt(word), "unknown-function", right: word + "(…)")
    case (.missingArgument, .arguments(let signature)):
      guard signature.positionals.contains(where: \.isRequired) else { return nil }
      return replaced("", "missing-argument", at: range.lowerBound - signature.name.utf8.count)
    case (.surplusArgument, .arguments(let signature)):
      guard !signature.positionals.contains(where: \.isRepeated) else { return nil }
      let words = signature.positionals.map { " " + random.pick(ScriptWords.words(for: $0)) }.joined()
      return replaced(words + " surplus", "too-many-arguments", at: range.lowerBound + words.utf8.count + 1)
    case (.badWord, .word(let parameter)):
      let type = parameter.type
      guard ![.any, .reference].contains(type.kind), type.kind != .string || !type.completion.words.isEmpty else {
        return nil
      }
      return replaced("soon", "bad-argument")
    case (.alias, .word(let parameter)) where parameter.type.label == "ALIAS":
      return replaced(random.pick(["Production", "my_alias", "x", "a.b", "blue-", "2-blue"]), "bad-argument")
    case (.location, .word(let parameter)) where parameter.type.label == "S3-LOCATION":
      return replaced(random.pick(["s3:/acme/x", "https://acme/x", "s3://A/x", "acme-weights/x"]), "bad-argument")
    case (.version, .word(let parameter)) where parameter.type.label == "VERSION":
      return replaced(random.pick(["gpt-oss-120b/0", "gpt-oss-120b/v1.2", "a/b/c/d", "Best"]), "bad-argument")
    case (.operand, .operand(let sum)): return replaced("'one'", "wrong-type", at: sum)
    case (.condition, .condition): return replaced("'yes'", "not-a-condition")
    case (.unreachable, .statement(let leaving)):
      let line = Array(script.utf8)[..<range.lowerBound]
      let indentation = line.reversed().prefix { $0 == UInt8(ascii: " ") }.count
      let inserted = random.pick(leaving) + "\n" + String(repeating: " ", count: indentation)
      return replaced(inserted, "unreachable", at: range.lowerBound + inserted.utf8.count)
    case (.missingBrace, .closeBrace(let open)): return replaced("", "unclosed-bracket", at: open)
    case (.badEscape, .text): return replaced("\\q", "bad-escape")
    case (.missingQuote, .closeQuote(let open)): return replaced("", nil, at: open)
    default: return nil
    }
  }
}
