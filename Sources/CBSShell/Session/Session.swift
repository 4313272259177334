import CBSCatalog
package import CBSInterpreter
package import CBSRendering
package import CBSSettings
import CBSText
package import CBSValues
import FoundationEssentials
import Synchronization

/// One run of the shell: where calls go, what is in use, how answers are shown.
///
/// Commands hold it; its changeable part is behind one lock.
package final class Session: Sendable {
  struct State: Sendable {
    private(set) var connection: Connection
    /// How often the session went to another place: an answer that an earlier place gave is not one of this one.
    private(set) var connectionNumber = 0
    var settings: Settings
    var architecture: String?
    var endpoint: String?
    var format: OutputFormat?
    var interpreter: Interpreter?
    /// How many calls of the API were begun.
    var callCount = 0
    /// Keys that were read so far: what traces and history must not show.
    var secrets: [Secret] = []
    var snapshot = CompletionSnapshot()
    /// The signal that asked the foreground work to end.
    var signal: Int32?
    /// Cancels what runs in the foreground, while something does.
    var cancelForeground: (@Sendable () -> Void)?
    /// Folders to remove when the session ends.
    var temporaryFolders: [String] = []
    var lines: (any LineSource)?
    /// How many lines were read; the prompt may show it.
    var counter = 0
    var hasToldOfHistory = false
    var lastRefresh: ContinuousClock.Instant?
    var isRefreshing = false
    var wantsRefresh = false

    /// Goes to another place, with what is known of it.
    mutating func connect(
      to connection: Connection, knowing snapshot: CompletionSnapshot = CompletionSnapshot(),
      architecture: String? = nil, endpoint: String? = nil
    ) {
      self.connection = connection
      connectionNumber += 1
      self.snapshot = snapshot
      self.architecture = architecture
      self.endpoint = endpoint
    }
  }

  package let world: any World
  package let surroundings: Surroundings
  package let options: ProgramOptions
  package let directories: Directories
  /// The lines of the prompt; nil where there is no prompt.
  package let history: HistoryStore?
  /// Says who is to be told of a signal: this session while work runs in the foreground, else nil.
  let takeSignals: @Sendable (Session?) -> Void
  /// Variables that one line of the prompt leaves for the next.
  package let scope = Scope()
  /// Parses what is typed, once.
  package let entries = EntryParser()
  package let progress: ProgressLine
  let state: Mutex<State>
  /// What this session writes down instead of changing anything; nil in all but the sessions of plans.
  package let plan: Plan?
  /// Makes the commands of a session. They may read the session while they are made.
  private let makeCommands: @Sendable (Session) -> [any Command]
  private let start = ContinuousClock.now

  /// - Throws: a `Fault` or `SettingsFailure` when the settings or the profile that is asked for cannot be read.
  package init(
    world: any World, surroundings: Surroundings, options: ProgramOptions,
    takeSignals: @escaping @Sendable (Session?) -> Void = { _ in },
    commands: @escaping @Sendable (Session) -> [any Command]
  ) throws {
    self.world = world
    makeCommands = commands
    self.takeSignals = takeSignals
    self.surroundings = surroundings
    self.options = options
    plan = nil
    let environment: @Sendable (String) -> String? = { surroundings.environment[$0] }
    directories = Directories(environment: environment)
    let settings: Settings
    do { settings = try Settings.load(from: directories, environment: environment) } catch {
      // Help works whatever the file says.
      guard case .command(let words) = options.mode, words.first == "help" else { throw error }
      settings = Settings(environment: environment)
    }
    let isPrompt = options.mode == .prompt && surroundings.inputIsTerminal
    history = isPrompt ? HistoryStore(path: directories.history) : nil
    progress = ProgressLine(surroundings: surroundings, isQuiet: options.isQuiet)
    let connection = try Connection.chosen(
      by: options, settings: settings, world: world, directories: directories, surroundings: surroundings)
    let profile = settings.profile(named: connection.name)
    state = Mutex(
      State(
        connection: connection, settings: settings, architecture: profile?.architecture, endpoint: profile?.endpoint,
        format: options.format.flatMap(OutputFormat.init(rawValue:)) ?? settings.format))
  }

  /// A session in which a script runs as it would in `outer`, and changes nothing that lasts: its files are in the
  /// plan's folder, its requests go to overlays.
  package init(planning plan: Plan, in outer: Session) {
    self.plan = plan
    makeCommands = outer.makeCommands
    world = plan.world
    takeSignals = { _ in }
    surroundings = plan.surroundings(in: outer.surroundings)
    var options = outer.options
    options.isDryRun = false
    self.options = options
    directories = plan.directories
    history = nil
    progress =
      outer.surroundings.errorIsTerminal ? outer.progress : ProgressLine(surroundings: surroundings, isQuiet: true)
    state = outer.state.withLock { outer in
      Mutex(
        State(
          connection: plan.planned(outer.connection), settings: outer.settings.moved(to: plan.directories),
          architecture: outer.architecture, endpoint: outer.endpoint, secrets: outer.secrets))
    }
  }

  package var connection: Connection { state.withLock { $0.connection } }
  package var settings: Settings { state.withLock { $0.settings } }

  /// The interpreter over the table of commands, made when it is first needed, with the limits of the settings.
  ///
  /// It is made outside the lock, which commands may need while they are made. Of several that are made at the same
  /// time the first is used by all; one whose limits were changed meanwhile is made again.
  package var interpreter: Interpreter {
    while true {
      let (known, settings) = state.withLock { ($0.interpreter, $0.settings) }
      if let known { return known }
      let limits = RunLimits(settings)
      let made = Interpreter(
        commands: plannedCommands(makeCommands(self)), host: ShellHost(session: self),
        budget: options.limits.over(limits).budget, jitter: { [self] in chance })
      let used = state.withLock { state -> Interpreter? in
        guard RunLimits(state.settings) == limits else { return nil }
        let used = state.interpreter ?? made
        state.interpreter = used
        return used
      }
      if let used { return used }
    }
  }

  package var lines: (any LineSource)? {
    get { state.withLock { $0.lines } }
    set { state.withLock { $0.lines = newValue } }
  }

  /// Nanoseconds since the session began.
  var monotonicNanoseconds: Int64 { (ContinuousClock.now - start).nanoseconds }

  // MARK: Output

  /// What turns answers into text, for the terminal as it is now.
  package func renderer(format: OutputFormat? = nil) -> Renderer {
    Renderer(
      format: format ?? state.withLock { $0.format } ?? .table, width: surroundings.width(),
      colored: surroundings.colorsOutput)
  }

  var printsJSON: Bool { state.withLock { $0.format == .json || $0.format == .jsonl } }

  package func write(_ stream: StandardStream, _ text: String) {
    progress.clear()
    surroundings.write(stream, text)
  }

  /// Says something beside the data, as a line of standard error.
  package func notice(_ text: String) {
    guard !options.isQuiet else { return }
    write(.error, redactor.redact(text) + "\n")
  }

  package var redactor: Redactor { Redactor(state.withLock { $0.secrets }) }

  // MARK: Files

  /// A path as the user wrote it, made absolute; `~` is the home folder.
  package func absolutePath(_ path: String) -> String {
    if path == "~" || path.hasPrefix("~/"), let home = surroundings.environment["HOME"] {
      return home + path.dropFirst()
    }
    return path.hasPrefix("/") ? path : surroundings.workingDirectory + "/" + path
  }

  package func contents(ofFile path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: absolutePath(path)).map(Array.init)
  }

  /// Why the file at `path` has no contents for us.
  func whyUnreadable(_ path: String) -> String {
    var isFolder: Bool = false
    guard FileManager.default.fileExists(atPath: absolutePath(path), isDirectory: &isFolder) else {
      return "there is no such file"
    }
    return isFolder ? "it is a folder" : "you may not read it"
  }

  // MARK: End

  /// Removes what was made for this session alone.
  package func end() {
    let folders = state.withLock { state in
      defer { state.temporaryFolders = [] }
      return state.temporaryFolders
    }
    for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
  }
}
