import CBSDiagnostics
import CBSValues
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite("cbs serve", .serialized) struct ServeTests {
  /// A served sandbox, as the line it prints tells.
  private struct Served {
    let program: RunningProgram
    let client: PlainClient
    let organization: String
  }

  private func serve(_ fixture: Fixture, _ flags: [String] = []) async throws -> Served {
    let program = try fixture.start(["serve", "--port", "0"] + flags)
    let line = try JSON(parsing: try await program.firstLine())
    let origin = try #require(line["base_url"]?.string)
    let port = try #require(origin.split(separator: ":").last.flatMap { Int($0) })
    let key = try #require(line["management_key"]?.string)
    return Served(
      program: program, client: PlainClient(port: port, key: key), organization: try #require(line["org"]?.string))
  }

  private static let upload: JSON = [
    "model_arch_id": "gpt-oss-120b",
    "model": ["weight_uri": "s3://acme-weights/support-bot/2026-05", "version_aliases": ["candidate"]],
  ]

  @Test func theNineOperationsAnswer() async throws {
    let fixture = try Fixture()
    let served = try await serve(fixture, ["--temporary"])
    let client = served.client
    let base = "/management/v1/orgs/\(served.organization)"
    let model = base + "/models/gpt-oss-120b/versions"
    let endpoint = "/management/v1/endpoints/acme-gpt-oss-120b"
    let steps: [(method: String, path: String, body: JSON?)] = [
      ("GET", base + "/models", nil),
      ("GET", base + "/endpoints", nil),
      ("GET", model, nil),
      ("POST", base + "/models:upload", Self.upload),
      ("GET", model + "/3", nil),
      ("GET", endpoint, nil),
      ("POST", endpoint + ":deployModel", ["model": "orgs/acme/models/gpt-oss-120b/versions/1"]),
      ("PATCH", model + "/3", ["version_aliases": ["fresh"]]),
      ("DELETE", model + "/3", nil),
    ]
    for (method, path, body) in steps {
      let answer = try #require(await client.send(method, path, body), "\(method) \(path)")
      #expect((200...299).contains(answer.status), "\(method) \(path): \(answer)")
      #expect(answer.json?.object != nil, "\(method) \(path): \(answer)")
    }
    let stranger = PlainClient(port: client.port, key: "nobody-knows-this-key")
    #expect(await stranger.send("GET", base + "/models")?.status == 401)
    #expect(await client.send("GET", base + "/nothing")?.status == 404)
    served.program.signal(SIGINT)
    let outcome = try await served.program.end(within: .seconds(10))
    #expect([0, 130].contains(outcome.status), "\(outcome)")
    #expect(outcome.errors.isEmpty, "\(outcome)")
  }

  @Test func aKillInTheMiddleLosesNothingThatWasAnswered() async throws {
    let fixture = try Fixture()
    for round in 1...3 {
      let served = try await serve(fixture)
      let (program, client) = (served.program, served.client)
      let path = "/management/v1/orgs/\(served.organization)/models"
      let body: JSON = [
        "model_arch_id": "gpt-oss-120b", "model": ["weight_uri": "s3://acme-weights/support-bot/2026-05"],
      ]
      let killAfter = 5 + round * 4
      let answered = AnsweredNames()
      await withTaskGroup(of: Void.self) { group in
        for _ in 1...4 {
          group.addTask {
            while let answer = await client.send("POST", path + ":upload", body) {
              guard let name = answer.json?["name"]?.string else { continue }
              // The other tasks are in the middle of theirs.
              if answered.append(name) == killAfter { program.stop() }
            }
          }
        }
      }
      let names = answered.all
      #expect(names.count >= killAfter)
      #expect(Set(names).count == names.count)
      let again = try await serve(fixture)
      let answer = try #require(await again.client.send("GET", path + "/gpt-oss-120b/versions"))
      let lost = names.filter { !answer.body.contains("\"\($0)\"") }
      #expect(lost.isEmpty, "lost in round \(round): \(lost)")
    }
  }
}

/// Versions whose upload was answered, gathered by several tasks.
private final class AnsweredNames: Sendable {
  private let names = Mutex<[String]>([])

  var all: [String] { names.withLock { $0 } }

  /// How many there are with this one.
  func append(_ name: String) -> Int {
    names.withLock { names in
      names.append(name)
      return names.count
    }
  }
}
