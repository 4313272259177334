/// Paths of included files, put together by their names alone.
enum IncludePath {
  /// The path up to and with its last slash: what relative paths in the file start with.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: .slash) else { return "" }
    return String(decoding: path.utf8[...slash], as: UTF8.self)
  }

  /// `path` as seen from `folder`, without `.`, without `..` where something is before it, and with single slashes.
  ///
  /// A path that begins with `/` or `~/` stands for itself.
  static func resolve(_ path: String, from folder: String) -> String {
    let path = path.utf8.first == .slash || path.hasPrefix("~/") ? path : folder + path
    let root = path.utf8.first == .slash ? "/" : ""
    var steps: [String] = []
    for step in path.utf8.split(separator: .slash).map({ String(decoding: $0, as: UTF8.self) }) where step != "." {
      guard step == ".." else {
        steps.append(step)
        continue
      }
      // What is above the folder of the work, or above the home folder, has no name here.
      let isBelow = steps.last.map { $0 != ".." && !(steps.count == 1 && root.isEmpty && $0 == "~") } ?? false
      if isBelow { steps.removeLast() } else if root.isEmpty { steps.append(step) }
    }
    return root + steps.joined(separator: "/")
  }
}

extension UInt8 {
  fileprivate static let slash = UInt8(ascii: "/")
}
