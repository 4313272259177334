import CBSCatalog
import CBSValues
import Synchronization

/// What completion and the prompt know is kept exact after one's own changes, from the answers themselves.
extension Session {
  func learn<E: Endpoint>(from answer: E.Output, of call: Call<E>) {
    state.withLock { state in
      switch answer {
      case let list as ArchitectureList: state.snapshot.architectures = list.rows.map(\.id.text)
      case let list as EndpointList: state.snapshot.replaceEndpoints(list.rows)
      case let endpoint as ModelEndpoint: state.snapshot.replace(endpoint)
      case let list as VersionList:
        if let call = call as? Call<ListVersions> {
          state.snapshot.versions[call[ListVersions.architecture].text] = list.rows.map(\.snapshot)
        }
      case let version as ModelVersion: state.snapshot.replace(version)
      case let list as AliasList: state.snapshot.replaceAliases(list)
      case is Deletion:
        if let call = call as? Call<DeleteVersion> { state.snapshot.remove(call[DeleteVersion.version]) }
      default: break
      }
    }
  }
}

extension ModelVersion {
  var snapshot: CompletionSnapshot.Version {
    CompletionSnapshot.Version(id: number, status: status?.text ?? "", aliases: aliases)
  }
}

extension CompletionSnapshot {
  mutating func replace(_ version: ModelVersion) {
    var versions = versions[version.architecture.text] ?? []
    versions.removeAll { $0.id == version.number }
    versions.append(version.snapshot)
    self.versions[version.architecture.text] = versions.sorted { $0.id < $1.id }
  }

  mutating func replaceAliases(_ list: AliasList) {
    guard let number = list.name.selector.number else { return }
    let architecture = list.name.architecture.text
    guard let index = versions[architecture]?.firstIndex(where: { $0.id == number }) else { return }
    versions[architecture]?[index].aliases = list.aliases
  }

  mutating func remove(_ name: VersionName) {
    versions[name.architecture.text]?.removeAll { version in
      switch name.selector {
      case .number(let number): version.id == number
      case .alias(let alias): version.aliases.contains(alias.text)
      }
    }
  }

  /// Keeps what is known to be live: a list does not tell it.
  mutating func replaceEndpoints(_ rows: [ListedEndpoint]) {
    let live = Dictionary(endpoints.map { ($0.id, $0.live) }) { first, _ in first }
    endpoints = rows.map { Endpoint(id: $0.id.text, arch: $0.architecture.text, live: live[$0.id.text] ?? nil) }
  }

  mutating func replace(_ endpoint: ModelEndpoint) {
    let entry = Endpoint(
      id: endpoint.id.text, arch: endpoint.architecture.text, live: endpoint.live?.number)
    if let index = endpoints.firstIndex(where: { $0.id == entry.id }) {
      endpoints[index] = entry
    } else {
      endpoints.append(entry)
    }
  }
}
