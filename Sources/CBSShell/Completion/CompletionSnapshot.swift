package import CBSValues
import OrderedCollections

/// What was last known of an organization: what Tab offers, without asking anybody.
package struct CompletionSnapshot: Sendable, Hashable {
  package struct Endpoint: Sendable, Hashable {
    package var id: String
    package var arch: String
    /// The version that serves callers.
    package var live: Int64?

    package init(id: String, arch: String, live: Int64? = nil) {
      self.id = id
      self.arch = arch
      self.live = live
    }
  }

  package struct Version: Sendable, Hashable {
    package var id: Int64
    /// The API's own word: `done`, `in_progress`.
    package var status: String
    package var aliases: [String]

    package init(id: Int64, status: String, aliases: [String] = []) {
      self.id = id
      self.status = status
      self.aliases = aliases
    }
  }

  package var architectures: [String]
  package var endpoints: [Endpoint]
  /// By architecture, in any order.
  package var versions: [String: [Version]]
  /// Objects of the sandbox's buckets: `s3://bucket/key`.
  package var objects: [String]
  /// Models of the inference API.
  package var models: [String]

  package init(
    architectures: [String] = [], endpoints: [Endpoint] = [], versions: [String: [Version]] = [:],
    objects: [String] = [], models: [String] = []
  ) {
    self.architectures = architectures
    self.endpoints = endpoints
    self.versions = versions
    self.objects = objects
    self.models = models
  }
}

extension CompletionSnapshot {
  package var json: JSON {
    [
      "architectures": .array(architectures.map(JSON.string)),
      "endpoints": .array(
        endpoints.map { ["id": .string($0.id), "arch": .string($0.arch), "live": $0.live.map(JSON.integer) ?? .null] }),
      "versions": .object(
        .init(
          uniqueKeysWithValues: versions.sorted { $0.key < $1.key }.map { arch, versions in
            (arch, .array(versions.map(\.json)))
          })),
      "objects": .array(objects.map(JSON.string)), "models": .array(models.map(JSON.string)),
    ]
  }

  /// Reads what `json` wrote. What does not fit is left out: a cache of another program version is still worth having.
  package init(json: JSON) {
    func texts(_ json: JSON?) -> [String] { json?.array?.compactMap(\.string) ?? [] }
    architectures = texts(json["architectures"])
    objects = texts(json["objects"])
    models = texts(json["models"])
    endpoints = (json["endpoints"]?.array ?? []).compactMap { endpoint in
      guard let id = endpoint["id"]?.string, let arch = endpoint["arch"]?.string else { return nil }
      return Endpoint(id: id, arch: arch, live: endpoint["live"]?.integer)
    }
    versions = [:]
    for (arch, list) in json["versions"]?.object ?? [:] {
      versions[arch] = (list.array ?? []).compactMap { version in
        version["id"]?.integer.map {
          Version(id: $0, status: version["status"]?.string ?? "", aliases: texts(version["aliases"]))
        }
      }
    }
  }
}

extension CompletionSnapshot.Version {
  fileprivate var json: JSON {
    ["id": .integer(id), "status": .string(status), "aliases": .array(aliases.map(JSON.string))]
  }
}
