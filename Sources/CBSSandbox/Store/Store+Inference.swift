import CBSCatalog
import CBSValues

extension Store {
  /// Requests a day and tokens a minute of an endpoint. Nothing is refused for them (item 43).
  private static let limits = (requestsToday: 1_000_000, tokensThisMinute: 10_000_000)

  /// What answers on `endpoint` now, or nil where there is no such endpoint.
  func served(on endpoint: EndpointID) throws -> ServedModel? {
    guard let record = try self.endpoint(endpoint) else { return nil }
    guard let live = try deployments(to: record).live(at: now) else {
      return ServedModel(architecture: record.architecture, version: nil, suffix: nil, digest: "stock")
    }
    let version = try version(live.version, of: record.architecture)
    return ServedModel(
      architecture: record.architecture, version: version.number, suffix: version.suffix,
      digest: version.digest ?? version.uri)
  }

  /// Answers an inference request by what is live at this moment, and counts it.
  ///
  /// - Returns: also the headers that say how much more may be asked.
  func answer<Asked: InferenceRequest>(_ request: Asked) throws -> (Reply, limits: Headers) {
    guard let endpoint = EndpointID(request.model.text), let model = try served(on: endpoint) else {
      throw Refusal.unknownModel
    }
    let id = try Asked.prefix + draw { $0.uuid() }
    let generator = Generator(model: model)
    try generator.checkLength(prompt: request.promptTokens, answer: request.maximum)
    let turns = request.turns(by: generator)
    let accounting = Accounting(prompt: request.promptTokens, turns: turns, now: now)
    try count(accounting.exchange(on: endpoint))
    let reply = Reply(
      id: id, model: request.model, form: request.form, served: model, turns: turns, accounting: accounting)
    return (reply, try limitHeaders(of: endpoint))
  }

  /// The six headers of api.md, section 3.7.
  private func limitHeaders(of endpoint: EndpointID) throws -> Headers {
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
