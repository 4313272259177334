import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that write and read JSON and CSV.
  static let documents: [Function] = [
    Function(
      "json", ["value"], "The value as JSON on one line; with a secret in it, a secret.",
      example: #"json({a: [1, null]})"#, gives: #"{"a":[1,null]}"#
    ) { (arguments, _) throws(FunctionFailure) in try arguments[0].jsonText() },
    Function(
      "json_pretty", ["value"], "The value as JSON over several lines.", example: #"lines(json_pretty({a: 1}))[1]"#,
      gives: #"  "a": 1"#
    ) { (arguments, _) throws(FunctionFailure) in
      var writer = JSONText(indentation: "  ")
      try writer.write(arguments[0])
      return writer.value
    },
    Function(
      "parse_json", [.init("text", .text)], "The value of a JSON text.", example: #"parse_json("[1, 2]")"#,
      gives: "[1,2]"
    ) { (arguments, _) throws(FunctionFailure) in try Value(parsing: try arguments[0].wantText()) },
    Function(
      "jsonl", [.init("list", .list(.any))], "The elements as JSON, a line each.",
      example: #"lines(jsonl([{a: 1}, {a: 2}]))[0]"#, gives: #"{"a":1}"#
    ) { (arguments, _) throws(FunctionFailure) in
      var result = BoundedText()
      for (index, element) in try arguments[0].wantList().enumerated() {
        if index > 0 { try result.append("\n") }
        try result.append(try element.jsonText())
      }
      return result.value
    },
    Function(
      "parse_jsonl", [.init("text", .text)], returns: .list(.any), "The values of a text that has one JSON a line.",
      example: #"parse_jsonl('{"a": 1}')[0].a"#, gives: "1"
    ) { (arguments, _) throws(FunctionFailure) in
      var values: [Value] = []
      for (index, line) in try arguments[0].wantText().lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
        do throws(FunctionFailure) {
          values.append(try Value(parsing: line))
        } catch {
          throw FunctionFailure("line \(index + 1): \(error.message)")
        }
      }
      return .list(values)
    },
    Function(
      "csv", [.init("rows", .list(.any)), .init("separator", .text)], requiredCount: 1,
      "Records, or lists, as lines of values with commas between.",
      example: #"lines(csv([{id: 1, note: "a, b"}]))[1]"#, gives: #"1,"a, b""#
    ) { (arguments, _) throws(FunctionFailure) in
      try CSVText(separator: arguments.given(1)).text(of: try arguments[0].wantList())
    },
    Function(
      "parse_csv", [.init("text", .text), .init("separator", .text)], requiredCount: 1,
      returns: .list(.record(nil)), "Records of the lines of a CSV text; its first line names the fields.",
      example: #"parse_csv("id,note\n7,ok")[0].note"#, gives: "ok"
    ) { (arguments, _) throws(FunctionFailure) in
      .list(try CSVText(separator: arguments.given(1)).records(of: try arguments[0].wantText()))
    },
  ]
}

extension Value {
  /// The value of a JSON text, or why it is none.
  fileprivate init(parsing text: String) throws(FunctionFailure) {
    do throws(JSONError) {
      self.init(json: try JSON(parsing: text))
    } catch {
      throw FunctionFailure("this is not JSON: \(error.message) at byte \(error.offset)")
    }
  }
}
