import CBSCatalog
import CBSValues

/// The nine operations of the management API.
enum ManagementRoutes {
  static let all: [Route] = architectures + versions + endpoints

  private static let architectures: [Route] = [
    Route(ListArchitectures.self) { _, store in ArchitectureList(try store.architectures()) }
  ]

  private static let versions: [Route] = [
    Route(ListVersions.self) { call, store in
      VersionList(try store.operations(of: call[ListVersions.architecture]))
    },
    Route(GetVersion.self) { call, store in
      try store.operation(of: store.version(call[GetVersion.version]))
    },
    Route(UploadVersion.self) { call, store in
      let aliases = try distinct(call[UploadVersion.aliases], at: UploadVersion.wire.names(of: UploadVersion.aliases))
      return try store.operation(
        of: store.upload(
          call[UploadVersion.architecture], from: call[UploadVersion.weights], aliases: aliases,
          suffix: call[UploadVersion.suffix]))
    },
    Route(UpdateAliases.self) { call, store in
      let version = try store.version(call[UpdateAliases.version])
      let aliases = try distinct(call[UpdateAliases.aliases], at: UpdateAliases.wire.names(of: UpdateAliases.aliases))
      try store.replaceAliases(of: version, with: aliases)
      return AliasList(name: try store.operation(of: version).name, aliases: aliases.map(\.text))
    },
    Route(DeleteVersion.self) { call, store in
      let version = try store.version(call[DeleteVersion.version])
      let name = try store.operation(of: version).name
      try store.delete(version)
      return Deletion(
        name: name.description, message: "Version \(version.number) of \(version.architecture) was deleted")
    },
  ]

  /// The aliases as they are; 422 where one is listed twice (item 13).
  private static func distinct(_ aliases: [Alias], at names: [String]) throws(Refusal) -> [Alias] {
    var seen: Set<Alias> = []
    for (index, alias) in aliases.enumerated() where !seen.insert(alias).inserted {
      let path = names.map(WireMismatch.Step.member)
      throw .invalid([RequestProblem(WireMismatch(.duplicate(alias.text), at: path + [.index(index)]), in: "body")])
    }
    return aliases
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
        store.version(name), calledBy: name.selector.alias, to: endpoint)
      return try store.submission(of: deployment, to: endpoint)
    },
  ]
}

extension Store {
  /// The endpoint, or 403: what another organization may have is not distinguished from what does not exist (item 39).
  fileprivate func requireEndpoint(_ id: EndpointID) throws -> EndpointRecord {
    guard let endpoint = try endpoint(id) else { throw Refusal.otherOrganization }
    return endpoint
  }
}
