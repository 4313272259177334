import CBSLanguage
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions that ask about texts.
  static let texts: [Function] = [
    Function(
      "len", ["value"], returns: .integer, "How many characters, elements or fields there are.",
      example: "len([1, 2, 3])", gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .text(let text): .integer(Int64(text.count))
      case .list(let elements): .integer(Int64(elements.count))
      case .record(let fields): .integer(Int64(fields.count))
      case .null, .boolean, .integer, .float, .digits, .duration, .size, .time, .secret:
        throw .wanted("a text, a list or a record", arguments[0])
      }
    },
    Function(
      "contains", ["whole", "part"], returns: .boolean, "Whether a text, list or record has the part, element or key.",
      example: #"contains("gpt-oss-120b", "oss")"#, gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in
      guard let answer = arguments[0].holds(arguments[1]) else {
        let isWhole = arguments[0].text != nil || arguments[0].record != nil
        throw .wanted(isWhole ? "a text" : "a text, a list or a record", arguments[isWhole ? 1 : 0])
      }
      return .boolean(answer)
    },
    Function(
      "starts_with", [.init("text", .text), .init("start", .text)], returns: .boolean, "Whether the text begins so.",
      example: #"starts_with("s3://b/k", "s3://")"#, gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in
      .boolean(try arguments[0].wantText().hasPrefix(try arguments[1].wantText()))
    },
    Function(
      "ends_with", [.init("text", .text), .init("end", .text)], returns: .boolean, "Whether the text ends so.",
      example: #"ends_with("config.json", ".json")"#, gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in
      .boolean(try arguments[0].wantText().hasSuffix(try arguments[1].wantText()))
    },
    Function(
      "index_of", ["whole", "part"], "Where a part or element is first, from 0; null where it is not.",
      example: #"index_of(["a", "b", "c"], "c")"#, gives: "2"
    ) { (arguments, _) throws(FunctionFailure) in
      if let text = arguments[0].text {
        let part = try arguments[1].wantText()
        if part.isEmpty { return .integer(0) }
        guard let range = TextSearch.ranges(of: part, in: text, limit: 1).first else { return .null }
        return .integer(Int64(text.distance(from: text.startIndex, to: range.lowerBound)))
      }
      guard let elements = try arguments[0].bounded().list else { throw .wanted("a text or a list", arguments[0]) }
      let part = try arguments[1].bounded()
      return elements.firstIndex { $0.equals(part) }.map { .integer(Int64($0)) } ?? .null
    },
    Function(
      "count", ["whole", "part"], returns: .integer, "How often a text has the part, or a list the element.",
      example: #"count(["done", "failed", "done"], "done")"#, gives: "2"
    ) { (arguments, _) throws(FunctionFailure) in
      if let text = arguments[0].text {
        let part = try arguments[1].wantText()
        guard !part.isEmpty else { throw FunctionFailure("what is counted cannot be empty") }
        return .integer(Int64(TextSearch.ranges(of: part, in: text).count))
      }
      guard let elements = try arguments[0].bounded().list else { throw .wanted("a text or a list", arguments[0]) }
      let part = try arguments[1].bounded()
      return .integer(Int64(elements.count { $0.equals(part) }))
    },
  ]
}
