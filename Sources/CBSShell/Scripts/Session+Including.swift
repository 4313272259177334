import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSSettings
import FoundationEssentials

extension Session {
  /// A text with the files that it includes, and with the `def`s of earlier lines.
  ///
  /// - Parameter path: the file that the text was read from; nil where it comes from none, and its paths start at the
  ///   working directory.
  func linked(_ source: Source, path: String?, in scope: Scope = Scope()) -> ParsedSource {
    Linker.link(entries.parse(source), path: path) { included(at: $0) }.remembering(scope.definitions)
  }

  private func included(at path: String) -> Linker.Answer {
    do throws(SettingsFailure) {
      // Not a byte more than may be included is read, whatever the file is.
      return try PrivateFile.read(absolutePath(path), limit: Linker.byteLimit).map(Linker.Answer.contents) ?? .missing
    } catch {
      let whole = absolutePath(path)
      var isFolder = false
      let isFile = FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder) && !isFolder
      let isTooLarge = isFile && FileManager.default.isReadableFile(atPath: whole)
      return .unreadable(isTooLarge ? "it is larger than \(Linker.byteLimit >> 20) MiB" : whyUnreadable(path))
    }
  }
}
