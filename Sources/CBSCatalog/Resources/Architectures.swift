package import CBSValues

/// Architectures an organization may use.
package enum Architectures {
  package static var endpoints: [any Endpoint.Type] { [ListArchitectures.self] }
}

/// Lists the architectures an organization may use.
package enum ListArchitectures: Endpoint {
  package static let organization = OrganizationName.parameter

  package typealias Output = ArchitectureList
  package static let signature = Signature.endpoint(
    "arch list", "List the model architectures you may use.", takes: [organization], answers: Output.type,
    columns: ["id"], example: "arch list")
  package static let wire = Wire(.get, "/management/v1/orgs/{org_name}/models", filling: [organization])
}

/// The ids of architectures, in the order of the server.
package struct ArchitectureList: Answer {
  package let rows: [Architecture]
  package static var isList: Bool { true }

  package init(_ ids: [ArchitectureID]) { rows = ids.map(Architecture.init) }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    rows = try object.requiredList("model_architectures") { (value) throws(WireMismatch) in
      Architecture(ArchitectureID(unchecked: try String(wire: value)))
    }
  }

  package var wire: JSON { ["model_architectures": .array(rows.map(\.id.wire))] }
}

/// One architecture.
package struct Architecture: Record {
  package let id: ArchitectureID

  package init(_ id: ArchitectureID) { self.id = id }

  package static let members: [Member<Self>] = [
    Member("id", .string, "The id that uploads and versions name.") { $0.id.wire }
  ]
}
