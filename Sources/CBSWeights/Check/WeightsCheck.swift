package import CBSCatalog
import Crypto

/// The progress of a check.
package struct CheckProgress: Sendable, Hashable {
  package enum Stage: String, Sendable, Hashable, CaseIterable {
    case listing, config, index, shards, tokenizer
  }

  package let stage: Stage
  /// Counts shards in that phase; in others, 0 of 1 or 1 of 1.
  package let done: Int
  package let total: Int
}

/// Determines with few, small reads whether an upload from a prefix can succeed.
///
/// The cheapest checks run first: listing, config.json, index, one small read of each shard, tokenizer. If a file
/// cannot be read, only the checks that depend on it are skipped.
package struct WeightsCheck: Sendable {
  /// A larger tokenizer.json is not read, and is reported as not checked.
  package var tokenizerLimit: Int64 = 64 << 20
  /// The number of shards that are read concurrently.
  package var width = 8

  package init() {}

  /// Checks the checkpoint at `uri`, and whether it fits the given architecture, if any.
  ///
  /// - Throws: only `CancellationError`; any other problem is a finding.
  package func check(
    _ uri: S3Location, architecture: ArchitectureProfile?, store: any ObjectStore,
    progress: @Sendable (CheckProgress) -> Void = { _ in }
  ) async throws -> CheckReport {
    let report = CheckReport(location: uri, architecture: architecture?.id)
    return try await complete(report, architecture: architecture, store: store, progress: progress)
  }

  /// Checks the checkpoint at `uri` against the architecture `id`, which is looked up in `profiles`.
  ///
  /// If there is no such profile, everything else is checked, and the report says that the architecture was not.
  package func check(
    _ uri: S3Location, architectureID id: String, among profiles: [ArchitectureProfile], store: any ObjectStore,
    progress: @Sendable (CheckProgress) -> Void = { _ in }
  ) async throws -> CheckReport {
    var report = CheckReport(location: uri, architecture: id)
    let profile = profiles.first { $0.id == id }
    if profile == nil {
      report.add(
        .unknown, .architectureUnchecked, "what architecture '\(id)' demands is not known to cbs",
        hint: "compare config.json with the base model's")
    }
    return try await complete(report, architecture: profile, store: store, progress: progress)
  }

  private func complete(
    _ report: CheckReport, architecture: ArchitectureProfile?, store: any ObjectStore,
    progress: (CheckProgress) -> Void
  ) async throws -> CheckReport {
    let counting = CountingStore(store)
    var run = CheckRun(check: self, store: counting, report: report)
    try await run.run(architecture: architecture, progress: progress)
    run.report.facts.reads = counting.reads
    run.report.facts.bytesRead = counting.bytesRead
    return run.report
  }
}

/// One running check.
private struct CheckRun {
  let check: WeightsCheck
  let store: CountingStore
  var report: CheckReport
  var digests: [String: SHA256.Digest] = [:]

  init(check: WeightsCheck, store: CountingStore, report: CheckReport) {
    self.check = check
    self.store = store
    self.report = report
  }

  mutating func run(architecture: ArchitectureProfile?, progress: (CheckProgress) -> Void) async throws {
    func step(_ stage: CheckProgress.Stage, _ done: Int) { progress(.init(stage: stage, done: done, total: 1)) }
    step(.listing, 0)
    guard let files = try await list() else { return }
    report.facts.files = files.objects.count
    report.facts.bytes = files.bytes
    report.addLayout(files)
    step(.listing, 1)

    step(.config, 0)
    let config = try await config(files)
    if let config {
      report.addConfig(config)
      if let architecture { report.addArchitecture(config, architecture) }
    }
    step(.config, 1)

    step(.index, 0)
    let index = try await index(files)
    if let index { report.addShardNames(index, files) }
    step(.index, 1)

    let (shards, unread) = try await shards(files, index, progress)
    report.addShards(shards)
    if let index { report.addTensorPlaces(index, shards) }
    report.addRepeatedTensors(shards)
    if let config, !shards.isEmpty { report.addTensors(config, shards, unread: unread) }

    step(.tokenizer, 0)
    try await checkTokenizer(files, config)
    step(.tokenizer, 1)
    let sizes = Dictionary(files.objects.map { ($0.name, $0.object.size) }) { _, last in last }
    report.fingerprint = WeightsFingerprint(sizes: sizes, digests: digests)
  }

  // MARK: Reading

  private mutating func list() async throws -> CheckpointFiles? {
    let location = report.location
    do {
      let files = CheckpointFiles(
        try await store.list(bucket: location.bucket, prefix: location.keyPrefix), at: location)
      guard files.isEmpty else { return files }
      var hint = "check the prefix; names are case-sensitive"
      if !location.prefix.isEmpty {
        let near = try await store.list(bucket: location.bucket, prefix: location.prefix)
        if near.contains(where: { $0.key == location.prefix }) {
          hint = "it is one file; give the prefix it lies under"
        }
      }
      report.add(.error, .prefixEmpty, "there is nothing under '\(location)'", hint: hint)
    } catch {
      try report.add(error)
    }
    return nil
  }

  /// The contents of a small file, or nil if it does not exist or cannot be read; a failed read is reported.
  private mutating func read(_ name: String, of files: CheckpointFiles, upTo limit: Int64) async throws -> [UInt8]? {
    guard let object = files[name], object.size > 0, !object.isArchived else { return nil }
    guard object.size <= limit else {
      report.add(.unknown, .notRead, "'\(name)' is too large to be read (\(object.size) bytes)", object: name)
      return nil
    }
    do {
      let bytes = try await store.read(bucket: report.location.bucket, key: object.key, range: nil).bytes
      digests[name] = SHA256.hash(data: bytes)
      return bytes
    } catch {
      try report.add(error)
      return nil
    }
  }

  private mutating func config(_ files: CheckpointFiles) async throws -> ModelConfig? {
    guard let bytes = try await read("config.json", of: files, upTo: 4 << 20) else { return nil }
    do { return try ModelConfig(parsing: bytes) } catch {
      addInvalid("config.json", .configInvalid, bytes, error)
      return nil
    }
  }

  private mutating func index(_ files: CheckpointFiles) async throws -> WeightsIndex? {
    guard let bytes = try await read(WeightsIndex.fileName, of: files, upTo: 256 << 20) else { return nil }
    do { return try WeightsIndex(parsing: bytes) } catch {
      addInvalid(WeightsIndex.fileName, .indexInvalid, bytes, error)
      return nil
    }
  }

  private mutating func addInvalid(_ name: String, _ code: Finding.Code, _ bytes: [UInt8], _ error: LayoutError) {
    if let format = ForeignFormat(firstBytes: bytes) {
      report.add(.error, code, "'\(name)' is \(format.name)", object: name, hint: format.remedy)
    } else {
      report.add(.error, code, "'\(name)' \(error)", object: name, hint: "copy the file again")
    }
  }

  /// The relevant shards, read concurrently, and the tensors in shards that could not be read: nil if no index lists
  /// them.
  private mutating func shards(
    _ files: CheckpointFiles, _ index: WeightsIndex?, _ progress: (CheckProgress) -> Void
  ) async throws -> (shards: [ShardSummary], unread: Set<String>?) {
    let names = index.map { $0.shards.filter { files[$0] != nil } } ?? files.names(of: .weights)
    let wanted = names.compactMap { name in files[name].map { (name: name, object: $0) } }
      .filter { $0.object.size > 0 && !$0.object.isArchived }
    let reader = ShardReader(store: store, bucket: report.location.bucket, width: check.width)
    let (shards, failures) = await reader.read(wanted) { done in
      progress(.init(stage: .shards, done: done, total: wanted.count))
    }
    try add(failures, of: wanted.count)
    var readable: Set<String> = []
    for shard in shards {
      digests[shard.name] = shard.digest
      if case .success = shard.outcome { readable.insert(shard.name) }
    }
    guard let index else {
      return (shards, readable.count == names.count ? [] : nil)
    }
    let unread = index.shardOfTensor.filter { !readable.contains(index.shards[$0.value]) }
    return (shards, Set(unread.keys))
  }

  private mutating func add(_ failures: [StoreError], of total: Int) throws {
    try Task.checkCancellation()
    for failure in failures where failure.reason == .cancelled { try report.add(failure) }
    var seen: Set<StoreError.Reason> = []
    for failure in failures.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) where seen.insert(failure.reason).inserted {
      try report.add(failure)
    }
    guard let first = failures.first else { return }
    report.add(
      .unknown, .tensorsUnchecked, "\(failures.count) of \(total) shards could not be read (\(first.code))",
      object: first.key)
  }

  private mutating func checkTokenizer(_ files: CheckpointFiles, _ config: ModelConfig?) async throws {
    var hasTemplate = !files.names(of: .template).isEmpty
    if let bytes = try await read("tokenizer_config.json", of: files, upTo: 16 << 20) {
      do { hasTemplate = try TokenizerSettings(parsing: bytes).hasChatTemplate || hasTemplate } catch {
        addInvalid("tokenizer_config.json", .tokenizerInvalid, bytes, error)
      }
    }
    if !hasTemplate {
      report.add(
        .warning, .chatTemplateMissing, "there is no chat template", object: "tokenizer_config.json",
        hint: "chat completions need one: in tokenizer_config.json or as chat_template.jinja")
    }
    if let object = files["tokenizer.json"], object.size > check.tokenizerLimit {
      report.add(
        .unknown, .tokenizerUnchecked, "'tokenizer.json' was not read (\(object.size) bytes)", object: "tokenizer.json")
      return
    }
    guard let bytes = try await read("tokenizer.json", of: files, upTo: check.tokenizerLimit) else { return }
    do {
      let tokenizer = try TokenizerFile(parsing: bytes)
      if let highest = tokenizer.highestID, let size = config?.dimensions?.vocabulary, highest >= UInt64(size) {
        report.add(
          .error, .tokenBeyondVocabulary,
          "the tokenizer's highest token id is \(highest), the model has \(size) tokens", object: "tokenizer.json",
          hint: "use the tokenizer that was saved with the weights")
      }
    } catch {
      addInvalid("tokenizer.json", .tokenizerInvalid, bytes, error)
    }
  }
}
