import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSManual
import CBSSettings
import CBSShell
import CBSText
import CBSValues

/// `script fmt FILE…`: scripts in their one canonical layout. Behind the program it is `cbs fmt`.
struct FormatScripts: Command {
  private static let files = Parameter<[String]>(
    "file", "A script, or - for standard input to standard output.", type: .file, isRequired: false)
  private static let check = Switch(
    "check", "Change nothing; show what would change, and exit with 1 if anything would.")
  private static let dryRun = Switch("dry-run", "Change nothing; show what would change.")

  let session: Session
  let signature = Signature(
    "script fmt", "Rewrite scripts in the canonical layout.", takes: [files, check, dryRun], effect: .none,
    reportsOwnErrors: true, planning: .refused { $0[check] ? nil : "it writes files; --check only looks" },
    examples: ["script fmt hello.cbs", "script fmt hello.cbs --check"],
    details: """
      From another shell it is 'cbs fmt'. A file is replaced at once and keeps its mode; one that is laid out well is \
      not touched, and one with an error in its syntax is left alone: then the exit code is 2.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    let files = invocation[Self.files]
    guard !files.isEmpty else { throw Fault.noFile("fmt", at: invocation.span) }
    let isCheck = invocation[Self.check]
    let changesFiles = !isCheck && !invocation[Self.dryRun] && !session.options.isDryRun
    var changed = 0
    var broken = 0
    for file in files {
      do throws(Fault) {
        let source = try session.text(named: file)
        guard let layout = self.layout(of: source) else {
          broken += 1
          continue
        }
        let isChanged = Array(layout.utf8) != source.bytes
        changed += isChanged ? 1 : 0
        if source.name == "-", changesFiles {
          await invocation.host.write(layout)
        } else if isChanged, changesFiles {
          try session.rewrite(source.name, with: layout)
          session.notice("formatted \(source.name)")
        } else if isChanged {
          await invocation.host.write(difference(of: source, to: layout))
        }
      } catch {
        session.report(error, in: nil, isFurther: true)
        broken += 1
      }
    }
    let summary = Self.summary(of: files.count, changed: changed, broken: broken, changesFiles: changesFiles)
    if broken > 0 { throw Fault(.layoutDiffers, summary, status: .usage) }
    if isCheck, changed > 0 { throw Fault(.layoutDiffers, summary, status: .refused) }
    if files != ["-"] || !changesFiles { session.notice(summary) }
    return .none
  }

  /// The text in the canonical layout; nil where it has an error in its syntax, which is reported.
  private func layout(of source: Source) -> String? {
    let parsed = Parser.parse(source)
    let errors = parsed.diagnostics.filter { $0.severity == .error }
    for error in errors { session.report(error, in: source) }
    return errors.isEmpty ? Formatter.format(parsed) : nil
  }

  /// What would change, as a unified difference. Of two long texts without much in common only the size is shown.
  private func difference(of source: Source, to layout: String) -> String {
    let head = "--- \(source.name.printable())\n+++ \(source.name.printable()), formatted\n"
    let old = source.text(Span(0, source.bytes.count)).linesOfFile
    let new = layout.linesOfFile
    guard old.count + new.count <= 4000 else { return head + "(\(old.count) lines before, \(new.count) after)\n" }
    return head + LineDifference(from: old, to: new).unified(firstLine: 1)
  }

  private static func summary(of count: Int, changed: Int, broken: Int, changesFiles: Bool) -> String {
    let left = broken > 0 ? "; \(broken) left alone" : ""
    if changed == 0 { return "\(count.counted("file")), none to change" + left }
    return changesFiles
      ? "\(changed) of \(count.counted("file")) changed" + left
      : "\(changed) of \(count.counted("file")) would change; 'cbs fmt' rewrites them" + left
  }
}

extension String {
  /// The lines of a file, each of which ends with a line break; where the last has none, that is said as in other
  /// differences.
  fileprivate var linesOfFile: [String] {
    let lines = self.lines
    if lines.last == "" { return lines.dropLast() }
    return lines + ["\\ No newline at end of file"]
  }
}

extension Session {
  /// Replaces the text of a file at once; its mode stays.
  fileprivate func rewrite(_ path: String, with text: String) throws(Fault) {
    do throws(SettingsFailure) {
      try PrivateFile.rewrite(absolutePath(path), with: text.utf8)
    } catch {
      throw Fault(.unwritableFile, error.message, status: .refused, hint: "the file is as it was")
    }
  }
}
