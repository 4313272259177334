import CBSCatalog
import CBSValues

extension Plan {
  /// What a request takes on the overlay's clock, so that a loop which asks again and again comes to its end.
  private static let turn: Int64 = 100_000_000
  private static let bodyLimit = 64 << 20

  /// Carries a request to an overlay, and writes down what it does there.
  ///
  /// - Parameter place: what the listing calls the overlay.
  func carry(
    _ request: Request, to overlay: any SandboxControl, at place: String, within limit: Duration
  ) async throws -> Response {
    try await overlay.pause(nanoseconds: Self.turn)
    var step = PlanStep(request, at: place)
    guard step.effect != .reads else {
      listing.addRead(step)
      return try await overlay.send(request, within: limit)
    }
    let watched = await WatchedResource(changedBy: request, on: overlay)
    do {
      let response = try await overlay.send(request, within: limit)
      let body = try await response.body.collect(upTo: Self.bodyLimit)
      if (200..<300).contains(response.status) {
        step.change = await watched.change(answer: body)
      } else {
        // The API says why in `detail`, or in `message`.
        let answer = try? JSON(parsing: body)
        let reason = (answer?["detail"] ?? answer?["message"])?.string
        step.outcome = "changes nothing: answered \(response.status)" + (reason.map { ", \($0)" } ?? "")
      }
      listing.add(step)
      return Response(status: response.status, headers: response.headers, body: .bytes(body))
    } catch {
      step.outcome = "gets no answer"
      listing.add(step)
      throw error
    }
  }
}
