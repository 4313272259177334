import CBSText

/// A request and what came of it, for messages. Holds no secret.
package struct Exchange: Sendable, Hashable {
  package let method: String
  /// Path and query as they may be shown: redacted, without the origin.
  package let path: String
  /// The status of the answer; nil where none came.
  package var status: Int?
  /// From the first sending to the answer, pauses included.
  package var elapsed: Duration
  /// How often the request was sent; zero where it never was.
  package var attempts: Int

  package init(method: String, path: String, status: Int? = nil, elapsed: Duration = .zero, attempts: Int = 0) {
    self.method = method
    self.path = path
    self.status = status
    self.elapsed = elapsed
    self.attempts = attempts
  }

  /// `POST …:deployModel answered 409 after 212 ms`
  package var summary: String {
    let answer = status.map { "answered \($0)" } ?? "got no answer"
    return "\(method) \(shortPath) \(answer) after \(elapsed.milliseconds) ms"
  }

  /// The last part of a long path: what names the operation.
  var shortPath: String {
    guard path.count > 32 else { return path }
    if let colon = path.lastIndex(of: ":") { return "…" + path[colon...] }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
    return "…" + path[slash...]
  }
}
