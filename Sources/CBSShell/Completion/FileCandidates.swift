import Glibc

/// Files and folders below what was typed: one folder is read, up to a limit.
struct FileCandidates {
  let surroundings: Completer.Surroundings
  /// A folder with more entries than this is not read to its end: a key must not wait.
  private static let limit = 4000

  init(surroundings: Completer.Surroundings) { self.surroundings = surroundings }

  /// Folders end in `/`. Names with a leading dot show when a dot was typed.
  func suggestions(_ partial: String) -> [Suggestion] {
    let base = partial.lastIndex(of: "/").map { String(partial[...$0]) } ?? ""
    let isHidden = partial.dropFirst(base.count).hasPrefix(".")
    guard let folder = opendir(absolute(base)) else { return [] }
    defer { closedir(folder) }
    var list: [Suggestion] = []
    var count = 0
    while count < Self.limit, let entry = readdir(folder) {
      count += 1
      guard let name = Self.name(of: entry), name != ".", name != "..", isHidden || !name.hasPrefix(".") else {
        continue
      }
      let isFolder =
        switch Int(entry.pointee.d_type) {
        case Int(DT_DIR): true
        case Int(DT_LNK), Int(DT_UNKNOWN): Self.isFolder(absolute(base + name))
        default: false
        }
      list.append(
        isFolder
          ? Suggestion(base + name + "/", display: name + "/", isFinal: false) : Suggestion(base + name, display: name))
    }
    return list.sorted { $0.display < $1.display }
  }

  private func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if path.hasPrefix("~/"), let home = surroundings.home { return home + path.dropFirst() }
    return surroundings.workingDirectory + "/" + path
  }

  /// Nil for a name that is not UTF-8: it could not be typed.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    withUnsafeBytes(of: &entry.pointee.d_name) { bytes in String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
