import CBSCatalog

/// The world of a plan: the same network, and copies of sandboxes.
struct PlanWorld: World {
  let base: any World
  let plan: Plan

  var clock: any Clock<Duration> { base.clock }

  func network() -> any Transport { base.network() }

  func sandbox(at directory: String, kind: SandboxKind) -> any SandboxControl {
    switch kind {
    case .own: plan.overlay(of: plan.outer.directories.sandbox)
    case .temporary, .deterministic:
      PlannedSandbox(base.sandbox(at: plan.place(of: directory), kind: kind), of: plan, isLasting: false)
    case .copy, .empty: base.sandbox(at: directory, kind: kind)
    }
  }

  func serve(
    _ sandbox: any SandboxControl, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws {
    throw TransportFailure(.other("a plan serves nothing"), mayHaveHappened: false)
  }
}
