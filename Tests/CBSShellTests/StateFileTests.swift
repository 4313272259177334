import CBSCatalog
@testable import CBSSettings
import CBSValues
import Glibc
import Testing

@testable import CBSShell

/// Each change opens its files anew, so that tasks exclude each other as processes do.
@Suite("files that several processes change at the same time") struct StateFileTests {
  private let folder = TemporaryFolder()
  private var directories: Directories {
    Directories(config: folder.path + "/config", state: folder.path + "/state", cache: folder.path + "/cache")
  }

  /// Runs `work` for sixteen who know nothing of each other.
  private func inParallel(_ work: @escaping @Sendable (Int) throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 { group.addTask { try work(number) } }
      try await group.waitForAll()
    }
  }

  @Test func `no setting is lost`() async throws {
    let directories = directories
    try await inParallel { number in
      for turn in 0..<4 {
        // As a program does that has just begun.
        let settings = try Settings.load(from: directories, environment: { _ in nil })
        _ = try settings.setting("profiles.p\(number).arch", to: "arch-\(turn)")
      }
    }
    let settings = try Settings.load(from: directories, environment: { _ in nil })
    #expect(settings.profiles.count == 16)
    #expect(settings.profiles.allSatisfy { $0.architecture == "arch-3" })
  }

  @Test func `no duration is lost`() async throws {
    let directories = directories
    try await inParallel { number in
      let durations = PastDurations(directories: directories, profile: "p")
      for turn in 1...4 { durations.remember(Int64(turn) * 1_000_000_000, of: "work \(number)") }
    }
    let durations = PastDurations(directories: directories, profile: "p")
    for number in 0..<16 { #expect(durations.usual(of: "work \(number)") == 3_000_000_000) }
  }

  @Test func `no deployment is lost, and what a killed writer left merges with none`() async throws {
    let directories = directories
    folder.write("{\"deployment\":\"cut o", to: "state/deployments-p.jsonl")
    try await inParallel { number in
      let journal = DeploymentJournal(directories: directories, profile: "p")
      for turn in 0..<20 {
        let version = VersionName(
          organization: OrganizationName(unchecked: "acme"), architecture: ArchitectureID(unchecked: "a"),
          selector: .number(2))
        let deployment = Deployment(
          id: "d\(number)-\(turn)", isDone: false, endpoint: EndpointID(unchecked: "e"), organization: nil,
          architecture: nil, number: 2, status: .inProgress, created: nil, updated: nil)
        let before = DeployedModel(
          id: "x", model: "orgs/acme/models/a/versions/\(number * 100 + turn + 1)", alias: nil, state: .complete,
          created: 0)
        guard journal.note(deployment, of: version, before: before) else { throw NotNoted() }
      }
    }
    let journal = DeploymentJournal(directories: directories, profile: "p")
    for number in 0..<16 {
      for turn in 0..<20 {
        #expect(journal.versionBefore("d\(number)-\(turn)")?.selector == .number(Int64(number * 100 + turn + 1)))
      }
    }
    #expect(folder.contents("state/deployments-p.jsonl").split(separator: "\n").count == 321)
  }

  private struct NotNoted: Error {}

  @Test func `a lock that is never released ends the wait, and nothing is changed`() throws {
    let path = directories.settingsFile
    try PrivateFile.changing(path) { () throws(SettingsFailure) in try PrivateFile.replace(path, with: "a".utf8) }
    let lock = open(directories.config + "/.lock", O_RDWR)
    defer { close(lock) }
    #expect(FileLock.take(lock))
    let failure = #expect(throws: SettingsFailure.self) {
      try PrivateFile.changing(path, within: .milliseconds(20)) { () throws(SettingsFailure) in
        try PrivateFile.replace(path, with: "b".utf8)
      }
    }
    #expect(failure?.message == "'\(path)' cannot be changed: another program is changing it")
    #expect(folder.contents("config/config.toml") == "a")
    FileLock.release(lock)
    try PrivateFile.changing(path) { () throws(SettingsFailure) in try PrivateFile.replace(path, with: "b".utf8) }
    #expect(folder.contents("config/config.toml") == "b")
  }
}
