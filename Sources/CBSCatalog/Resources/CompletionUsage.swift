package import CBSValues

/// Tokens that a call took.
package struct TokenUsage: Record {
  package var prompt: Int64
  package var completion: Int64
  package var total: Int64
  /// Of the prompt's tokens, those that were cached.
  package var cached: Int64?
  /// Of the completion's tokens, those that were thought and not said.
  package var reasoning: Int64?

  package init(prompt: Int64, completion: Int64, cached: Int64? = nil, reasoning: Int64? = nil) {
    self.prompt = prompt
    self.completion = completion
    total = prompt + completion
    self.cached = cached
    self.reasoning = reasoning
  }

  init(_ object: WireObject) throws(WireMismatch) {
    prompt = try object.optionalInteger("prompt_tokens") ?? 0
    completion = try object.optionalInteger("completion_tokens") ?? 0
    let total = try object.optionalInteger("total_tokens")
    self.total = total ?? prompt.addingReportingOverflow(completion).partialValue
    cached =
      try object.object("prompt_tokens_details") { (details) throws(WireMismatch) in
        try details.optionalInteger("cached_tokens")
      } ?? nil
    reasoning =
      try object.object("completion_tokens_details") { (details) throws(WireMismatch) in
        try details.optionalInteger("reasoning_tokens")
      } ?? nil
  }

  package var wire: JSON {
    .present([
      "total_tokens": .integer(total), "completion_tokens": .integer(completion),
      "completion_tokens_details": reasoning.map {
        ["accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0, "reasoning_tokens": .integer($0)]
      }, "prompt_tokens": .integer(prompt),
      "prompt_tokens_details": cached.map { ["cached_tokens": .integer($0)] },
    ])
  }

  package static let members: [Member<Self>] = [
    Member("prompt_tokens", .integer, "Tokens of the prompt.") { .integer($0.prompt) },
    Member("completion_tokens", .integer, "Tokens of the answer, reasoning included.") { .integer($0.completion) },
    Member("total_tokens", .integer, "Both together.") { .integer($0.total) },
    Member("cached_tokens", .integer, "Tokens of the prompt that were cached.") {
      .optional($0.cached)
    },
    Member("reasoning_tokens", .integer, "Tokens of the answer that were thought.") {
      .optional($0.reasoning)
    },
  ]
}

/// Seconds that a call took at the server.
package struct TimeUsage: Record {
  package var queue: Double?
  package var prompt: Double?
  package var completion: Double?
  package var total: Double?
  /// Unix seconds, with a fraction.
  package var created: Double?

  package init(queue: Double?, prompt: Double?, completion: Double?, total: Double?, created: Double?) {
    self.queue = queue
    self.prompt = prompt
    self.completion = completion
    self.total = total
    self.created = created
  }

  init(_ object: WireObject) throws(WireMismatch) {
    queue = try object.optionalNumber("queue_time")
    prompt = try object.optionalNumber("prompt_time")
    completion = try object.optionalNumber("completion_time")
    total = try object.optionalNumber("total_time")
    created = try object.optionalNumber("created")
  }

  package var wire: JSON {
    .present([
      "queue_time": queue.map(JSON.float), "prompt_time": prompt.map(JSON.float),
      "completion_time": completion.map(JSON.float), "total_time": total.map(JSON.float),
      "created": created.map(JSON.float),
    ])
  }

  package static let members: [Member<Self>] = [
    Member("queue", .duration, "Waiting to be processed.") { $0.queue.map(JSON.float) ?? .null },
    Member("prompt", .duration, "Reading the prompt.") { $0.prompt.map(JSON.float) ?? .null },
    Member("completion", .duration, "Writing the answer.") { $0.completion.map(JSON.float) ?? .null },
    Member("total", .duration, "All of it.") { $0.total.map(JSON.float) ?? .null },
  ]
}
