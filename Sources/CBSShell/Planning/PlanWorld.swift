import CBSCatalog
import CBSSettings

/// The world of a plan: the same network, and copies of sandboxes.
struct PlanWorld: World {
  let base: any World
  let plan: Plan

  var clock: any Clock<Duration> { base.clock }

  func network() -> any Transport { base.network() }

  func sandbox(at directory: String, kind: SandboxKind) -> LocalSandbox {
    switch kind {
    case .own: plan.overlay(of: plan.outer.directories.sandbox)
    case .temporary, .deterministic:
      // There is nothing in `directory` yet: a new one.
      plan.overlay(at: plan.place(of: directory), of: directory, orNew: kind)
    case .copy, .empty: base.sandbox(at: directory, kind: kind)
    }
  }

  func serve(
    _ transport: any Transport, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws {
    throw TransportFailure(.other("a plan serves nothing"), mayHaveHappened: false)
  }
}
