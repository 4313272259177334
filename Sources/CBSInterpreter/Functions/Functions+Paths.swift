import CBSLanguage
import CBSValues

extension Functions {
  /// Functions on paths and addresses.
  static let paths: [Function] = [
    Function(
      "basename", [.init("path", .text)], returns: .text, "The last part of a path or address.",
      example: #"basename("s3://bucket/run/config.json")"#, gives: "config.json"
    ) { (arguments, _) throws(FunctionFailure) in .text(PathText(try arguments[0].wantText()).last) },
    Function(
      "dirname", [.init("path", .text)], returns: .text, "A path or address without its last part.",
      example: #"dirname("s3://bucket/run/config.json")"#, gives: "s3://bucket/run"
    ) { (arguments, _) throws(FunctionFailure) in .text(PathText(try arguments[0].wantText()).folder) },
    Function(
      "path_join", [.init("part", .text)], isVariadic: true, returns: .text, "The parts with one / between them.",
      example: #"path_join("s3://bucket/", "run", "config.json")"#, gives: "s3://bucket/run/config.json"
    ) { (arguments, _) throws(FunctionFailure) in
      var result = BoundedText()
      var isBegun = false
      var endsInSlash = false
      for argument in arguments {
        let text = try argument.wantText()
        let part = isBegun ? text.drop { $0 == "/" } : text[...]
        guard !part.isEmpty else { continue }
        if isBegun, !endsInSlash { try result.append("/") }
        try result.append(String(part))
        isBegun = true
        endsInSlash = part.hasSuffix("/")
      }
      return result.value
    },
    Function(
      "parse_url", [.init("text", .text)],
      returns: .record(AddressText.fields.map { .init($0) }), "The parts of an address: scheme, host, path and others.",
      example: #"parse_url("s3://bucket/run/7").host"#, gives: "bucket"
    ) { (arguments, _) throws(FunctionFailure) in
      guard let address = AddressText(try arguments[0].wantText()) else {
        throw FunctionFailure(
          "\(arguments[0].quoted) is not an address", hint: "an address begins with a scheme: https:// or s3://")
      }
      return address.record
    },
  ]
}

/// A path, or an address with one behind `scheme://host`.
private struct PathText {
  /// `s3://bucket` or `/`: what no part is taken of.
  private let root: String
  private let path: Substring

  init(_ text: String) {
    var rest = text[...]
    if let scheme = TextSearch.ranges(of: "://", in: text, limit: 1).first {
      rest = text[scheme.upperBound...].drop { $0 != "/" }
    }
    let trimmed = rest.drop { $0 == "/" }
    let isAbsolute = rest.startIndex == text.startIndex && rest.hasPrefix("/")
    root = isAbsolute ? "/" : String(text[..<rest.startIndex])
    var end = trimmed.endIndex
    while end > trimmed.startIndex, case let before = text.index(before: end), text[before] == "/" { end = before }
    path = trimmed[..<end]
  }

  /// The part behind the last `/`; the root where there is none.
  var last: String {
    guard !path.isEmpty else { return root }
    return String(path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path)
  }

  /// What stands before the last part; `.` where that is nothing.
  var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return root.isEmpty ? "." : root }
    var folder = path[..<slash]
    while folder.last == "/" { folder.removeLast() }
    return root + (root.isEmpty || root == "/" ? "" : "/") + folder
  }
}
