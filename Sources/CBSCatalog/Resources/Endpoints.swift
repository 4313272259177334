package import CBSValues


/// Dedicated endpoints, and what runs on them.
package enum Endpoints {
  package static var endpoints: [any Endpoint.Type] { [ListEndpoints.self, GetEndpoint.self, DeployModel.self] }
}

/// Lists the endpoints of an organisation.
package enum ListEndpoints: Endpoint {
  package static let organization = Field<OrganizationName>(
    "org_name", in: .path, "Organisation, when it is not the profile's.", syntax: .flag("org"))

  package typealias Output = EndpointList
  package static let command = "endpoint list"
  package static let method = Method.get
  package static let path = "/management/v1/orgs/{org_name}/endpoints"
  package static let key = KeyKind.management
  package static let effect = Effect.reads
  package static let summary = "List the dedicated endpoints you may deploy to."
  package static let fields: [any AnyField] = [organization]
  package static let columns = ["id", "arch", "org", "updated"]
  package static let example = "endpoint list"
}

/// Shows what is live and what is pending on an endpoint.
package enum GetEndpoint: Endpoint {
  package static let endpoint = Field<EndpointID>(
    "endpoint_id", in: .path, "Endpoint that is shown.", completing: .endpoints)

  package typealias Output = ModelEndpoint
  package static let command = "endpoint get"
  package static let method = Method.get
  package static let path = "/management/v1/endpoints/{endpoint_id}"
  package static let key = KeyKind.management
  package static let effect = Effect.reads
  package static let summary = "Show what is live and what is pending on an endpoint."
  package static let fields: [any AnyField] = [endpoint]
  package static let columns = ["id", "arch", "live", "pending", "failed", "updated"]
  package static let example = "endpoint get acme-gpt-oss-120b"
}

/// Rolls a version out on an endpoint.
package enum DeployModel: Endpoint {
  package static let endpoint = Field<EndpointID>(
    "endpoint_id", in: .path, "Endpoint that shall serve the version.", completing: .endpoints)
  package static let version = Field<VersionName>(
    "model", in: .body, "Version that is deployed.", completing: .versions)

  package typealias Output = Deployment
  package static let command = "deploy"
  package static let method = Method.post
  package static let path = "/management/v1/endpoints/{endpoint_id}:deployModel"
  package static let key = KeyKind.management
  package static let effect = Effect.writes
  package static let summary = "Roll a version out on an endpoint, without an outage."
  package static let fields: [any AnyField] = [endpoint, version]
  package static let columns = ["id", "endpoint", "version", "status"]
  package static let example = "deploy acme-gpt-oss-120b gpt-oss-120b/1"
}

/// The endpoints of an organisation.
package struct EndpointList: Answer {
  package let rows: [ListedEndpoint]
  package static var isList: Bool { true }

  /// Keeps what a list tells: no deployments.
  package init(_ endpoints: [ModelEndpoint]) { rows = endpoints.map(ListedEndpoint.init) }

  package init(wire: JSON) throws(WireMismatch) {
    rows = try WireObject(wire).requiredList("endpoints") { (value) throws(WireMismatch) in
      ListedEndpoint(try ModelEndpoint(wire: value))
    }
  }

  package var wire: JSON { ["endpoints": .array(rows.map(\.endpoint.wire))] }
}

/// An endpoint as a list tells of it: not what is live on it, which only the endpoint itself says.
package struct ListedEndpoint: Record {
  let endpoint: ModelEndpoint

  init(_ endpoint: ModelEndpoint) {
    var endpoint = endpoint
    endpoint.deployments = nil
    self.endpoint = endpoint
  }

  package var id: EndpointID { endpoint.id }
  package var architecture: ArchitectureID { endpoint.architecture }
  package var organization: OrganizationName? { endpoint.organization }

  /// What the endpoint itself says, without what a list leaves out.
  package static let members: [Member<Self>] = ["id", "arch", "org", "created", "updated"].compactMap { name in
    ModelEndpoint.members.first { $0.name == name }.map { member in
      Member(member.name, member.shape, member.summary) { member.read($0.endpoint) }
    }
  }
}
