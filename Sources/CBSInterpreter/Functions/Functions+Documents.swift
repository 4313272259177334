import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that write and read JSON and CSV.
  static let documents: [Function] = [
    Function(
      "json", ["value"], preserves: .secrecy, "The value as JSON on one line; with a secret in it, a secret.",
      example: #"json({a: [1, null]})"#, gives: #"{"a":[1,null]}"#
    ) { (arguments, _) throws(FunctionFailure) in try arguments[0].jsonText() },
    Function(
      "parse_json", [.init("string", .string)], "The value of a JSON string.", example: #"parse_json("[1, 2]")"#,
      gives: "[1,2]"
    ) { (arguments, _) throws(FunctionFailure) in try Value(parsing: try arguments[0].wantText()) },
    Function(
      "csv", [.init("rows", .list(.any)), .init("separator", .string)], requiredCount: 1,
      preserves: .secrecy, "Records, or lists, as lines of values with commas between.",
      example: #"lines(csv([{id: 1, note: "a, b"}]))[1]"#, gives: #"1,"a, b""#
    ) { (arguments, _) throws(FunctionFailure) in
      try CSVText(separator: arguments.given(1)).text(of: try arguments[0].wantList())
    },
    Function(
      "parse_csv", [.init("string", .string), .init("separator", .string)], requiredCount: 1,
      returns: .list(.record(nil)), "Records of the lines of a CSV string; its first line names the fields.",
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
