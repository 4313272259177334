import CBSCatalog
import CBSValues

/// The nine operations of the management API.
enum ManagementRoutes {
  static let all: [Route] = architectures + versions + endpoints

  private static let architectures: [Route] = [
    Route(ListArchitectures.self) { _, store in
      ArchitectureList(try store.architectures().map(ArchitectureID.init(unchecked:)))
    }
  ]

  private static let versions: [Route] = [
    Route(ListVersions.self) { call, store in
      VersionList(try store.operations(of: call[ListVersions.architecture].text))
    },
    Route(GetVersion.self) { call, store in
      try store.operation(of: store.version(call[GetVersion.version]))
    },
    Route(UploadVersion.self) { call, store in
      let aliases = try texts(of: call[UploadVersion.aliases] ?? [], at: ["body", "model", "version_aliases"])
      return try store.operation(
        of: store.upload(
          call[UploadVersion.architecture].text, uri: call[UploadVersion.weights].text, aliases: aliases,
          suffix: call[UploadVersion.suffix]?.text))
    },
    Route(UpdateAliases.self) { call, store in
      let version = try store.version(call[UpdateAliases.version])
      let aliases = try texts(of: call[UpdateAliases.aliases], at: ["body", "version_aliases"])
      try store.replaceAliases(of: version, with: aliases)
      return AliasList(name: try store.operation(of: version).name, aliases: aliases)
    },
    Route(DeleteVersion.self) { call, store in
      let version = try store.version(call[DeleteVersion.version])
      let name = try store.operation(of: version).name
      try store.delete(version)
      return Deletion(name: name.description, message: "Version \(version.id) of \(version.architecture) was deleted")
    },
  ]

  /// The aliases as text; 422 where one stands twice (item 13).
  private static func texts(of aliases: [Alias], at location: [JSON]) throws(Refusal) -> [String] {
    var seen: Set<Alias> = []
    for (index, alias) in aliases.enumerated() where !seen.insert(alias).inserted {
      throw .invalid(
        location + [.integer(Int64(index))], "Value error, '\(alias)' is listed twice", type: "value_error")
    }
    return aliases.map(\.text)
  }

  private static let endpoints: [Route] = [
    Route(ListEndpoints.self) { _, store in EndpointList(try store.endpoints().map(store.status)) },
    Route(GetEndpoint.self) { call, store in
      try store.status(of: store.requireEndpoint(call[GetEndpoint.endpoint]))
    },
    Route(DeployModel.self) { call, store in
      let endpoint = try store.requireEndpoint(call[DeployModel.endpoint])
      let name = call[DeployModel.version]
      guard name.organization == (try store.organization()) else { throw Refusal.otherOrganization }
      let deployment = try store.deploy(
        store.version(name), calledBy: name.selector.alias?.text, to: endpoint)
      return try store.submission(of: deployment, to: endpoint)
    },
  ]
}

extension Store {
  fileprivate func version(_ name: VersionName) throws -> VersionRecord {
    try version(name.selector.description, of: name.architecture.text)
  }

  /// The endpoint, or 403: what another organisation may have is not told apart from what does not exist (item 39).
  fileprivate func requireEndpoint(_ id: EndpointID) throws -> EndpointRecord {
    guard let endpoint = try endpoint(id.text) else { throw Refusal.otherOrganization }
    return endpoint
  }
}
