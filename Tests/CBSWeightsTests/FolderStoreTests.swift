import CBSWeights
import FoundationEssentials
import Testing

@Suite struct FolderStoreTests {
  static func write(_ text: String, to path: String) throws {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  @Test func listsInKeyOrderBelowAPrefix() async throws {
    try await withTemporaryFolder { root in
      for name in ["m/b.txt", "m/a/z.txt", "m/a.txt", "mm/x.txt", "n.txt"] {
        try Self.write(name, to: root + "/bkt/" + name)
      }
      let store = FolderStore(root: root)
      #expect(
        try await store.list(bucket: "bkt", prefix: "").map(\.key) == [
          "m/a.txt", "m/a/z.txt", "m/b.txt", "mm/x.txt", "n.txt",
        ])
      #expect(try await store.list(bucket: "bkt", prefix: "m/").map(\.key) == ["m/a.txt", "m/a/z.txt", "m/b.txt"])
      #expect(try await store.list(bucket: "bkt", prefix: "m").count == 4)
      #expect(try await store.list(bucket: "bkt", prefix: "q/").isEmpty)
      #expect(try await store.list(bucket: "bkt", prefix: "n").first?.size == 5)
      #expect(store.buckets() == ["bkt"])
    }
  }

  @Test func readsRangesAsS3Does() async throws {
    try await withTemporaryFolder { root in
      try Self.write("0123456789", to: root + "/bkt/f")
      let store = FolderStore(root: root)
      for (range, text) in [(nil, "0123456789"), (2..<5, "234"), (8..<20, "89"), (10..<20, ""), (99..<100, "")]
        as [(Range<Int64>?, String)]
      {
        let read = try await store.read(bucket: "bkt", key: "f", range: range)
        #expect(read.bytes == Array(text.utf8))
        #expect(read.totalSize == 10)
      }
    }
  }

  @Test func nothingOutsideTheRootIsRead() async throws {
    try await withTemporaryFolder { folder in
      let root = folder + "/root"
      try Self.write("secret", to: folder + "/outside/secret.txt")
      try Self.write("fine", to: root + "/bkt/fine.txt")
      let files = FileManager.default
      try files.createSymbolicLink(atPath: root + "/bkt/file-link", withDestinationPath: folder + "/outside/secret.txt")
      try files.createSymbolicLink(atPath: root + "/bkt/folder-link", withDestinationPath: folder + "/outside")
      try files.createSymbolicLink(atPath: root + "/bkt/inner-link", withDestinationPath: root + "/bkt/fine.txt")
      try files.createSymbolicLink(atPath: root + "/bkt/circle", withDestinationPath: root + "/bkt")
      try files.createSymbolicLink(atPath: root + "/elsewhere", withDestinationPath: folder + "/outside")
      let store = FolderStore(root: root)
      for key in [
        "../../outside/secret.txt", "file-link", "folder-link/secret.txt", "/etc/passwd", "a/../fine.txt", "./fine.txt",
        "fine.txt/", "", "fine.txt\0", "missing",
      ] {
        let error = await #expect(throws: StoreError.self) {
          _ = try await store.read(bucket: "bkt", key: key, range: nil)
        }
        #expect(error?.reason == .noSuchKey, "\(key)")
      }
      for bucket in ["..", ".", "", "elsewhere", "nope", "bkt/..", "../outside"] {
        let error = await #expect(throws: StoreError.self) { _ = try await store.list(bucket: bucket, prefix: "") }
        #expect(error?.reason == .noSuchBucket, "\(bucket)")
      }
      #expect(try await store.read(bucket: "bkt", key: "inner-link", range: nil).bytes == Array("fine".utf8))
      let keys = try await store.list(bucket: "bkt", prefix: "").map(\.key)
      #expect(keys.contains("fine.txt"))
      #expect(keys.contains("inner-link"))
      #expect(!keys.contains { $0.hasPrefix("file-link") || $0.hasPrefix("folder-link") })
      #expect(store.buckets() == ["bkt"])
    }
  }
}
