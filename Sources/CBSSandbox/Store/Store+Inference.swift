import CBSCatalog
import CBSValues

extension Store {
  /// Requests a day and tokens a minute of an endpoint. Nothing is refused for them (item 43).
  private static let limits = (requestsToday: 1_000_000, tokensThisMinute: 10_000_000)

  /// What answers on `endpoint` now, or nil where there is no such endpoint.
  func served(on endpoint: String) throws -> ServedModel? {
    guard let record = try self.endpoint(endpoint) else { return nil }
    guard let live = try deployments(to: record).live(at: now) else {
      return ServedModel(
        endpoint: endpoint, architecture: record.architecture, version: nil, suffix: nil, digest: "stock")
    }
    let version = try version(String(live.version), of: record.architecture)
    return ServedModel(
      endpoint: endpoint, architecture: record.architecture, version: version.id, suffix: version.suffix,
      digest: version.digest ?? version.uri)
  }

  /// Answers an inference request by what is live at this moment, and counts it.
  func answer(
    to endpoint: String, prefix: String, isStreamed: Bool,
    _ work: (ServedModel, String) throws -> (Accounting, [JSON])
  ) throws -> InferenceAnswer {
    guard let model = try served(on: endpoint) else { throw Refusal.unknownModel }
    let id = try prefix + draw { $0.uuid() }
    let (accounting, documents) = try work(model, id)
    try count(accounting.exchange(on: endpoint))
    return InferenceAnswer(id: id, isStreamed: isStreamed, documents: documents, limits: try limitHeaders(of: endpoint))
  }

  /// The six headers of api.md, section 3.7.
  private func limitHeaders(of endpoint: String) throws -> Headers {
    let usage = try usage(of: endpoint)
    let untilTomorrow = Self.day - now.milliseconds % Self.day
    let untilNextMinute = Self.minute - now.milliseconds % Self.minute
    return [
      "x-ratelimit-limit-requests-day": String(Self.limits.requestsToday),
      "x-ratelimit-limit-tokens-minute": String(Self.limits.tokensThisMinute),
      "x-ratelimit-remaining-requests-day": String(max(0, Self.limits.requestsToday - usage.requestsToday)),
      "x-ratelimit-remaining-tokens-minute": String(max(0, Self.limits.tokensThisMinute - usage.tokensThisMinute)),
      "x-ratelimit-reset-requests-day": String(Double(untilTomorrow) / 1000),
      "x-ratelimit-reset-tokens-minute": String(Double(untilNextMinute) / 1000),
    ]
  }
}
