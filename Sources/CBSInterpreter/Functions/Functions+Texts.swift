import CBSLanguage

extension Functions {
  /// Functions on texts.
  static let texts: [Function] = [
    Function("lower", ["text"], "The text in small letters.", example: #"lower("GPT-OSS")"#, gives: "gpt-oss") {
      (arguments, _) throws(FunctionFailure) in .text(try arguments[0].wantText().lowercased())
    },
    Function("upper", ["text"], "The text in capital letters.", example: #"upper("ok")"#, gives: "OK") {
      (arguments, _) throws(FunctionFailure) in .text(try arguments[0].wantText().uppercased())
    },
    Function("trim", ["text"], "The text without blanks at its ends.", example: #"trim("  ok ")"#, gives: "ok") {
      (arguments, _) throws(FunctionFailure) in
      let text = try arguments[0].wantText()
      let start = text.drop(while: \.isWhitespace)
      return .text(
        String(start.prefix(upTo: start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)))
    },
    Function(
      "split", ["text", "separator"], "The parts of a text between separators.", example: #"split("a,b,c", ",")"#,
      gives: #"["a","b","c"]"#
    ) { (arguments, _) throws(FunctionFailure) in
      let (text, separator) = (try arguments[0].wantText(), try arguments[1].wantText())
      guard !separator.isEmpty else { return .list(text.map { .text(String($0)) }) }
      return .list(text.split(separator: separator, omittingEmptySubsequences: false).map { .text(String($0)) })
    },
    Function(
      "join", ["list", "separator"], "The elements of a list as one text.", example: #"join([1, 2, 3], "-")"#,
      gives: "1-2-3"
    ) { (arguments, _) throws(FunctionFailure) in
      let separator = try arguments[1].wantText()
      var parts: [Value] = []
      for element in try arguments[0].wantList() {
        if !parts.isEmpty { parts.append(.text(separator)) }
        parts.append(element)
      }
      return Value.joined(parts)
    },
    Function(
      "contains", ["whole", "part"], "Whether a text, list or record has the part, element or key.",
      example: #"contains("gpt-oss-120b", "oss")"#, gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in
      guard let answer = arguments[0].holds(arguments[1]) else {
        throw .wanted(
          arguments[0].text == nil ? "a text, a list or a record" : "a text",
          arguments[0].text == nil ? arguments[0] : arguments[1])
      }
      return .boolean(answer)
    },
    Function(
      "starts_with", ["text", "start"], "Whether the text begins so.", example: #"starts_with("s3://b/k", "s3://")"#,
      gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in
      .boolean(try arguments[0].wantText().hasPrefix(try arguments[1].wantText()))
    },
    Function(
      "ends_with", ["text", "end"], "Whether the text ends so.", example: #"ends_with("config.json", ".json")"#,
      gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in
      .boolean(try arguments[0].wantText().hasSuffix(try arguments[1].wantText()))
    },
    Function(
      "replace", ["text", "old", "new"], "The text with each old part replaced.",
      example: #"replace("a-b-c", "-", "/")"#, gives: "a/b/c"
    ) { (arguments, _) throws(FunctionFailure) in
      let (text, old) = (try arguments[0].wantText(), try arguments[1].wantText())
      let new = try arguments[2].wantText()
      guard !old.isEmpty else { throw FunctionFailure("what is replaced cannot be empty") }
      return .text(text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new))
    },
  ]
}
