import CBSLanguage
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions that ask about texts and give them another form.
  static let texts: [Function] = [
    Function(
      "len", ["value"], returns: .integer, "How many characters, elements or fields there are.",
      example: "len([1, 2, 3])", gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .string(let text): .integer(Int64(text.count))
      case .list(let elements): .integer(Int64(elements.count))
      case .record(let fields): .integer(Int64(fields.count))
      case .null, .boolean, .integer, .float, .digits, .duration, .size, .time, .secret:
        throw .wanted("a string, a list or a record", arguments[0])
      }
    },
    Function(
      "starts_with", [.init("string", .string), .init("start", .string)], returns: .boolean,
      "Whether the string begins so.",
      example: #"starts_with("s3://b/k", "s3://")"#, gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in
      .boolean(try arguments[0].wantText().hasPrefix(try arguments[1].wantText()))
    },
    Function(
      "ends_with", [.init("string", .string), .init("end", .string)], returns: .boolean, "Whether the string ends so.",
      example: #"ends_with("config.json", ".json")"#, gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in
      .boolean(try arguments[0].wantText().hasSuffix(try arguments[1].wantText()))
    },
    Function(
      "lowercase", [.init("string", .string)], returns: .string, "The string in lowercase.",
      example: #"lowercase("GPT-OSS")"#,
      gives: "gpt-oss"
    ) { (arguments, _) throws(FunctionFailure) in .string(try arguments[0].wantText().lowercased()) },
    Function(
      "uppercase", [.init("string", .string)], returns: .string, "The string in uppercase.",
      example: #"uppercase("ok")"#,
      gives: "OK"
    ) { (arguments, _) throws(FunctionFailure) in .string(try arguments[0].wantText().uppercased()) },
    Function(
      "trim", [.init("string", .string), .init("characters", .string)], requiredCount: 1, returns: .string,
      "The string without whitespace, or those characters, at its ends.", example: #"trim("  ok ")"#, gives: "ok"
    ) { (arguments, _) throws(FunctionFailure) in
      let text = try arguments[0].wantText()
      guard let characters = try arguments.given(1)?.wantText() else { return .string(text.trimmed(\.isWhitespace)) }
      let set = Set(characters)
      return .string(text.trimmed { set.contains($0) })
    },
    Function(
      "replace", [.init("string", .string), .init("old", .string), .init("new", .string)], returns: .string,
      "The string with each old part replaced.", example: #"replace("a-b-c", "-", "/")"#, gives: "a/b/c"
    ) { (arguments, _) throws(FunctionFailure) in
      let (text, old) = (try arguments[0].wantText(), try arguments[1].wantText())
      let new = try arguments[2].wantText()
      guard !old.isEmpty else { throw FunctionFailure("what is replaced cannot be empty") }
      var result = BoundedText()
      for (index, part) in TextSearch.parts(of: text, separator: old).enumerated() {
        if index > 0 { try result.append(new) }
        try result.append(part)
      }
      return result.value
    },
    Function(
      "pad_start", [.init("string", .string), .init("width", .integer), .init("fill", .string)], requiredCount: 2,
      returns: .string, "The string with spaces, or the fill, before it up to a width.",
      example: #"pad_start("7", 3, "0")"#, gives: "007"
    ) { (arguments, _) throws(FunctionFailure) in .string(try arguments.padding() + (try arguments[0].wantText())) },
    Function(
      "repeat", ["whole", .init("count", .integer)], "A string or list so many times in a row.",
      example: #"repeat("ab", 3)"#, gives: "ababab"
    ) { (arguments, _) throws(FunctionFailure) in
      let count = try arguments[1].wantCount("a count")
      if let text = arguments[0].text {
        try Bounds.check(bytes: text.utf8.count * count)
        return .string(String(repeating: text, count: count))
      }
      guard let elements = arguments[0].list else { throw .wanted("a string or a list", arguments[0]) }
      try Bounds.check(elements: elements.count * count)
      return .list((0..<count).flatMap { _ in elements })
    },
  ]
}

extension [Value] {
  /// What is missing of the width in the second argument, of the fill in the third.
  fileprivate func padding() throws(FunctionFailure) -> String {
    let text = try self[0].wantText()
    let width = try self[1].wantCount("a width", upTo: Bounds.bytes)
    let fill = try given(2)?.wantText() ?? " "
    guard fill.count == 1 else { throw FunctionFailure("the fill is one character, not \(Value.string(fill).quoted)") }
    let count = Swift.max(0, width - text.count)
    try Bounds.check(bytes: text.utf8.count + fill.utf8.count * count)
    return String(repeating: fill, count: count)
  }
}

extension String {
  /// The string without such characters at its ends.
  fileprivate func trimmed(_ isCut: (Character) -> Bool) -> String {
    var rest = drop(while: isCut)
    while let last = rest.last, isCut(last) { rest.removeLast() }
    return String(rest)
  }
}
