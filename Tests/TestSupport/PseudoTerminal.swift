package import Glibc
import Synchronization

/// A terminal whose user is a test: it types, and waits for output.
///
/// The program may run in the test's own process, on `device`, or be started on the terminal by `spawn`. Tests wait for
/// text, never for time; the time limit only ends a test that has failed.
package final class PseudoTerminal: Sendable {
  /// The whole exchange, for the report of a failed wait.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// A program started on a terminal.
  package struct Child: Sendable {
    package let process: pid_t
    fileprivate let terminal: PseudoTerminal

    /// Waits for the end, and returns the exit status, or 128 plus the signal's number as in shells.
    ///
    /// The corresponding C function is `waitpid`.
    package func status() async throws -> Int32 {
      let process = process
      return try await PseudoTerminal.onThread {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
          guard errno == EINTR else { throw Failure(description: "no process \(process) to wait for") }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
      }
    }

    /// Sends a signal. The corresponding C function is `kill`.
    package func signal(_ number: Int32) { kill(process, number) }
  }

  private struct State {
    var screen: Screen
    var exchange: [(isSent: Bool, bytes: [UInt8])] = []
    /// Whether the program's side is closed, so that no more output will come.
    var isClosed = false
    var isHungUp = false
  }

  /// The program's side of the terminal, for an editor in this process.
  package let device: Int32
  private let master: Int32
  private let path: String
  private let state: Mutex<State>

  /// The corresponding C function is `openpty`.
  package init(columns: Int = 80, rows: Int = 24) throws {
    var ends: (master: Int32, device: Int32) = (-1, -1)
    var name: [CChar] = Array(repeating: 0, count: 128)
    guard openpty(&ends.master, &ends.device, &name, nil, nil) == 0 else {
      throw Failure(description: "no pseudo-terminal: errno \(errno)")
    }
    (master, device) = ends
    for end in [ends.master, ends.device] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    state = Mutex(State(screen: Screen(columns: columns, rows: rows)))
    setSize(columns: columns, rows: rows)
    // The reader owns the descriptor it reads, because this object may be released while it waits.
    let reader = fcntl(master, F_DUPFD_CLOEXEC, 0)
    Self.detach { [weak self] in
      while Self.takeOutput(from: reader, into: { self }) {}
      close(reader)
    }
  }

  deinit {
    close(device)
    if !state.withLock(\.isHungUp) { close(master) }
  }

  // MARK: Input and output

  /// Types. The corresponding C function is `write`.
  package func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    state.withLock { $0.exchange.append((true, Array(bytes))) }
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  package var screen: Screen { state.withLock { $0.screen } }

  /// Everything the program has written.
  package var output: String {
    String(decoding: state.withLock { $0.exchange.filter { !$0.isSent }.flatMap(\.bytes) }, as: UTF8.self)
  }

  /// Waits until `text` is visible, on the screen or scrolled out at its top.
  @discardableResult
  package func waitFor(_ text: String, within limit: Duration = patience) async throws -> Screen {
    try await waitFor("'\(text)' to be seen", within: limit) { screen in
      screen.text.contains(text) || screen.scrollback.joined(separator: "\n").contains(text)
    }
  }

  /// How long a wait lasts at most. Long, because every other test runs at the same time, and what writes to the screen
  /// waits for its turn on the same threads.
  package static let patience = Duration.seconds(120)

  /// Waits until the screen meets the condition `isMet`.
  @discardableResult
  package func waitFor(
    _ wish: String, within limit: Duration = patience, _ isMet: @escaping @Sendable (Screen) -> Bool
  ) async throws -> Screen {
    try await Self.onThread {
      let end = ContinuousClock.now + limit
      while true {
        let (screen, isClosed) = self.state.withLock { ($0.screen, $0.isClosed) }
        if isMet(screen) { return screen }
        if isClosed || ContinuousClock.now > end { throw self.failure("waited in vain for " + wish) }
        usleep(2000)
      }
    }
  }

  /// Waits until the program has written exactly these bytes in a row, for output that leaves no trace on the screen.
  package func waitForOutput(_ text: String, within limit: Duration = patience) async throws {
    try await waitFor(text.debugDescription + " to be written", within: limit) { _ in self.output.contains(text) }
  }

  /// Changes the window. The corresponding C function is `ioctl` with `TIOCSWINSZ`.
  ///
  /// The kernel signals the program only if it was started on the terminal.
  package func setSize(columns: Int, rows: Int) {
    state.withLock { state in
      if state.screen.columns != columns || state.screen.rowCount != rows {
        state.screen.resize(columns: columns, rows: rows)
      }
    }
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// Hangs up: the program reads the end of its input.
  package func hangUp() {
    let isFirst = state.withLock { state in
      defer { state.isHungUp = true }
      return !state.isHungUp
    }
    if isFirst { close(master) }
  }

  /// A failure that contains the whole exchange and shows the screen.
  package func failure(_ reason: String) -> Failure {
    state.withLock { state in
      let exchange = state.exchange.map { part in
        (part.isSent ? "> " : "< ") + String(decoding: part.bytes, as: UTF8.self).debugDescription
      }
      let rule = "+" + String(repeating: "-", count: state.screen.columns) + "+"
      let screen = state.screen.rows.map { "|" + $0 }
      return Failure(
        description: ([reason, "exchange:"] + exchange
          + ["screen, cursor at \(state.screen.row),\(state.screen.column):", rule] + screen + [rule])
          .joined(separator: "\n"))
    }
  }

  // MARK: Programs

  /// Starts a program with this as its controlling terminal.
  ///
  /// A new session takes the first terminal it opens as its own, so the child's descriptors are opened by path. The
  /// corresponding C function is `posix_spawn`.
  package func spawn(
    _ executable: String, _ arguments: [String] = [], environment: [String: String],
    directory: String? = nil
  ) throws -> Child {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of tests block signals, and programs would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // POSIX_SPAWN_SETSID, which glibc declares for C only with its extensions enabled.
    posix_spawnattr_setflags(&attributes, 0x80 | Int16(POSIX_SPAWN_SETSIGMASK))
    var words = [executable] + arguments
    // `posix_spawn` cannot set the working directory here, so a shell changes it first.
    if let directory { words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory] + words }
    let arguments = words.map { strdup($0) } + [nil]
    let environment = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process = pid_t()
    let refused = posix_spawn(&process, words[0], &actions, &attributes, arguments, environment)
    guard refused == 0 else { throw Failure(description: "cannot start \(executable): errno \(refused)") }
    return Child(process: process, terminal: self)
  }

  // MARK: Threads

  /// Reads once and stores the output; false if the terminal is gone or no longer needed.
  private static func takeOutput(from reader: Int32, into owner: () -> PseudoTerminal?) -> Bool {
    var descriptor = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    // The time limit only serves to end a reader whose terminal has been released.
    let ready = poll(&descriptor, 1, 200)
    guard let owner = owner(), !owner.state.withLock(\.isHungUp) else { return false }
    guard ready > 0 else { return true }
    var bytes: [UInt8] = Array(repeating: 0, count: 65536)
    let count = read(reader, &bytes, bytes.count)
    if count < 0, errno == EINTR { return true }
    owner.state.withLock { state in
      guard count > 0 else {
        state.isClosed = true
        return
      }
      state.exchange.append((false, Array(bytes[..<count])))
      state.screen.feed(bytes[..<count])
    }
    return count > 0
  }

  /// Runs blocking code on a separate thread, so that the few threads of the tests remain free.
  private static func onThread<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      detach { continuation.resume(with: Swift.Result(catching: body)) }
    }
  }

  private static func detach(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(ThreadBody(run: body))
    var thread = pthread_t()
    let refused = pthread_create(
      &thread, nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<ThreadBody>.fromOpaque(raw).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    precondition(refused == 0, "no thread for a test: errno \(refused)")
    pthread_detach(thread)
  }
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(run: @escaping @Sendable () -> Void) { self.run = run }
}
