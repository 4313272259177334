import CBSCatalog
import CBSSandbox
import CBSValues
import FoundationEssentials
import TestSupport
import Testing

/// State outlives the process, is shared by processes, and never breaks its rules.
@Suite struct PersistenceTests {
  @Test("a second sandbox on the directory sees everything the first has answered, though that one never closed")
  func reopened() async throws {
    let fixture = Fixture()
    _ = try await fixture.upload(aliases: ["candidate"], suffix: "s")
    try await fixture.sandbox.advanceClock(by: .seconds(3))
    _ = try await fixture.deploy("candidate")
    try await fixture.sandbox.addFault(Fault(.status(500, retryAfterSeconds: nil), pattern: "/nowhere", count: 5))
    let other = Sandbox(directory: fixture.directory, options: fixture.sandbox.options)
    for path in [
      Fixture.versions(), "\(Fixture.management)/endpoints/\(Fixture.endpoint)",
      "\(Fixture.management)/orgs/acme/endpoints",
    ] {
      #expect(try await fixture.ask(.get, path, on: other).text == fixture.ask(.get, path).text)
    }
    #expect(try await other.now() == fixture.sandbox.now())
    #expect(try await other.faults() == fixture.sandbox.faults())
    #expect(try await other.status() == fixture.sandbox.status())
    try await other.advanceClock(by: .seconds(3))
    #expect(try await fixture.deployments() == ["3 complete"])
  }

  @Test("directory and database belong to their owner alone, also those that an open umask would have shared")
  func modes() async throws {
    func mode(_ path: String) -> Int? {
      (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
    }
    let fixture = Fixture()
    _ = try await fixture.upload(aliases: ["candidate"], suffix: "s")
    #expect(mode(fixture.directory) == 0o700 && mode(fixture.directory + "/buckets") == 0o700)
    let files = ["", "-wal", "-shm"].map { fixture.directory + "/sandbox.sqlite" + $0 }
    #expect(files.map(mode) == [0o600, 0o600, 0o600])
    for file in files { try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file) }
    _ = try await Sandbox(directory: fixture.directory, options: fixture.sandbox.options).status()
    #expect(files.map(mode) == [0o600, 0o600, 0o600])
  }

  @Test("several that open an empty directory at once seed it once", arguments: 0..<6)
  func seededOnce(round: Int) async throws {
    let fixture = Fixture()
    let sandboxes = (0..<6).map { _ in Sandbox(directory: fixture.directory, options: fixture.sandbox.options) }
    let statuses = try await withThrowingTaskGroup(of: SandboxStatus.self) { group in
      for sandbox in sandboxes { group.addTask { try await sandbox.status() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(statuses).count == 1)
    #expect(statuses.first?.versions == 2)
    #expect(statuses.first?.buckets == 1)
  }

  @Test("eight at once, in two processes' worth of sandboxes: numbers stay dense, an alias names one version")
  func concurrent() async throws {
    let fixture = Fixture()
    let other = Sandbox(directory: fixture.directory, options: fixture.sandbox.options)
    let outcomes = try await withThrowingTaskGroup(of: [Int].self) { group in
      for worker in 0..<8 {
        group.addTask {
          var random = SeededGenerator(seed: UInt64(worker))
          var statuses: [Int] = []
          let sandbox = worker.isMultiple(of: 2) ? fixture.sandbox : other
          for _ in 0..<12 {
            let alias = JSON.string("tag-\(Int.random(in: 0..<4, using: &random))")
            if Bool.random(using: &random) {
              let body: JSON = [
                "model_arch_id": "gpt-oss-120b", "model": ["weight_uri": "s3://abc/x", "version_aliases": [alias]],
              ]
              statuses.append(
                try await fixture.ask(.post, "\(Fixture.management)/orgs/acme/models:upload", body, on: sandbox).status)
            } else {
              let version = Fixture.version(String(Int.random(in: 1...3, using: &random)))
              let aliases: JSON = Bool.random(using: &random) ? [alias] : []
              statuses.append(
                try await fixture.ask(.patch, version, ["version_aliases": aliases], on: sandbox).status)
            }
          }
          return statuses
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(outcomes).isSubset(of: [200, 404, 409]))
    let versions = try await fixture.ask(.get, Fixture.versions()).json["model_versions"]?.array ?? []
    let numbers = versions.compactMap { $0["name"]?.string?.split(separator: "/").last.flatMap { Int($0) } }
    #expect(numbers == Array(1...numbers.count))
    let aliases = versions.flatMap { $0["response"]?["version_aliases"]?.array ?? [] }
    #expect(Set(aliases).count == aliases.count)
  }

  @Test(
    "law: whatever is asked, one version is live at most, numbers are never used twice, aliases are unique",
    arguments: 0..<6 as Range<UInt64>)
  func law(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let fixture = Fixture { $0.syncTime = .seconds(1) }
    var used: Set<Int64> = [1, 2]
    for _ in 0..<40 {
      let id = String(Int.random(in: 1...6, using: &random))
      switch Int.random(in: 0..<7, using: &random) {
      case 0:
        let answer = try await fixture.upload()
        let number = answer.json["name"]?.string?.split(separator: "/").last.flatMap { Int64($0) }
        #expect(used.insert(try #require(number)).inserted)
      case 1: _ = try await fixture.setAliases(id, Bool.random(using: &random) ? ["one"] : ["two", "one"])
      case 2: _ = try await fixture.ask(.delete, Fixture.version(id))
      case 3: _ = try await fixture.deploy(id)
      case 4: try await fixture.sandbox.addFault(Fault(Bool.random(using: &random) ? .rolloutFailure : .silentRollback))
      case 5: try await fixture.sandbox.addFault(Fault(.syncFailure(nil)))
      default: try await fixture.sandbox.advanceClock(by: .milliseconds(Int.random(in: 1...4000, using: &random)))
      }
      let deployments = try await fixture.deployments()
      #expect(deployments.filter { $0.hasSuffix(" complete") }.count == 1)
      #expect(deployments.filter { $0.hasSuffix(" in_progress") }.count <= 1)
      let live = deployments.first { $0.hasSuffix(" complete") }?.split(separator: " ").first ?? ""
      #expect(try await fixture.ask(.get, Fixture.version(String(live))).status == 200)
      let answer = try await fixture.chat(Fixture.chatBody()).json["choices"]?[0]?["message"]?["content"]?.string
      #expect(answer?.hasPrefix("Version \(live) of ") == true)
      let versions = try await fixture.ask(.get, Fixture.versions()).json["model_versions"]?.array ?? []
      let aliases = versions.flatMap { $0["response"]?["version_aliases"]?.array ?? [] }
      #expect(Set(aliases).count == aliases.count)
    }
  }

  @Test("a reset begins anew, with the same numbers again")
  func reset() async throws {
    let fixture = Fixture()
    let first = try await fixture.deploy("1").text
    _ = try await fixture.upload()
    try await fixture.sandbox.advanceClock(by: .seconds(500))
    try await fixture.sandbox.reset()
    #expect(try await fixture.deploy("1").text == first)
    #expect(try await fixture.sandbox.status().versions == 2)
  }

  @Test("a directory that cannot be is a failure that says so, and nothing happened")
  func badDirectory() async throws {
    let sandbox = Sandbox(directory: "/dev/null/sandbox", options: .deterministic)
    do {
      _ = try await sandbox.send(Request(.get, "/v1/models"), within: .seconds(60))
      Issue.record("it opened")
    } catch let failure as TransportFailure {
      #expect(!failure.mayHaveHappened)
      #expect("\(failure.reason)".contains("/dev/null/sandbox"))
    }
  }
}
