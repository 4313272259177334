import CBSDiagnostics
package import CBSLanguage
import CBSText

extension Value {
  /// The value as the kind a parameter is of. Data stays data: whatever a text holds, it is one argument.
  func converted(to type: ParameterType, for parameter: String, at span: Span) throws(Fault) -> Value {
    let value = try converted(to: type.kind, for: parameter, at: span)
    if case .text(let text) = value, let objection = type.objection(text) {
      throw .badArgument(value, parameter, objection: objection, at: span)
    }
    return value
  }

  private func converted(to kind: ParameterType.Kind, for parameter: String, at span: Span) throws(Fault) -> Value {
    switch (kind, self) {
    case (.any, _), (.reference, .text), (.reference, .integer), (.reference, .record), (.reference, .secret),
      (.text, .text), (.text, .secret), (.integer, .integer), (.number, .integer), (.number, .float),
      (.boolean, .boolean), (.duration, .duration), (.size, .size):
      return self
    case (.text, .boolean), (.text, .integer), (.text, .float), (.text, .digits), (.text, .duration), (.text, .size),
      (.text, .time):
      return .text(description)
    // The API counts bytes in plain integers.
    case (.size, .integer(let bytes)) where bytes >= 0: return .size(bytes)
    case (_, .text(let text)):
      guard let literal = Literal(reading: text, as: kind) else {
        throw .badArgument(self, parameter, objection: "\(kind.article) is wanted", at: span)
      }
      return Value(literal: literal)
    default: throw .wrongKind(self, parameter, wanted: kind.article, at: span)
    }
  }

  /// The value of a text given from outside for a `param` of `type`, nil where it is none.
  package init?(reading text: String, as type: ValueType) {
    switch type {
    case .text, .any: self = .text(text)
    case .uri:
      guard text.contains("://") else { return nil }
      self = .text(text)
    case .time:
      guard let seconds = CalendarTime.seconds(iso: text) else { return nil }
      self = .time(seconds)
    case .integer, .number, .boolean, .duration, .size:
      guard let kind = type.kind, let literal = Literal(reading: text, as: kind) else { return nil }
      self = Value(literal: literal)
    case .list:
      // A JSON list, or words between commas.
      if text.hasPrefix("[") {
        guard let value = Value(parsingJSON: text), value.list != nil else { return nil }
        self = value
      } else {
        self = .list(text.split(separator: ",").map { .text(String($0)) })
      }
    case .record:
      guard let value = Value(parsingJSON: text), value.record != nil else { return nil }
      self = value
    }
  }
}
