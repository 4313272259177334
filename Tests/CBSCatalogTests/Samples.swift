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

  /// A value that a parameter takes, as a script would give it.
  mutating func value(of parameter: AnyParameter) -> Value {
    let range = parameter.range
    switch (parameter.type.kind, parameter.type.label) {
    case (.integer, _):
      guard let range else { return .integer(Int64.random(in: .min ... .max, using: &random)) }
      return .integer(Int64.random(in: Int64(range.lowerBound)...Int64(range.upperBound), using: &random))
    case (.number, _): return .float(Double.random(in: range ?? -1e6...1e6, using: &random))
    case (.boolean, _): return .boolean(random.chance(2))
    case (_, "VERSION"): return .string("orgs/\(identifier())/models/\(identifier())/versions/\(selector())")
    case (_, "ALIAS"): return .string(alias())
    case (_, "MODEL"): return .string(random.text("abcXYZ019", 1...1) + random.text("abc/:.%-_üX19", 0...12))
    case (_, "S3-LOCATION"):
      let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in "a" + random.text("aZ09ü %.", 0...9) }
      return .string(
        "s3://" + random.text("abc019", 3...20) + parts.map { "/" + $0 }.joined() + random.chance(2).text("/"))
    case (_, "SUFFIX"): return .string(random.text("abcXYZ019._-", 1...64))
    case (.reference, _), (_, "ORG"), (_, "ORG-ID"): return .string(identifier())
    case (_, "PROMPT"):
      return .list([
        .string(random.anyText()), Value(json: ["role": "assistant", "content": .string(random.anyText())]),
      ])
    case (_, "VALUE"): return Value(json: form(of: parameter.name))
    default:
      let words = parameter.type.completion.words
      return .string(words.randomElement(using: &random) ?? random.anyText())
    }
  }

  /// JSON of the form that the parameter wants, with a drawn string in it.
  private mutating func form(of name: String) -> JSON {
    let text = JSON.string(random.anyText())
    let schema: JSON = ["type": "object", "x": text]
    return switch name.replacing("-", with: "_") {
    case "logit_bias": ["50256": -100, "7": 0.5]
    case "model_parameters": ["x": text]
    case "prediction": ["type": "content", "content": random.chance(2) ? text : [["type": "text", "text": text]]]
    case "response_format":
      random.chance(2)
        ? ["type": "json_object"]
        : ["type": "json_schema", "json_schema": ["name": text, "schema": schema, "strict": true]]
    case "tool_choice": random.chance(2) ? "auto" : ["type": "function", "function": ["name": text]]
    case "tools":
      [["type": "function", "function": ["name": text, "description": text, "parameters": schema]]]
    default: [text, 7, nil, ["k": text]]
    }
  }

  /// A draft with every required field and some of the others.
  mutating func draft<E: Endpoint>(of endpoint: E.Type) throws -> Draft<E> {
    var draft = Draft<E>()
    var arguments = Arguments()
    for field in E.wire.fields where field.isRequired || random.chance(2) {
      let parameter = field.parameter
      try arguments.set(parameter, to: parameter.read(value(of: parameter)))
    }
    try draft.take(arguments, in: ArgumentContext())
    return draft
  }
}

extension Bool {
  fileprivate func text(_ text: String) -> String { self ? text : "" }
}
