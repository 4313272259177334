package import CBSValues


/// Architectures an organisation may use.
package enum Architectures {
  package static var endpoints: [any Endpoint.Type] { [ListArchitectures.self] }
}

/// Lists the architectures an organisation may use.
package enum ListArchitectures: Endpoint {
  package static let organization = Field<OrganizationName>(
    "org_name", in: .path, "Organisation, when it is not the profile's.", syntax: .flag("org"))

  package typealias Output = ArchitectureList
  package static let command = "arch list"
  package static let method = Method.get
  package static let path = "/management/v1/orgs/{org_name}/models"
  package static let key = KeyKind.management
  package static let effect = Effect.reads
  package static let summary = "List the model architectures you may use."
  package static let fields: [any AnyField] = [organization]
  package static let columns = ["id"]
  package static let example = "arch list"
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
    Member("id", .text, "The id that uploads and versions name.") { $0.id.wire }
  ]
}
