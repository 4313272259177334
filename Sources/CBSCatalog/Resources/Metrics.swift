package import CBSValues
package import OrderedCollections

/// Numbers about dedicated endpoints, once a minute.
package enum Metrics {
  package static var endpoints: [any Endpoint.Type] { [GetMetrics.self] }
}

/// Shows the numbers of the last complete minute.
package enum GetMetrics: Endpoint {
  package static let endpoint = Parameter<EndpointID?>("endpoint", "Only this endpoint.")
  package static let organization = Parameter<OrganizationID>(
    flag: "org-id", "The console's org_… id, when it is not the profile's.")

  package typealias Output = MetricList
  package static let signature = Signature.endpoint(
    "metrics", "Show traffic and latency of the last complete minute.", takes: [endpoint, organization],
    answers: Output.type, columns: ["endpoint", "metric", "percentile", "code", "value"], key: .inference,
    example: "metrics acme-gpt-oss-120b")
  package static let wire = Wire(
    .get, "/api/v1/metrics/organizations/{organization_id}", filling: [organization], line: [endpoint],
    publicOrigin: "https://cloud.cerebras.ai")

  package static func narrow(_ output: MetricList, for call: Call<Self>) -> MetricList {
    guard let endpoint = call[endpoint] else { return output }
    return MetricList(output.rows.filter { $0.labels["endpoint"] == endpoint.text })
  }
}

/// Samples in the order of the exposition.
package struct MetricList: Answer {
  package let rows: [Metric]
  package static var isList: Bool { true }
  package static var contentType: String { "text/plain; version=0.0.4; charset=utf-8" }

  package init(_ rows: [Metric]) { self.rows = rows }

  /// The wire is Prometheus text; as JSON it is that text.
  package init(wire: JSON) throws(WireMismatch) {
    let text = try String(wire: wire)
    var rows: [Metric] = []
    for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
      let line = line.drop { $0 == " " || $0 == "\t" }
      guard !line.isEmpty, line.first != "#" else { continue }
      guard let metric = Metric(line: line) else {
        throw WireMismatch(.other("'\(line.prefix(60))' is not a Prometheus sample"), at: [.index(index)])
      }
      rows.append(metric)
    }
    self.rows = rows
  }

  package init(body: [UInt8]) throws(UnreadableBody) {
    guard let text = String(validating: body, as: UTF8.self) else { throw .other("not UTF-8") }
    do { try self.init(wire: .string(text)) } catch { throw .mismatch(error) }
  }

  package var wire: JSON {
    var text = ""
    var declared: Set<String> = []
    for metric in rows {
      if declared.insert(metric.name).inserted { text += "# TYPE \(metric.name) gauge\n" }
      text += metric.line + "\n"
    }
    return .string(text)
  }

  package var body: [UInt8] { Array((wire.string ?? "").utf8) }
}

/// One sample of a gauge.
package struct Metric: Record {
  package let name: String
  package let labels: OrderedDictionary<String, String>
  package let value: Double

  package init(name: String, labels: OrderedDictionary<String, String>, value: Double) {
    self.name = name
    self.labels = labels
    self.value = value
  }

  /// Equal also where both values are no number.
  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.labels == right.labels
      && (left.value == right.value || left.value.isNaN && right.value.isNaN)
  }

  package static let members: [Member<Self>] = [
    Member("metric", .string, "What was measured.") { .string($0.name) },
    Member("endpoint", .string, "The endpoint it was measured at.") {
      $0.labels["endpoint"].map(JSON.string) ?? .null
    },
    Member("percentile", .string, "avg, p50, p90, p95 or p99 of a time.") {
      ($0.labels["percentile"] ?? $0.labels["statistic"]).map(JSON.string) ?? .null
    },
    Member("code", .string, "The HTTP status of failures.") { $0.labels["code"].map(JSON.string) ?? .null },
    Member("value", .number, "A count of the minute, or seconds.") { .float($0.value) },
    Member("labels", .any, "All labels of the sample.") { .object($0.labels.mapValues(JSON.string)) },
  ]
}
