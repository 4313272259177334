import CBSText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A store on disk: each folder directly below the root is a bucket, each file in it an object.
///
/// Nothing outside the root can be read: names with `..` are not objects, and a symbolic link to a file counts only if
/// that file is below the root, too. Links to folders are not listed, because they may form cycles.
package struct FolderStore: ObjectStore {
  /// The path of the folder that contains the buckets.
  package let root: String

  package init(root: String) { self.root = root }

  package func list(bucket: String, prefix: String) async throws(StoreError) -> [StoredObject] {
    let folder = try folder(of: bucket)
    var objects: [StoredObject] = []
    try collect(folder, keyPrefix: "", matching: prefix, bucket: bucket, into: &objects)
    return objects.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  package func read(bucket: String, key: String, range: Range<Int64>?) async throws(StoreError) -> ObjectBytes {
    let folder = try folder(of: bucket)
    guard Self.isPlain(key), let path = Self.resolved(folder + "/" + key), isInside(path) else {
      throw StoreError(.noSuchKey, bucket: bucket, key: key)
    }
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError(errno == EACCES ? .accessDenied : .noSuchKey, bucket: bucket, key: key)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw StoreError(.noSuchKey, bucket: bucket, key: key)
    }
    let size = Int64(status.st_size)
    let wanted = (range ?? 0..<size).clamped(to: 0..<size)
    guard let bytes = Self.bytes(of: descriptor, in: wanted) else {
      throw StoreError(.other("InternalError"), bucket: bucket, key: key, detail: String(cString: strerror(errno)))
    }
    return ObjectBytes(bytes: bytes, totalSize: size)
  }

  /// The names of all buckets, in order.
  package func buckets() -> [String] {
    Self.names(in: root).filter { (try? folder(of: $0)) != nil }.sorted()
  }

  // MARK: Paths

  /// The path of a bucket's folder, with symbolic links resolved.
  private func folder(of bucket: String) throws(StoreError) -> String {
    guard Self.isPlain(bucket), !bucket.contains("/"), let path = Self.resolved(root + "/" + bucket), isInside(path),
      Self.status(of: path).map({ $0.st_mode & S_IFMT == S_IFDIR }) ?? false
    else { throw StoreError(.noSuchBucket, bucket: bucket) }
    return path
  }

  /// Whether every part is a name: not empty, not `.` or `..`.
  private static func isPlain(_ key: String) -> Bool {
    !key.contains("\0")
      && key.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { $0 != "" && $0 != "." && $0 != ".." }
  }

  private func isInside(_ path: String) -> Bool {
    guard let root = Self.resolved(root) else { return false }
    return path.hasPrefix(root == "/" ? "/" : root + "/")
  }

  /// The path with every symbolic link resolved, or nil if nothing exists there.
  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  // MARK: Reading

  /// Adds the files below `folder`. Folders that cannot contain a key with the prefix are skipped.
  private func collect(
    _ folder: String, keyPrefix: String, matching prefix: String, bucket: String, into objects: inout [StoredObject]
  ) throws(StoreError) {
    if Task.isCancelled { throw StoreError(.cancelled, bucket: bucket) }
    for name in Self.names(in: folder) {
      let key = keyPrefix + name
      guard let path = Self.resolved(folder + "/" + name), isInside(path), let status = Self.status(of: path) else {
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR where path == folder + "/" + name && (prefix.hasPrefix(key + "/") || (key + "/").hasPrefix(prefix)):
        try collect(path, keyPrefix: key + "/", matching: prefix, bucket: bucket, into: &objects)
      case S_IFREG where key.hasPrefix(prefix): objects.append(Self.object(key: key, status))
      default: break
      }
    }
  }

  private static func object(key: String, _ status: stat) -> StoredObject {
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    let tag = [Int64(status.st_size), Int64(modified.tv_sec), Int64(modified.tv_nsec)]
      .map { String($0, radix: 16) }.joined(separator: "-")
    return StoredObject(
      key: key, size: Int64(status.st_size), etag: "\"\(tag)\"", storageClass: "STANDARD",
      modified: CalendarTime(Int64(modified.tv_sec)).iso)
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func bytes(of descriptor: Int32, in range: Range<Int64>) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<range.count])
        let read = pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound) + off_t(count))
        if read < 0, errno == EINTR { continue }
        failed = read < 0
        guard read > 0 else { return }
        count += read
      }
    }
    return failed ? nil : bytes
  }
}
