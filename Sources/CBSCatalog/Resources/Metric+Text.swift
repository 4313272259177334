import OrderedCollections

extension Metric {
  /// Reads one line of a Prometheus exposition: `name{label="value",…} 42.0`, perhaps with a time after it.
  init?(line: Substring) {
    var rest = line
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }
    guard !name.isEmpty else { return nil }
    rest = rest.dropFirst(name.count).trimmedStart
    var labels: OrderedDictionary<String, String> = [:]
    if rest.first == "{" {
      rest = rest.dropFirst().trimmedStart
      while rest.first != "}" {
        let label = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(label.count).trimmedStart
        guard !label.isEmpty, rest.first == "=" else { return nil }
        rest = rest.dropFirst().trimmedStart
        guard let value = Self.quoted(&rest) else { return nil }
        labels[String(label)] = value
        rest = rest.trimmedStart
        if rest.first == "," { rest = rest.dropFirst().trimmedStart } else if rest.first != "}" { return nil }
      }
      rest = rest.dropFirst()
    }
    let words = rest.split { $0 == " " || $0 == "\t" }
    guard (1...2).contains(words.count), let value = Self.number(words[0]) else { return nil }
    self.init(name: String(name), labels: labels, value: value)
  }

  /// The line that reads back as this sample.
  var line: String {
    var text = name
    if !labels.isEmpty {
      text += "{" + labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
    }
    if value.isNaN { return text + " NaN" }
    if value.isInfinite { return text + (value < 0 ? " -Inf" : " +Inf") }
    return text + " \(value)"
  }

  private static func number(_ word: Substring) -> Double? {
    switch word {
    case "+Inf", "Inf": .infinity
    case "-Inf": -.infinity
    case "NaN": .nan
    default: Double(word)
    }
  }

  private static func quoted(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else { return nil }
    rest = rest.dropFirst()
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"": return text
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        text.append(escaped == "n" ? "\n" : escaped)
      default: text.append(character)
      }
    }
    return nil
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      default: String(character)
      }
    }.joined()
  }
}

extension Substring {
  fileprivate var trimmedStart: Substring { drop { $0 == " " || $0 == "\t" } }
}
