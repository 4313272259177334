import CBSDiagnostics

extension Diagnostic {
  static func includeMissing(_ path: String, at span: Span) -> Self {
    Self(
      .includeMissing, "'\(path)' cannot be included: there is no such file", at: span,
      hint: "a path starts at the folder of this script; 'include?' leaves out what is missing")
  }

  static func includeWithoutName(_ path: String, at span: Span) -> Self {
    Self(
      .includeMissing, path.isEmpty ? "an empty path names no file" : "no file is called '\(path.shortened)'", at: span,
      hint: "write the path of a script, as in 'lib/names.cbs'")
  }

  static func includeUnreadable(_ path: String, because reason: String, at span: Span) -> Self {
    Self(
      .includeUnreadable, "'\(path)' cannot be included: \(reason)", at: span,
      hint: "name a script that you may read")
  }

  /// - Parameter chain: names of files, each of which includes the next; the last is the first.
  static func includeCycle(_ chain: [String], at span: Span) -> Self {
    let links = chain.joined(separator: " -> ")
    return Self(
      .includeCycle,
      chain.count == 2 ? "'\(chain[0])' includes itself" : "these files include each other in a circle: \(links)",
      at: span,
      hint: chain.count == 2 ? "remove this line" : "put what both need into a file of its own, and include that")
  }

  static func tooManyIncludes(limit: Int, at span: Span) -> Self {
    Self(
      .tooManyIncludes, "a script includes at most \(limit) files, with all that they include", at: span,
      hint: "put several of them into one file")
  }

  static func includesTooLarge(limit: Int, at span: Span) -> Self {
    Self(
      .tooManyIncludes, "with this file, all that is included is larger than \(limit >> 20) MiB", at: span,
      hint: "include scripts only; a file of data is read by a command")
  }
}
