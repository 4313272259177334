import CBSValues

/// Every endpoint that `cbs` knows.
package enum Catalog {
  /// Where the public service listens.
  package static let publicOrigin = "https://api.cerebras.ai"

  package static let all: [any Endpoint.Type] =
    Architectures.endpoints + Versions.endpoints + Endpoints.endpoints + Completions.endpoints + Models.endpoints
    + Metrics.endpoints

  /// The endpoint of a command, or nil.
  package static func endpoint(command: String) -> (any Endpoint.Type)? { all.first { $0.signature.name == command } }
}
