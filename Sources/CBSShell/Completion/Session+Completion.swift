import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSManual
import CBSSettings
import CBSValues
import Synchronization

extension Session {
  /// What Tab may insert, from what is in memory. A look at Tab orders a fresh snapshot, and never waits for it.
  package func completions(_ text: String, cursor: Int) -> CompletionResult {
    refreshSnapshot(ifOlderThan: .seconds(5))
    let table = interpreter.table
    let scope = scope
    return Completer(
      table: table, functions: Functions.all.map(\.signature),
      variables: Completer.Variables(names: { scope.names }, value: { scope.value(of: $0) }),
      script: { [self] path in scriptSignature(path) },
      surroundings: { [self] in completionSurroundings }
    ).complete(text, cursor: cursor)
  }

  /// What a script takes, read anew at each look: a file of a size that nobody waits for.
  private func scriptSignature(_ path: String) -> Signature? {
    let path = absolutePath(path)
    guard PrivateFile.isPlain(path), let bytes = try? PrivateFile.read(path, limit: 1 << 20) else { return nil }
    return ScriptInterface(Parser.parse(Source(name: path, bytes: bytes))).signature(runner: "run")
  }

  private var completionSurroundings: Completer.Surroundings {
    let (snapshot, architecture) = state.withLock { ($0.snapshot, $0.architecture) }
    return Completer.Surroundings(
      snapshot: snapshot, architecture: architecture, profiles: settings.profileNames,
      topics: helpBook.topics, workingDirectory: surroundings.workingDirectory, home: surroundings.environment["HOME"])
  }
}
