import CBSWeights
import FoundationEssentials

/// The bucket of a new sandbox: small real checkpoints, good ones and one of each common fault.
struct SeedBucket: Sendable {
  static let name = "acme-weights"

  /// Where the checkpoints go; replaced as a whole.
  let buckets: String

  /// Makes the bucket unless it is there. Others see all of it or nothing.
  func fill() throws {
    let bucket = buckets + "/" + Self.name
    guard !FileManager.default.fileExists(atPath: bucket) else { return }
    let draft = try draft()
    do { try FileManager.default.moveItem(atPath: draft, toPath: bucket) } catch {
      try? FileManager.default.removeItem(atPath: draft)
      // Another process may have been faster; its bucket is the same.
      guard FileManager.default.fileExists(atPath: bucket) else { throw error }
    }
  }

  /// Makes the bucket anew.
  func replace() throws {
    let bucket = buckets + "/" + Self.name
    if FileManager.default.fileExists(atPath: bucket) { try FileManager.default.removeItem(atPath: bucket) }
    try fill()
  }

  /// Writes the bucket beside the others' folder.
  private func draft() throws -> String {
    let folder = buckets + "/../seed-\(UUID().uuidString)"
    for checkpoint in Self.checkpoints {
      let path = folder + "/" + checkpoint.prefix
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, bytes) in checkpoint.files {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
        try FileManager.default.setAttributes([.modificationDate: checkpoint.date], ofItemAtPath: path + "/" + name)
      }
    }
    return folder
  }

  /// Made once in a process: they are the same in every sandbox.
  private static let checkpoints: [Checkpoint] = {
    let broken: [(String, CheckpointWriter.Fault?)] = [
      ("missing-shard", .missingShard), ("cut-shard", .cutShard), ("git-lfs-pointer", .lfsPointer),
      ("wrong-architecture", ArchitectureProfile.sandbox("llama3.1-8b").map { .wrongArchitecture($0) }),
    ]
    return [
      Checkpoint("support-bot/2026-03", of: "gpt-oss-120b", seed: 3, day: 0),
      Checkpoint("support-bot/2026-04", of: "gpt-oss-120b", seed: 4, day: 10),
      Checkpoint("support-bot/2026-05", of: "gpt-oss-120b", seed: 5, day: 30),
      Checkpoint("llama-chat/v1", of: "llama3.1-8b", seed: 8, day: 5),
      Checkpoint("glm-coder/v1", of: "zai-glm-4.7", seed: 9, day: 6),
    ].compactMap { $0 }
      + broken.compactMap { name, fault in
        fault.flatMap { Checkpoint("broken/" + name, of: "gpt-oss-120b", seed: 6, fault: $0, day: 20) }
      }
  }()
}

/// The files of one prefix.
private struct Checkpoint: Sendable {
  let prefix: String
  let files: [String: [UInt8]]
  /// The files' dates, so that listings look the same wherever they are made.
  let date: Date

  /// - Parameter day: counted from 1 March 2026, 09:00 UTC.
  init?(
    _ prefix: String, of architecture: String, seed: UInt64, fault: CheckpointWriter.Fault? = nil, day: Int
  ) {
    guard let profile = ArchitectureProfile.sandbox(architecture),
      let writer = CheckpointWriter(profile: profile, seed: seed)
    else { return nil }
    self.prefix = prefix
    files = writer.files(fault: fault)
    date = Date(timeIntervalSince1970: 1_772_355_600 + Double(day) * 86_400)
  }
}
