/// Every endpoint that `cbs` knows.
package enum Catalog {
  package static var all: [any Endpoint.Type] {
    Architectures.endpoints + Versions.endpoints + Endpoints.endpoints
  }

  /// The endpoint behind a command, or nil.
  package static func endpoint(command: String) -> (any Endpoint.Type)? { all.first { $0.command == command } }
}
