import Glibc

/// The system's `read`, under a name that the type below does not hide.
private let readBytes: @Sendable (Int32, UnsafeMutableRawPointer, Int) -> Int = { read($0, $1, $2) }

/// Files that belong to their owner alone, replaced as a whole.
package enum PrivateFile {
  /// The bytes of the file; nil where there is none.
  package static func read(_ path: String, limit: Int = 16 << 20) throws(SettingsFailure) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("read", path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count <= limit {
      let count = readBytes(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    throw SettingsFailure("'\(path)' is larger than \(limit) bytes")
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether it is a plain file, which nobody has to wait for.
  package static func isPlain(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Names of what is in a folder; none where it cannot be read.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Replaces the file at once: readers see the old content or the new one. Mode 0600; folders are made with 0700.
  ///
  /// A symbolic link stays one; the file it leads to is replaced.
  package static func replace(
    _ path: String, with bytes: some Collection<UInt8>, mode: UInt32 = 0o600
  ) throws(SettingsFailure) {
    makeFolders(above: path)
    try exchange(resolved(path), for: bytes) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode)) }
  }

  /// Replaces a file of the user's at once; who may do what with it stays as it is.
  package static func rewrite(_ path: String, with bytes: some Collection<UInt8>) throws(SettingsFailure) {
    let target = resolved(path)
    var status = stat()
    // Replacing needs the folder's permission only; a file that may not be written is not to be changed.
    guard stat(target, &status) == 0, access(target, W_OK) == 0 else { throw failure("write", target) }
    let mode = status.st_mode & 0o7777
    try exchange(target, for: bytes) { temporary in
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      // What the mask of the process takes away from a new file is given back.
      if descriptor >= 0 { _ = fchmod(descriptor, mode) }
      return descriptor
    }
  }

  private static func exchange(
    _ target: String, for bytes: some Collection<UInt8>, make: (String) -> Int32
  ) throws(SettingsFailure) {
    let temporary = target + "." + String(UInt64.random(in: 0...(.max)), radix: 36)
    let descriptor = make(temporary)
    guard descriptor >= 0 else { throw failure("write", target) }
    defer { close(descriptor) }
    var rest = ArraySlice(bytes)
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let failure = failure("write", temporary)
        unlink(temporary)
        throw failure
      }
      rest = rest.dropFirst(written)
    }
    guard fsync(descriptor) == 0, rename(temporary, target) == 0 else {
      let failure = failure("write", target)
      unlink(temporary)
      throw failure
    }
  }

  /// Makes the folders that `path` stands in, for their owner alone; what exists stays as it is.
  package static func makeFolders(above path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      _ = mkdir(folder, 0o700)
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func failure(_ deed: String, _ path: String) -> SettingsFailure {
    SettingsFailure("cannot \(deed) '\(path)': \(String(cString: strerror(errno)))")
  }
}
