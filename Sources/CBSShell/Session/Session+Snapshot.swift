import CBSCatalog
import CBSClient
import CBSInterpreter
import CBSSettings
import CBSText
import CBSValues
import Synchronization

/// What Tab and the prompt know. They read the snapshot and may order a fresh one; they never wait for it.
extension Session {
  package var snapshot: CompletionSnapshot { state.withLock { $0.snapshot } }

  /// Orders a fresh snapshot at the prompt; at most one is fetched at a time.
  package func refreshSnapshot(ifOlderThan age: Duration = .zero) {
    guard lines != nil else { return }
    let begins = state.withLock { state in
      if let last = state.lastRefresh, ContinuousClock.now - last < age { return false }
      state.lastRefresh = .now
      if state.isRefreshing {
        state.wantsRefresh = true
        return false
      }
      state.isRefreshing = true
      return true
    }
    guard begins else { return }
    Task.detached { [self] in
      repeat {
        await fetchSnapshot()
      } while state.withLock { state in
        defer { state.wantsRefresh = false }
        state.isRefreshing = state.wantsRefresh
        return state.wantsRefresh
      }
      showPromptAgain()
    }
  }

  /// Asks for all that Tab offers and keeps it with the profile. Ends early where the session goes elsewhere meanwhile:
  /// what one place answers must not be kept as another's.
  private func fetchSnapshot() async {
    let (connection, number) = state.withLock { ($0.connection, $0.connectionNumber) }
    /// What is known, as long as it is of this connection.
    func known() -> CompletionSnapshot? { state.withLock { $0.connectionNumber == number ? $0.snapshot : nil } }
    guard let context = try? argumentContext(), let client = try? await client(for: .management) else { return }
    func fetch<E: Endpoint>(_ endpoint: E.Type, _ fill: (inout Draft<E>) -> Void) async {
      guard known() != nil, let call = try? Call<E>(in: context, fill), let answer = try? await client.send(call)
      else { return }
      learn(from: answer, of: call, over: number)
    }
    await fetch(ListArchitectures.self) { _ in }
    await fetch(ListEndpoints.self) { _ in }
    guard let lists = known() else { return }
    for architecture in lists.architectures {
      await fetch(ListVersions.self) { $0[ListVersions.architecture] = ArchitectureID(architecture) }
    }
    for endpoint in lists.endpoints {
      await fetch(GetEndpoint.self) { $0[GetEndpoint.endpoint] = EndpointID(endpoint.id) }
    }
    if let sandbox = connection.sandbox {
      guard let objects = try? await sandbox.objects() else { return }
      state.withLock { if $0.connectionNumber == number { $0.snapshot.objects = objects.map(\.uri) } }
    } else if let snapshot = known() {
      SnapshotCache(directories: directories).save(snapshot, profile: connection.name)
    }
  }

  /// The prompt of the line being typed, as it is now.
  func showPromptAgain() {
    lines?.setPrompt(prompt)
  }

  /// What stands before a line: profile, architecture in use, and the version that is live on its endpoint.
  package var prompt: PromptLine {
    let (connection, architecture, endpoint, snapshot, counter) = state.withLock { state in
      (state.connection, state.architecture, state.endpoint, state.snapshot, state.counter)
    }
    let shown = snapshot.endpoints.first { $0.id == endpoint } ?? snapshot.endpoints.first { $0.arch == architecture }
    let live = architecture == nil ? nil : shown?.live
    let values: [(String, String)] = [
      ("{n}", String(counter)), ("{profile}", connection.name), (" {arch}", architecture.map { " " + $0 } ?? ""),
      ("{arch}", architecture ?? ""), ("{live}", live.map { "@\($0)" } ?? ""),
    ]
    var text = settings.promptTemplate ?? "{profile} {arch}{live}> "
    for (name, value) in values { text = text.replacing(name, with: value) }
    let width = text.displayWidth
    let continuation = String(repeating: " ", count: max(0, width - 5)) + "...> "
    guard surroundings.usesColor else { return PromptLine(first: text, continuation: continuation) }
    let color = connection.isProduction ? "31" : "36"
    return PromptLine(first: "\u{1B}[\(color)m\(text)\u{1B}[0m", continuation: "\u{1B}[2m\(continuation)\u{1B}[0m")
  }
}
