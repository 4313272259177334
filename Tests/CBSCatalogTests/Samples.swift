import CBSCatalog
import CBSValues
import TestSupport

/// Draws a value that a field may hold.
struct ValueSampler {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func identifier() -> String {
    random.text("abcXYZ019", 1...1) + random.text("abcXYZ019._-", 0...20)
  }

  private mutating func alias() -> String {
    random.text("abcxyz", 1...1) + random.text("abcXYZ019-", 0...20) + random.text("abc019", 1...1)
  }

  private mutating func selector() -> String {
    random.chance(2) ? String(Int64.random(in: 1...Int64.max, using: &random)) : alias()
  }

  /// A JSON value, as a word of a line could not say it better.
  mutating func json(of kind: ValueKind, within range: ClosedRange<Double>?) -> JSON {
    switch kind {
    case .text: return .string(random.anyText())
    case .integer:
      guard let range else { return .integer(Int64.random(in: .min ... .max, using: &random)) }
      return .integer(Int64.random(in: Int64(range.lowerBound)...Int64(range.upperBound), using: &random))
    case .number: return .float(Double.random(in: range ?? -1e6...1e6, using: &random))
    case .boolean: return .boolean(random.chance(2))
    case .json: return [.string(random.anyText()), 7, nil, ["k": .string(random.anyText())]]
    case .organization, .organizationID, .architecture, .endpoint: return .string(identifier())
    case .model: return .string(random.text("abcXYZ019", 1...1) + random.text("abc/:.%-_üX19", 0...12))
    case .version: return .string("orgs/\(identifier())/models/\(identifier())/versions/\(selector())")
    case .selector: return .string(selector())
    case .alias: return .string(alias())
    case .s3:
      return .string(
        "s3://" + random.text("abc019", 3...20) + random.chance(2).text("/" + random.text("aZ09/ü %.", 0...20)))
    case .suffix: return .string(random.text("abcXYZ019._-", 1...64))
    case .messages:
      return .array([.string(random.anyText()), ["role": "assistant", "content": .string(random.anyText())]])
    case .choice(let words): return .string(words.randomElement(using: &random) ?? "")
    case .list(let element):
      return .array((0..<Int.random(in: 1...4, using: &random)).map { _ in json(of: element, within: nil) })
    }
  }

  /// A draft with every required field and some of the others.
  mutating func draft<E: Endpoint>(of endpoint: E.Type) throws -> Draft<E> {
    var draft = Draft<E>()
    for field in E.fields where field.isRequired || random.chance(2) {
      try draft.set(field, to: [json(of: field.kind, within: field.range)], in: ArgumentContext())
    }
    return draft
  }
}

extension Bool {
  fileprivate func text(_ text: String) -> String { self ? text : "" }
}
