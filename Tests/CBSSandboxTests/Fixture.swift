import CBSCatalog
import CBSSandbox
import CBSValues
import FoundationEssentials
import Testing

/// A sandbox in a directory of its own, and short ways to ask it.
final class Fixture: Sendable {
  static let organization = "acme"
  static let endpoint = "acme-gpt-oss-120b"
  static let arch = "gpt-oss-120b"
  static let management = "/management/v1"

  let directory: String
  let sandbox: Sandbox

  /// - Parameter change: changes the deterministic options; weights are not read unless it says so.
  init(_ change: (inout SandboxOptions) -> Void = { _ in }) {
    directory = FileManager.default.temporaryDirectory.path + "/cbs-sandbox-\(UUID().uuidString)"
    var options = SandboxOptions.deterministic
    options.checksWeights = false
    change(&options)
    sandbox = Sandbox(directory: directory, options: options)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  enum Key { case management, inference, none, text(String) }

  struct Answer {
    let status: Int
    let json: JSON
    let text: String
    let headers: Headers
  }

  func ask(
    _ method: CBSCatalog.Method, _ path: String, _ body: JSON? = nil, key: Key = .management,
    query: [QueryItem] = [], headers: Headers = [:], on other: Sandbox? = nil
  ) async throws -> Answer {
    try await ask(
      method, path, bytes: body.map { Array($0.text.utf8) }, key: key, query: query, headers: headers, on: other)
  }

  func ask(
    _ method: CBSCatalog.Method, _ path: String, bytes: [UInt8]?, key: Key = .management, query: [QueryItem] = [],
    headers: Headers = [:], on other: Sandbox? = nil
  ) async throws -> Answer {
    var headers = headers
    switch key {
    case .management: headers["Authorization"] = "Bearer \(SandboxKeys.standard.management.reveal(for: .sandboxKeys))"
    case .inference: headers["Authorization"] = "Bearer \(SandboxKeys.standard.inference.reveal(for: .sandboxKeys))"
    case .text(let text): headers["Authorization"] = text
    case .none: break
    }
    let request = Request(method, path, query: query, headers: headers, body: bytes)
    let response = try await (other ?? sandbox).send(request, within: .seconds(600))
    let body = try await response.body.collect(upTo: 50_000_000)
    return Answer(
      status: response.status, json: (try? JSON(parsing: body)) ?? .null, text: String(decoding: body, as: UTF8.self),
      headers: response.headers)
  }

  // MARK: Management

  static func versions(_ arch: String = arch) -> String { "\(management)/orgs/acme/models/\(arch)/versions" }
  static func version(_ id: String, _ arch: String = arch) -> String { versions(arch) + "/" + id }

  func upload(
    _ uri: String = "s3://acme-weights/support-bot/2026-05", arch: String = arch, aliases: [String]? = nil,
    suffix: String? = nil
  ) async throws -> Answer {
    var model: [(String, JSON)] = [("weight_uri", .string(uri))]
    if let aliases { model.append(("version_aliases", .array(aliases.map(JSON.string)))) }
    if let suffix { model.append(("system_fingerprint_suffix", .string(suffix))) }
    let object = model.reduce(into: [:] as JSON) { $0 = $0.with($1.0, $1.1) }
    return try await ask(
      .post, "\(Self.management)/orgs/acme/models:upload", ["model_arch_id": .string(arch), "model": object])
  }

  /// Uploads and lets the sync end.
  func readyVersion(arch: String = arch, aliases: [String]? = nil, suffix: String? = nil) async throws -> Int64 {
    let answer = try await upload(arch: arch, aliases: aliases, suffix: suffix)
    try await sandbox.advanceClock(by: .seconds(3))
    return try #require(answer.json["name"]?.string?.split(separator: "/").last.flatMap { Int64($0) })
  }

  func setAliases(_ version: String, _ aliases: [String], arch: String = arch) async throws -> Answer {
    try await ask(.patch, Self.version(version, arch), ["version_aliases": .array(aliases.map(JSON.string))])
  }

  func deploy(_ version: String, to endpoint: String = endpoint, arch: String = arch) async throws -> Answer {
    try await ask(
      .post, "\(Self.management)/endpoints/\(endpoint):deployModel",
      ["model": .string("orgs/acme/models/\(arch)/versions/\(version)")])
  }

  func status(of endpoint: String = endpoint) async throws -> JSON {
    try await ask(.get, "\(Self.management)/endpoints/\(endpoint)").json
  }

  /// State and version number of each deployment, newest first.
  func deployments(of endpoint: String = endpoint) async throws -> [String] {
    (try await status(of: endpoint)["deployed_models"]?.array ?? []).map {
      "\($0["model"]?.string?.split(separator: "/").last ?? "?") \($0["state"]?.string ?? "?")"
    }
  }

  // MARK: Inference

  func chat(_ body: JSON, key: Key = .inference) async throws -> Answer {
    try await ask(.post, "/v1/chat/completions", body, key: key)
  }

  static func chatBody(_ words: String = "How do I reset my password?", model: String = endpoint) -> JSON {
    ["model": .string(model), "messages": [["role": "user", "content": .string(words)]]]
  }

  /// The data of the events of a stream, the closing `[DONE]` included.
  static func events(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { String($0.dropFirst("data: ".count)) }
  }
}

extension JSON {
  /// The object with one member more, or another value for it.
  func with(_ name: String, _ value: JSON) -> JSON {
    // Of equal keys the last counts.
    let comma = self == [:] ? "" : ","
    return (try? JSON(parsing: "\(text.dropLast())\(comma)\(JSON.quoted(name)):\(value.text)}")) ?? .null
  }
}
