import Glibc

/// The exclusive lock on an open file that keeps processes, and threads of one, from changing it at the same time.
///
/// It belongs to the open file: the system releases it when a process ends, however that happens.
enum FileLock {
  /// Takes the lock of `descriptor`, and waits for it at most as long as `limit`. The C function is `flock`.
  ///
  /// - Returns: false when somebody else had it all the time. A file system without locks refuses nobody.
  static func take(_ descriptor: Int32, within limit: Duration = .seconds(10)) -> Bool {
    let end = ContinuousClock.now + limit
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { return true }
      guard ContinuousClock.now < end else { return false }
      // The lock is held for one write; nobody wakes those who wait with an end.
      usleep(500)
    }
    return true
  }

  static func release(_ descriptor: Int32) { _ = flock(descriptor, LOCK_UN) }
}

extension PrivateFile {
  /// Runs `change`, which reads the file at `path` and replaces it, while nobody else does so with a file of the same
  /// folder.
  ///
  /// The lock is a file of its own, `.lock`, since the changed file is another one after each change. Where it cannot be
  /// made nothing is locked: then the file cannot be written either, and that says why.
  ///
  /// - Throws: what `change` throws, and a failure when others held the lock for all of `limit`.
  package static func changing<Answer>(
    _ path: String, within limit: Duration = .seconds(10), _ change: () throws(SettingsFailure) -> Answer
  ) throws(SettingsFailure) -> Answer {
    makeFolders(above: path)
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    let lock = open(folder + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { return try change() }
    defer { close(lock) }
    guard FileLock.take(lock, within: limit) else {
      throw SettingsFailure("'\(path)' cannot be changed: another program is changing it", hint: "try it again")
    }
    return try change()
  }

  /// Appends a record, which ends in a line break, to an open file of records under the lock of that file.
  ///
  /// Where the file does not end in a line break, a writer was killed in mid-record: its rest is closed off, so that
  /// the new record does not merge with it. A record that does not fit on the disk is taken back.
  ///
  /// - Parameter descriptor: opened for reading too, with `O_APPEND`.
  /// - Returns: the offset at which the record begins.
  /// - Throws: the error number of the system.
  package static func append(_ record: String, to descriptor: Int32) throws(AppendFailure) -> Int {
    guard FileLock.take(descriptor) else { throw AppendFailure(code: EWOULDBLOCK) }
    defer { FileLock.release(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw AppendFailure(code: errno) }
    let end = Int(status.st_size)
    var last = UInt8(ascii: "\n")
    while end > 0, pread(descriptor, &last, 1, off_t(end - 1)) < 0, errno == EINTR {}
    let isWhole = last == UInt8(ascii: "\n")
    let bytes = Array((isWhole ? record : "\n" + record).utf8)
    var written = write(descriptor, bytes, bytes.count)
    while written < 0, errno == EINTR { written = write(descriptor, bytes, bytes.count) }
    guard written == bytes.count else {
      let code = written < 0 ? errno : ENOSPC
      _ = ftruncate(descriptor, off_t(end))
      throw AppendFailure(code: code)
    }
    return isWhole ? end : end + 1
  }

  /// Why a record was not appended: the system's error number.
  package struct AppendFailure: Error {
    package let code: Int32
  }
}
