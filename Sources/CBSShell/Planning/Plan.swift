import CBSCatalog
import CBSClient
package import CBSInterpreter
import CBSSettings
import FoundationEssentials
import Synchronization

/// One plan: a script runs as it is, and whatever it would change is changed in throw-away copies and written down.
///
/// The copies are in a folder of the plan's own, with a virtual clock, so that waits take no time. Requests go there by
/// `PlannedRequests` and `MirroredRequests`; files go there because the session of a plan has its directories there.
/// What neither covers is reported or refused by `PlannedCommand`.
package final class Plan: Sendable {
  package let listing: PlanListing
  let directories: Directories
  /// Whether the script's own output is shown too.
  package let isVerbose: Bool
  /// The session that asked for the plan.
  let outer: Session
  private let folder: String
  private let state = Mutex(State())

  private struct State {
    var mirrors: [MirroredAPI] = []
    /// Output of the script that does not end a line yet.
    var unfinishedLine = ""
  }

  /// Makes the plan's folder; `end` removes it.
  package init(in outer: Session, listing: PlanListing, isVerbose: Bool) {
    self.outer = outer
    self.listing = listing
    self.isVerbose = isVerbose
    folder = FileManager.default.temporaryDirectory.path + "/cbs-plan-\(UInt64.random(in: 0...(.max)))"
    directories = Directories(config: folder + "/config", state: folder + "/state", cache: folder + "/cache")
    for place in [directories.config, directories.state] { PrivateFile.makeFolders(above: place + "/-") }
    outer.state.withLock { $0.temporaryFolders.append(folder) }
    copy(outer.directories.settingsFile, to: directories.settingsFile)
    // What was deployed before, and how long it took, is known to the plan as it would be to the run.
    for name in PrivateFile.names(in: outer.directories.state)
    where name.hasPrefix("deployments-") || name.hasPrefix("durations-") {
      copy(outer.directories.state + "/" + name, to: directories.state + "/" + name)
    }
  }

  private func copy(_ path: String, to target: String) {
    guard let bytes = try? PrivateFile.read(path) else { return }
    try? PrivateFile.replace(target, with: bytes)
  }

  /// Removes all the plan has made.
  package func end() {
    try? FileManager.default.removeItem(atPath: folder)
    outer.state.withLock { $0.temporaryFolders.removeAll { $0 == folder } }
  }

  /// Who can be asked for a secret that the script wants.
  var lines: (any LineSource)? { outer.lines ?? outer.plan?.lines }

  var world: any World { PlanWorld(base: outer.world, plan: self) }

  /// Why the state of an API could not be read, so that there is no plan whatever the script makes of it.
  package var failure: Fault? { state.withLock { $0.mirrors }.lazy.compactMap(\.failure).first }

  /// Requests that were really sent, all of which read; nil where no API was asked.
  package var sent: Int? {
    let mirrors = state.withLock { $0.mirrors }
    return mirrors.isEmpty ? nil : mirrors.reduce(0) { $0 + $1.sent }
  }

  // MARK: Connections

  /// The same connection, whose requests change overlays alone.
  func planned(_ connection: Connection) -> Connection {
    switch connection.place {
    case .sandbox(let sandbox): Connection(overlay(of: sandbox.directory), name: connection.name)
    case .mirrored: connection
    case .live: mirrored(connection)
    }
  }

  /// A copy of the sandbox in `directory`, made when it is first needed.
  func overlay(of directory: String) -> LocalSandbox {
    let isOwn = directory == outer.directories.sandbox
    return overlay(
      at: isOwn ? directories.sandbox : folder + "/current", of: directory, orNew: isOwn ? .own : .temporary)
  }

  /// A copy of the sandbox in `original`, or a new one of that kind, whose requests are written down.
  func overlay(at directory: String, of original: String, orNew kind: SandboxKind) -> LocalSandbox {
    var copy = outer.world.sandbox(at: directory, kind: .copy(of: original, orNew: kind))
    let administration = copy.administration
    let place = isLasting(administration) ? "the sandbox" : "a sandbox of its own"
    copy.path.plan = { [self] wire in
      PlannedRequests(base: wire, administration: administration, plan: self, place: place)
    }
    return copy
  }

  /// Whether a sandbox of the plan is a copy of one that is there after the run.
  func isLasting(_ sandbox: any SandboxAdministration) -> Bool { sandbox.directory == directories.sandbox }

  /// Where a sandbox that the script makes in `directory` is instead, so that it goes with the plan.
  func place(of directory: String) -> String {
    folder + "/" + (directory.split(separator: "/").last.map(String.init) ?? "sandbox")
  }

  /// The connection with its API mirrored, in one mirror however often the script goes there.
  private func mirrored(_ connection: Connection) -> Connection {
    let mirror = state.withLock { state in
      if let mirror = state.mirrors.first(where: { $0.connection.name == connection.name }) { return mirror }
      let overlay = outer.world.sandbox(
        at: folder + "/mirror-\(state.mirrors.count)", kind: .empty(organization: connection.organization ?? ""))
      let mirror = MirroredAPI(of: connection, overlay: overlay, plan: self)
      state.mirrors.append(mirror)
      return mirror
    }
    return Connection(
      place: .mirrored(mirror), name: connection.name, isProduction: connection.isProduction,
      organization: connection.organization, organizationID: connection.organizationID, origin: connection.origin,
      path: CallPath(wire: connection.path.wire) { mirror.transport(over: $0) }, key: connection.key,
      keyAdvice: connection.keyAdvice, hasKey: connection.hasKey)
  }

  // MARK: Output

  /// The surroundings of the script: nobody sees its output unless it is asked for.
  func surroundings(in outer: Surroundings) -> Surroundings {
    var surroundings = outer
    surroundings.inputIsTerminal = false
    surroundings.outputIsTerminal = false
    surroundings.width = { outer.width().map { max(20, $0 - 2) } }
    surroundings.write = { [self] stream, text in
      switch stream {
      case .output: if isVerbose { show(text) }
      case .error: outer.write(.error, text)
      }
    }
    return surroundings
  }

  /// Shows output of the script, line by line, so that it cannot be taken for the plan's.
  private func show(_ text: String) {
    let lines = state.withLock { state in
      var lines = (state.unfinishedLine + text).split(separator: "\n", omittingEmptySubsequences: false)
      state.unfinishedLine = lines.popLast().map(String.init) ?? ""
      return lines
    }
    for line in lines { listing.say("| " + line) }
  }

  /// Shows what the script has written behind its last line break.
  package func flush() {
    if !state.withLock({ $0.unfinishedLine.isEmpty }) { show("\n") }
  }
}
