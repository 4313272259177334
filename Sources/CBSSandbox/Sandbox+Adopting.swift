package import CBSCatalog
import CBSValues

extension Sandbox {
  /// Takes over what another service holds, as its answers tell it; for a sandbox that began empty.
  ///
  /// Numbers of new versions go on behind the highest that is known.
  package func adopt(
    architectures: [ArchitectureID], versions: [ModelVersion], endpoints: [ModelEndpoint]
  ) async throws {
    try await file().write { store in
      for architecture in architectures { try store.adopt(architecture) }
      for version in versions { try store.adopt(version) }
      for endpoint in endpoints { try store.adopt(endpoint) }
    }
  }

  /// The answer to a request that reads, past all faults on demand: for who looks on without taking part.
  package func peek(_ request: Request) async throws -> Response {
    try await answer(request, within: .seconds(60), in: file())
  }
}
