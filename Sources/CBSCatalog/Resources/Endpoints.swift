package import CBSValues

/// Dedicated endpoints, and what runs on them.
package enum Endpoints {
  package static var endpoints: [any Endpoint.Type] { [ListEndpoints.self, GetEndpoint.self, DeployModel.self] }
}

/// Lists the endpoints of an organization.
package enum ListEndpoints: Endpoint {
  package static let organization = OrganizationName.parameter

  package typealias Output = EndpointList
  package static let signature = Signature.endpoint(
    "endpoint list", "List the dedicated endpoints you may deploy to.", takes: [organization], answers: Output.type,
    columns: ["id", "arch", "org", "updated"], example: "endpoint list")
  package static let wire = Wire(.get, "/management/v1/orgs/{org_name}/endpoints", filling: [organization])
}

/// Shows what is live and what is pending on an endpoint.
package enum GetEndpoint: Endpoint {
  package static let endpoint = Parameter<EndpointID>("endpoint", "Endpoint that is shown.")

  package typealias Output = ModelEndpoint
  package static let signature = Signature.endpoint(
    "endpoint get", "Show what is live and what is pending on an endpoint.", takes: [endpoint], answers: Output.type,
    columns: ["id", "arch", "live", "pending", "failed", "updated"], example: "endpoint get acme-gpt-oss-120b")
  package static let wire = Wire(.get, "/management/v1/endpoints/{endpoint_id}", filling: [endpoint])
}

/// Rolls a version out on an endpoint.
package enum DeployModel: Endpoint {
  package static let endpoint = Parameter<EndpointID>("endpoint", "Endpoint that shall serve the version.")
  package static let version = Parameter<VersionReference>("version", "Version that is deployed.")

  package typealias Output = Deployment
  package static let signature = Signature.endpoint(
    "deploy", "Roll a version out on an endpoint, with zero downtime.", takes: [endpoint, version],
    answers: Output.type, columns: ["id", "endpoint", "version", "status"], effect: .writes,
    example: "deploy acme-gpt-oss-120b gpt-oss-120b/1")
  package static let wire = Wire(
    .post, "/management/v1/endpoints/{endpoint_id}:deployModel", filling: [endpoint], body: [("model", version)])
}

/// The endpoints of an organization.
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
      Member(member.name, member.type, member.summary) { member.read($0.endpoint) }
    }
  }
}
