@testable import CBSSettings
@testable import CBSShell
import CBSValues
import FoundationEssentials
import TestSupport
import Testing

@Suite struct HistoryTests {
  let folder = TemporaryFolder()
  var path: String { folder.path + "/state/cbs/history.jsonl" }
  let nothing = Redactor([])

  @Test func keepsLinesAcrossSessions() throws {
    let first = HistoryStore(path: path)
    #expect(first.count == 0 && first.entry(at: 0) == nil && first.last(3) == [])
    try first.append("arch list", directory: "/tmp", profile: "work", redactor: nothing)
    try first.append("print 'a\nb'", redactor: nothing)
    let second = HistoryStore(path: path)
    #expect(second.count == 2)
    #expect(second.entry(at: 0) == "arch list")
    #expect(second.entry(at: 1) == "print 'a\nb'")
    #expect(second.entry(at: 2) == nil && second.entry(at: -1) == nil)
    #expect(second.last(5).first?.directory == "/tmp" && second.last(5).first?.profile == "work")
    #expect(folder.mode("state/cbs/history.jsonl") == 0o600)
    #expect(folder.mode("state/cbs") == 0o700)
  }

  @Test func takesInOtherSessionsOnDemand() throws {
    let first = HistoryStore(path: path)
    let second = HistoryStore(path: path)
    try first.append("one", redactor: nothing)
    try second.append("two", redactor: nothing)
    try first.append("three", redactor: nothing)
    #expect(first.last(9).map(\.line) == ["one", "three"])
    first.refresh()
    #expect(first.last(9).map(\.line).sorted() == ["one", "three", "two"])
    first.refresh()
    #expect(first.last(9).count == 3)
    try second.clear()
    first.refresh()
    #expect(first.last(9) == [] && first.count == 0)
    try second.append("after", redactor: nothing)
    first.refresh()
    #expect(first.last(9).map(\.line) == ["after"])
  }

  @Test func losesNoLineOfManySessions() async throws {
    let stores = (0..<8).map { _ in HistoryStore(path: path) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, store) in stores.enumerated() {
        group.addTask { for turn in 0..<200 { try store.append("s\(number) t\(turn)", redactor: Redactor([])) } }
      }
      try await group.waitForAll()
    }
    let all = HistoryStore(path: path).last(5000).map(\.line)
    #expect(all.count == 1600 && Set(all).count == 1600)
    for store in stores {
      store.refresh()
      #expect(Set(store.last(5000).map(\.line)) == Set(all))
    }
  }

  @Test func aRecordCutOffByACrashMergesWithNothing() throws {
    folder.write("{\"t\":1,\"line\":\"good\"}\n{\"t\":2,\"line\":\"cut o", to: "state/cbs/history.jsonl", mode: 0o644)
    let store = HistoryStore(path: path)
    #expect(store.last(9).map(\.line) == ["good"])
    try store.append("next", redactor: nothing)
    #expect(store.last(9).map(\.line) == ["good", "next"])
    #expect(HistoryStore(path: path).last(9).map(\.line) == ["good", "next"])
    #expect(folder.contents("state/cbs/history.jsonl").hasSuffix("\"cut o\n{\"t\":" + recordTail("next")))
    // What others could read is taken from them.
    #expect(folder.mode("state/cbs/history.jsonl") == 0o600)
    // Going back, the damaged line is passed over: it shows what follows it.
    let again = HistoryStore(path: path)
    #expect((0..<again.count).compactMap { again.entry(at: $0) } == ["good", "next", "next"])
  }

  private func recordTail(_ line: String) -> String {
    let text = folder.contents("state/cbs/history.jsonl")
    let last = text.split(separator: "\n").last.map(String.init) ?? ""
    #expect(last.hasSuffix(",\"line\":\"\(line)\"}"))
    return last.dropFirst("{\"t\":".count) + "\n"
  }

  @Test func equalNeighboursShowOnce() throws {
    let store = HistoryStore(path: path)
    for line in ["a", "a", "b", "a", "a"] { try store.append(line, redactor: nothing) }
    #expect(store.last(9).map(\.line) == ["a", "b", "a"])
    #expect(HistoryStore(path: path).last(9).map(\.line) == ["a", "b", "a"])
    #expect(HistoryStore(path: path).search("A").isEmpty)
    #expect(HistoryStore(path: path).search("", limit: 2).map(\.line) == ["a", "b"])
  }

  @Test func holdsNoSecret() throws {
    let canary = "csk-canary0123456789"
    let other = "wJalrXUtnFEMI/K7MDENG"
    let redactor = Redactor([Secret(other, name: "AWS_SECRET_ACCESS_KEY")])
    let store = HistoryStore(path: path)
    for line in [
      "login \(canary)", "use x; login --key \(canary)", "  login \(canary)", " print \(canary)",
      "api GET /x --header 'Authorization: Bearer \(canary)'", "print \(canary)", "let k = '\(other)'",
      "print \"$(\"\(other)\")\"", "print 'Bearer eyJhbGciOi.canary0123456789.x'",
    ] { try store.append(line, redactor: redactor) }
    let text = folder.contents("state/cbs/history.jsonl")
    #expect(!text.contains("canary") && !text.contains(other))
    #expect(store.last(9).map(\.line).contains("use x; login"))
    #expect(store.last(9).map(\.line).contains("let k = '<secret:AWS_SECRET_ACCESS_KEY>'"))
    #expect(HistoryText.kept(of: "logins", redactor: redactor) == "logins")
    #expect(HistoryText.kept(of: "help login", redactor: redactor) == "help login")
    #expect(HistoryText.kept(of: " secret", redactor: redactor) == nil)
  }

  @Test func readsALongFileOnlyAsFarAsNeeded() throws {
    var text = ""
    for number in 0..<20_000 {
      text += "{\"t\":\(number),\"line\":\"print \(number) \(String(repeating: "x", count: number % 50))\"}\n"
    }
    folder.write(text, to: "state/cbs/history.jsonl")
    let store = HistoryStore(path: path)
    #expect(store.count == 20_000)
    #expect(store.entry(at: 19_999)?.hasPrefix("print 19999 ") == true)
    #expect(store.entry(at: 0) == "print 0 ")
    #expect(store.entry(at: 12_345)?.hasPrefix("print 12345 ") == true)
    #expect(store.search("print 17 ").map(\.line) == ["print 17 " + String(repeating: "x", count: 17)])
  }

  @Test func everyLineComesBackAsItWas() throws {
    var generator = SeededGenerator(seed: 5)
    var neighbour: HistoryEntry?
    for turn in 0..<400 {
      let entry = HistoryEntry(
        line: "x" + generator.text(upTo: 12), time: Int64(turn), directory: generator.pick([nil, "/tmp", "/t\"q"]),
        profile: generator.pick([nil, "work"]))
      let record = Array(entry.record.utf8.dropLast())
      #expect(!record.contains(0x0A))
      #expect(HistoryEntry(record: record[...], sharingWith: neighbour) == entry)
      // Half a record is none.
      #expect(HistoryEntry(record: record.dropLast(1 + generator.below(record.count))) == nil)
      neighbour = entry
    }
    #expect(HistoryEntry(record: Array("{\"line\":\"by hand\"}".utf8)[...])?.line == "by hand")
  }

  @Test func anUnwritableFileIsToldAndKeepsTheSession() throws {
    let store = HistoryStore(path: "/proc/none/history.jsonl")
    #expect(throws: HistoryFailure.self) { try store.append("kept here", redactor: nothing) }
    #expect(store.last(1).map(\.line) == ["kept here"])
    #expect(store.count == 1 && store.entry(at: 0) == "kept here")
  }
}
