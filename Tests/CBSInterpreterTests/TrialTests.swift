import FoundationEssentials
import TestSupport
import Testing
import Trials

/// What libFuzzer tries for hours, tried on what it and we have found: the corpus, the scripts, and damaged copies.
struct TrialTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let files = ["Tests/Corpus/language", "Tests/Corpus/programs", "scripts"].flatMap { folder in
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())) ?? [])
      .filter { $0.hasSuffix(".cbs") }.sorted().map { "\(folder)/\($0)" }
  }

  @Test func thereIsACorpus() { #expect(Self.files.count > 20) }

  /// What is refused before it runs would try the engine with nothing.
  @Test(arguments: files.filter { $0.contains("/programs/") })
  func programsAreFoundRight(file: String) throws {
    let errors = Trial.errors(in: Array(try Data(contentsOf: Self.root.appending(path: file))))
    #expect(errors.isEmpty, "\(errors.joined())")
  }

  @Test(arguments: files)
  func everyStageStandsEveryFile(file: String) async throws {
    let bytes = Array(try Data(contentsOf: Self.root.appending(path: file)))
    for trial in Trial.allCases {
      try await trial.run(bytes)
      // And half of it, and with two bytes in the wrong order.
      try await trial.run(Array(bytes.prefix(bytes.count / 2)))
      var swapped = bytes
      swapped.swapAt(swapped.count / 3, swapped.count / 2)
      try await trial.run(swapped)
    }
  }

  @Test func everyStageStandsDamagedScripts() async throws {
    var random = SeededGenerator(seed: 7)
    let scripts = try Self.files.map { Array(try Data(contentsOf: Self.root.appending(path: $0)).prefix(2000)) }
    for _ in 0..<300 {
      guard var bytes = scripts.randomElement(using: &random), let other = scripts.randomElement(using: &random) else {
        continue
      }
      for _ in 0..<3 {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let start = Int.random(in: 0...other.count, using: &random)
        bytes.insert(contentsOf: other[start...].prefix(Int.random(in: 0...20, using: &random)), at: place)
      }
      for trial in Trial.allCases { try await trial.run(bytes) }
    }
  }
}
