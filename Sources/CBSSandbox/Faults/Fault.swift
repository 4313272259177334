package import CBSCatalog
package import CBSValues

/// Something that goes wrong on demand.
package struct Fault: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The answer comes so much later.
    case latency(Duration)
    /// The answer is this status with the service's usual body; 429 and 503 may carry `Retry-After` (seconds).
    case status(Int, retryAfterSeconds: Int?)
    /// The connection breaks after so many bytes of the body; nil: before any answer.
    case cut(afterBytes: Int?)
    /// A page of HTML instead of JSON, as a proxy in between sends it (status 200).
    case html
    /// The first half of the JSON document.
    case halfJSON
    /// The status with no byte of body.
    case emptyBody
    /// No answer at all.
    case silent
    /// The next sync of the architecture fails.
    case syncFailure(String?)
    /// The next rollout to the endpoint fails; the old version keeps serving.
    case rolloutFailure
    /// The next rollout to the endpoint gives way to a new deployment of the version before, without a word.
    case silentRollback
  }

  /// Numbers faults as they were added; 0 before that.
  package let id: Int64
  package let kind: Kind
  /// The method it is for; nil: any.
  package let method: Method?
  /// The paths it is for, `*` standing for any run of characters. For a sync failure the architecture, for a
  /// rollout the endpoint.
  package let pattern: String
  /// How often it still happens; nil: until it is cleared.
  package let remaining: Int?

  package init(_ kind: Kind, id: Int64 = 0, method: Method? = nil, pattern: String = "*", count: Int? = 1) {
    self.kind = kind
    self.id = id
    self.method = method
    self.pattern = pattern
    remaining = count
  }

  /// Whether it stands in the way of a request, and not of a sync or a rollout.
  var isForRequests: Bool {
    switch kind {
    case .latency, .status, .cut, .html, .halfJSON, .emptyBody, .silent: true
    case .syncFailure, .rolloutFailure, .silentRollback: false
    }
  }

  func matches(method: Method, path: String) -> Bool {
    isForRequests && (self.method == nil || self.method == method) && path.matches(pattern: pattern)
  }

  package var json: JSON {
    [
      "id": .integer(id), "kind": .string(kind.name), "argument": kind.argument,
      "method": method.map { .string($0.rawValue) } ?? .null, "pattern": .string(pattern),
      "remaining": remaining.map { .integer(Int64($0)) } ?? .null,
    ]
  }
}

extension String {
  /// Whether the whole text fits `pattern`, in which `*` stands for any run of characters.
  func matches(pattern: String) -> Bool {
    let text = Array(utf8)
    let pattern = Array(pattern.utf8)
    var (position, index) = (0, 0)
    var star: (index: Int, position: Int)?
    while position < text.count {
      if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
        star = (index, position)
        index += 1
      } else if index < pattern.count, pattern[index] == text[position] {
        index += 1
        position += 1
      } else if let last = star {
        star = (last.index, last.position + 1)
        index = last.index + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
