import CBSCatalog
import OrderedCollections

/// The numbers of the last complete minute (api.md, section 4).
enum MetricsRoutes {
  static let all: [Route] = [
    Route(answering: GetMetrics.self) { visit in
      let wanted = try Call<GetMetrics>(visiting: visit)[GetMetrics.organization]
      guard wanted.text == SandboxKeys.standard.organizationID else {
        // An id of the right form is another's; everything else is none (item 48).
        throw wanted.text.hasPrefix("org_")
          ? Refusal.detail(403, "Not allowed to access this organization") : Refusal.unknownOrganization
      }
      let metrics: MetricList? = try await visit.file.write { store in
        guard try store.mayScrape() else { return nil }
        return MetricList(try store.metrics(of: wanted))
      }
      guard let metrics else {
        throw Refusal.detail(429, "At most 6 requests per minute; the values change once a minute")
      }
      return Response(status: 200, headers: ["content-type": MetricList.contentType], body: .bytes(metrics.body))
    }
  ]
}

extension Store {
  /// Every gauge, metric by metric, each with its endpoints.
  fileprivate func metrics(of organization: OrganizationID) throws -> [Metric] {
    let minutes = try endpoints().map { (endpoint: $0.id, exchanges: try exchangesOfLastMinute(on: $0.id)) }
    let gauges = minutes.map { minute in
      Gauges(
        exchanges: minute.exchanges, labels: ["endpoint": minute.endpoint.text, "organization_id": organization.text]
      )
      .metrics
    }
    var byName: OrderedDictionary<String, [Metric]> = [:]
    for metric in gauges.joined() { byName[metric.name, default: []].append(metric) }
    return byName.values.flatMap { $0 }
  }
}

/// The gauges of one endpoint and one minute.
private struct Gauges {
  let exchanges: [ExchangeRecord]
  let labels: OrderedDictionary<String, String>

  var metrics: [Metric] {
    let good = exchanges.filter { $0.status == 200 }
    let failures = Dictionary(grouping: exchanges.filter { $0.status != 200 }, by: \.status)
    var metrics = [
      gauge("inference_endpoint_status", 1), gauge("requests_count_total", Double(exchanges.count)),
      gauge("requests_success_total", Double(good.count)),
    ]
    if failures.isEmpty { metrics.append(gauge("requests_failure_total", 0)) }
    for (status, failed) in failures.sorted(by: { $0.key < $1.key }) {
      metrics.append(gauge("requests_failure_total", Double(failed.count), "code", String(status)))
    }
    metrics.append(gauge("input_tokens_total", Double(good.reduce(0) { $0 + $1.input })))
    metrics.append(gauge("output_tokens_total", Double(good.reduce(0) { $0 + $1.output })))
    metrics += percentiles("queue_time_seconds", good.map(\.queueSeconds))
    metrics += percentiles("e2e_latency_seconds", good.map(\.totalSeconds))
    metrics += percentiles("ttft_seconds", good.map(\.firstSeconds))
    return metrics
  }

  private func gauge(_ name: String, _ value: Double, _ label: String? = nil, _ text: String = "") -> Metric {
    var labels = labels
    if let label { labels[label] = text }
    return Metric(name: name, labels: labels, value: value)
  }

  /// The average and four percentiles by the nearest rank; 0 where nothing was measured.
  private func percentiles(_ name: String, _ values: [Double]) -> [Metric] {
    let sorted = values.sorted()
    let average = sorted.isEmpty ? 0 : sorted.reduce(0, +) / Double(sorted.count)
    return [gauge(name, average, "percentile", "avg")]
      + [50, 90, 95, 99].map { percent in
        let rank = (sorted.count * percent + 99) / 100
        return gauge(name, sorted.isEmpty ? 0 : sorted[max(0, rank - 1)], "percentile", "p\(percent)")
      }
  }
}
