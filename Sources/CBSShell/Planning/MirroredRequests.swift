import CBSCatalog
import CBSClient
import CBSValues

/// Requests to a mirrored API: the overlay answers whatever could change it, or depends on a change. Reads of what the
/// overlay does not know go to the API. Nothing that writes goes further than the overlay.
struct MirroredRequests: Transport {
  /// The API itself.
  let base: ReadingOnly
  let mirror: MirroredAPI
  let plan: Plan

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    let (connection, overlay) = (mirror.connection, mirror.overlay)
    let place = "profile '\(connection.name)' at \(connection.origin)"
    let endpoint = Catalog.endpoint(of: request)
    let planned = PlannedRequests(
      base: overlay.path.wire, administration: overlay.administration, plan: plan, place: place)
    if endpoint != nil, request.path.hasPrefix("/management/") {
      return try await planned.send(request.keyed(overlay.administration.keys.management), within: limit)
    }
    if endpoint?.signature.key == .inference, request.method == .post {
      // A model costs money to ask, and the version to ask may not exist yet.
      plan.listing.notePlayedInference()
      return try await planned.send(request.keyed(overlay.administration.keys.inference), within: limit)
    }
    guard request.method == .get || request.method == .head else {
      plan.listing.add(PlanStep(request, at: place, outcome: "what it would change is not known"))
      throw TransportFailure(
        .other("a plan does not send it, and cannot know what it would answer"), mayHaveHappened: false)
    }
    plan.listing.addRead(PlanStep(request, at: place))
    return try await base.send(request, within: limit)
  }
}

/// Sends what only reads.
struct ReadingOnly: Transport {
  let base: any Transport
  /// Is called for each request that is sent.
  let count: @Sendable () -> Void

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    // What a plan is for: whatever goes wrong elsewhere, nothing that writes gets past this line.
    guard request.method == .get || request.method == .head else {
      throw TransportFailure(.other("a plan sends only what reads"), mayHaveHappened: false)
    }
    count()
    return try await base.send(request, within: limit)
  }
}

extension Request {
  /// The same request with the overlay's key in place of a real one; without a key where it had none.
  fileprivate func keyed(_ key: Secret) -> Request {
    guard headers["Authorization"] != nil else { return self }
    var request = self
    request.headers["Authorization"] = "Bearer \(key.reveal(for: .authorization))"
    return request
  }
}
