package import CBSValues

extension Value {
  /// The value of a string given from outside for a `param` of `type`, nil where it is none.
  package init?(reading text: String, as kind: ParameterType.Kind) {
    switch kind {
    case .list:
      // A JSON list, or words between commas.
      if text.hasPrefix("[") {
        guard let value = Value(parsingJSON: text), value.list != nil else { return nil }
        self = value
      } else {
        self = .list(text.split(separator: ",").map { .string(String($0)) })
      }
    case .record:
      guard let value = Value(parsingJSON: text), value.record != nil else { return nil }
      self = value
    case .string, .integer, .number, .boolean, .duration, .size, .time, .uri, .reference, .any:
      guard let value = try? ParameterType("", kind).converted(.string(text)) else { return nil }
      self = value
    }
  }
}
