import Synchronization
import Glibc

/// A command that prints a key: `pass show cerebras`. It runs on a thread of its own, since it may ask for a password
/// on the terminal, and is ended when the task that waits for it is cancelled.
struct KeyCommand: Sendable {
  private let line: String

  init(_ line: String) { self.line = line }

  /// Throws where the command cannot be run or does not exit with 0; says nothing of what it printed.
  func firstLine() async throws(SettingsFailure) -> String {
    let child = Mutex(Child())
    let result: Result<String, SettingsFailure> = await withTaskCancellationHandler {
      await BlockingWork.run { output { pid in child.withLock { $0.begin(pid) } } }
    } onCancel: {
      child.withLock { $0.cancel() }
    }
    return try result.get()
  }

  /// The process of the command while it runs; it may be cancelled before it is known.
  private struct Child {
    private var pid: pid_t = 0
    private var isCancelled = false

    /// 0: it has ended.
    mutating func begin(_ pid: pid_t) {
      self.pid = pid
      if isCancelled { end() }
    }

    mutating func cancel() {
      isCancelled = true
      end()
    }

    private func end() { if pid > 0 { kill(pid, SIGTERM) } }
  }

  /// Runs the command to its end; `began` hears its process, and 0 when it has ended.
  private func output(_ began: (pid_t) -> Void) -> Result<String, SettingsFailure> {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return .failure(failure("cannot be run: no pipe")) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Threads of a task block all signals, and a child inherits that: neither Ctrl-C nor we could end it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var pid = pid_t(0)
    let words: [UnsafeMutablePointer<CChar>?] = ["/bin/sh", "-c", line].map { (word: String) in strdup(word) }
    defer { words.forEach { free($0) } }
    let code = posix_spawn(&pid, "/bin/sh", &actions, &attributes, words + [nil], environ)
    close(ends[1])
    guard code == 0 else { return .failure(failure("cannot be run: \(String(cString: strerror(code)))")) }
    began(pid)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 64 * 1024 {
      let count = read(ends[0], &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    var status: Int32 = 0
    // The process stays waitable until here, so that the pid cannot be somebody else's when it is signalled.
    var information = siginfo_t()
    while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    began(0)
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let exit = status >> 8 & 0xFF
    guard status & 0x7F == 0 else { return .failure(failure("was ended by signal \(status & 0x7F)")) }
    guard exit == 0 else { return .failure(failure("failed with exit code \(exit)")) }
    let text = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false).first ?? []
    return .success(String(decoding: text, as: UTF8.self))
  }

  private func failure(_ reason: String) -> SettingsFailure {
    SettingsFailure("the key command '\(line)' \(reason)", hint: "run it by hand to see why")
  }
}
