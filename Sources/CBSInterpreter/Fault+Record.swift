package import CBSDiagnostics
import CBSText
package import CBSValues
import OrderedCollections

extension Fault {
  /// What `catch` gets: `{code, message, hint, span, cause, request, retryable}`.
  ///
  /// A record that was thrown keeps its own fields beside them; any other value but a text is in `value`.
  package func record(in source: Source?) -> Value {
    var fields: OrderedDictionary<String, Value> = [
      "code": .string(code.name), "message": .string(message), "hint": hint.map(Value.string) ?? .null,
      "span": source.flatMap { source in spans.first.map { Self.record(of: $0, in: source) } } ?? .null,
      "cause": cause.first?.record(in: source) ?? .null, "request": request.map(Self.record) ?? .null,
      "retryable": .boolean(isRetryable),
    ]
    switch thrown {
    case .record(let own)?: fields.merge(own.filter { fields[$0.key] == nil }) { first, _ in first }
    case nil, .string?: break
    case let value?: fields["value"] = value
    }
    return .record(fields)
  }

  private static func record(of span: Span, in source: Source) -> Value {
    let position = source.position(of: span.lower)
    var place: OrderedDictionary<String, Value> = [
      "line": .integer(Int64(position.line)), "column": .integer(Int64(position.column)),
    ]
    // The text itself needs no name; a file that it includes does.
    let part = source.part(at: span.lower)
    if part != source.parts[0] { place["file"] = .string(part.name) }
    return .record(place)
  }

  private static func record(of request: Exchange) -> Value {
    .record([
      "method": .string(request.method), "path": .string(request.path),
      "status": request.status.map { .integer(Int64($0)) } ?? .null,
      "milliseconds": .integer(request.elapsed.milliseconds),
    ])
  }

  /// The fault as one JSON object on one line, for `--errors json`: the record, with the exit code, the file and byte
  /// offsets into it.
  package func json(in source: Source?) -> String {
    var members = record(in: source).json.object ?? [:]
    members["severity"] = "error"
    members["exit"] = .integer(Int64(status.code))
    let part = source?.part(at: spans.first?.lower ?? 0)
    members["file"] = part.map { .string($0.name) } ?? .null
    if let place = spans.first.flatMap({ span in part?.relative(span) }) {
      members["start"] = .integer(Int64(place.lower))
      members["end"] = .integer(Int64(place.upper))
      let position = source?.position(of: spans[0].lower)
      members["line"] = position.map { .integer(Int64($0.line)) } ?? .null
      members["column"] = position.map { .integer(Int64($0.column)) } ?? .null
    }
    return JSON.object(members).text
  }
}
