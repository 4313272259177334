import CBSCatalog
import CBSClient
import CBSText

extension TraceEvent {
  /// The event as `--trace` shows it, a line each; it is redacted already.
  var lines: [String] {
    switch self {
    case .sending(let attempt, let method, let url, let headers, let body):
      ["> \(method.rawValue) \(url)" + (attempt > 1 ? " (attempt \(attempt))" : "")]
        + headers.map { ">   \($0.name): \($0.value)" } + (body.map { [">   \($0)"] } ?? [])
    case .answered(let status, let headers, let body, let isCut, let elapsed):
      ["< \(status) after \(elapsed.inMilliseconds)"] + headers.map { "<   \($0.name): \($0.value)" }
        + (body.isEmpty ? [] : ["<   \(body)\(isCut ? " …" : "")"])
    case .streaming(let status, let headers, let elapsed):
      ["< \(status) after \(elapsed.inMilliseconds), streaming"] + headers.map { "<   \($0.name): \($0.value)" }
    case .event(let data): ["<   \(data)"]
    case .failed(let message, let elapsed): ["! \(message) after \(elapsed.inMilliseconds)"]
    case .waiting(let pause): ["! waiting \(pause.inMilliseconds) before the next attempt"]
    }
  }
}

extension Duration {
  /// `212 ms`
  fileprivate var inMilliseconds: String { "\(milliseconds) ms" }
}
