import CBSCatalog
import CBSValues

/// Requests to a sandbox that a plan may change: what they do there is written down.
struct PlannedRequests: Transport {
  /// What a request takes on the sandbox's clock, so that a loop which asks again and again comes to its end.
  private static let turn = Duration.milliseconds(100)
  private static let bodyLimit = 64 << 20

  let base: any Transport
  let administration: any SandboxAdministration
  let plan: Plan
  /// What the listing calls the sandbox.
  let place: String

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    try await administration.pause(for: Self.turn)
    var step = PlanStep(request, at: place)
    guard step.effect != .reads else {
      plan.listing.addRead(step)
      return try await base.send(request, within: limit)
    }
    let watched = await WatchedResource(changedBy: request, on: administration)
    do {
      let response = try await base.send(request, within: limit)
      let body = try await response.body.collect(upTo: Self.bodyLimit)
      if response.isGood {
        step.change = await watched.change(answer: body)
      } else {
        // The API says why in `detail`, or in `message`.
        let answer = try? JSON(parsing: body)
        let reason = (answer?["detail"] ?? answer?["message"])?.string
        step.outcome = "changes nothing: answered \(response.status)" + (reason.map { ", \($0)" } ?? "")
      }
      plan.listing.add(step)
      return Response(status: response.status, headers: response.headers, body: .bytes(body))
    } catch {
      step.outcome = "gets no answer"
      plan.listing.add(step)
      throw error
    }
  }
}
