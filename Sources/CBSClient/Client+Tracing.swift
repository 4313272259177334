import CBSCatalog
import CBSValues

extension Client {
  func traceSending(_ request: Request, attempt: Int) {
    guard let trace = configuration.trace else { return }
    trace(
      .sending(
        attempt: attempt, method: request.method, url: redactor.redact(request.url), headers: redacted(request.headers),
        body: request.body.map { tracedText($0).text }))
  }

  func traceAnswer(_ status: Int, _ headers: Headers, _ body: [UInt8], elapsed: Duration) {
    guard let trace = configuration.trace else { return }
    let shown = tracedText(body)
    trace(
      .answered(
        status: status, headers: redacted(headers), body: shown.text, isCut: shown.isCut, elapsed: elapsed))
  }

  /// Fields with secrets replaced; what proves who we are is hidden even when the redactor does not know it.
  func redacted(_ headers: Headers) -> Headers {
    var shown = Headers()
    for (name, value) in headers {
      let redactedValue = redactor.redact(value)
      switch name.lowercased() {
      case "authorization", "proxy-authorization", "cookie", "set-cookie", "x-amz-security-token":
        shown.add(name, redactedValue.contains("<secret:") ? redactedValue : "<redacted>")
      default: shown.add(name, redactedValue)
      }
    }
    return shown
  }

  private func tracedText(_ body: [UInt8]) -> (text: String, isCut: Bool) {
    // Redacted whole and cut afterwards, so that no half of a secret is left at the edge.
    let text = redactor.redact(String(decoding: body, as: UTF8.self))
    guard text.utf8.count > Self.traceLimit else { return (text, false) }
    return (String(decoding: text.utf8.prefix(Self.traceLimit), as: UTF8.self), true)
  }
}
