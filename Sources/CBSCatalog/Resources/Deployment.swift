package import CBSValues

/// What a deploy answers: a rollout that is queued. How it goes on is read from the endpoint.
package struct Deployment: SingleAnswer {
  /// A UUID; the endpoint lists the rollout under it.
  package var id: String
  package var isDone: Bool
  package var endpoint: EndpointID?
  package var organization: OrganizationName?
  package var architecture: ArchitectureID?
  /// The version's number: an alias was resolved when the deploy was submitted.
  package var number: Int64?
  package var status: RolloutStatus
  /// Unix seconds.
  package var created: Int64?
  package var updated: Int64?

  package init(
    id: String, isDone: Bool, endpoint: EndpointID?, organization: OrganizationName?, architecture: ArchitectureID?,
    number: Int64?, status: RolloutStatus, created: Int64?, updated: Int64?
  ) {
    self.id = id
    self.isDone = isDone
    self.endpoint = endpoint
    self.organization = organization
    self.architecture = architecture
    self.number = number
    self.status = status
    self.created = created
    self.updated = updated
  }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    id = try object.text("name")
    isDone = try object.optionalBoolean("done") ?? false
    let response = try object.object("response") { (response) throws(WireMismatch) in response }
    endpoint = try response?.optionalText("endpoint_id").map(EndpointID.init(unchecked:))
    organization = try response?.optionalText("org_name").map(OrganizationName.init(unchecked:))
    architecture = try response?.optionalText("model_arch_id").map(ArchitectureID.init(unchecked:))
    number = try response?.optionalInteger("version_id")
    status = RolloutStatus(try response?.optionalText("rollout_status") ?? (isDone ? "complete" : "not_started"))
    created = try response?.optionalInteger("created")
    updated = try response?.optionalInteger("updated")
  }

  package var wire: JSON {
    let response = JSON.present([
      "deployment_id": .string(id), "endpoint_id": endpoint?.wire, "org_name": organization?.wire,
      "model_arch_id": architecture?.wire, "version_id": number.map(JSON.integer),
      "created": created.map(JSON.integer), "updated": updated.map(JSON.integer),
      "rollout_status": .string(status.text),
    ])
    return ["name": .string(id), "done": .boolean(isDone), "response": response]
  }

  package static let members: [Member<Self>] = [
    Member("id", .string, "The deployment's id.") { .string($0.id) },
    Member("endpoint", .string, "The endpoint it goes to.") { $0.endpoint?.wire ?? .null },
    Member("arch", .string, "The architecture.") { $0.architecture?.wire ?? .null },
    Member("version", .integer, "The version's number.") { .optional($0.number) },
    Member("status", .string, "not_started, in_progress, complete or failed.") { .string($0.status.text) },
    Member("done", .boolean, "Whether the rollout is over, well or badly.") { .boolean($0.isDone) },
    Member("created", .time, "When it was asked for.") { .optional($0.created) },
    Member("updated", .time, "When its status last changed.") { .optional($0.updated) },
  ]
}
