import CBSCatalog

/// Every route of the sandbox: one for each endpoint of the catalog, and what the service has beside them.
enum Routes {
  static let all: [Route] = ManagementRoutes.all + InferenceRoutes.all + ModelRoutes.all + MetricsRoutes.all

  /// The route of a request, with the placeholders of its path.
  ///
  /// Of several templates that match, the one with more fixed characters counts: `models:upload` is no architecture.
  static func route(_ request: Request) throws(Refusal) -> (Route, [String: String]) {
    var known: [(route: Route, names: [String: String])] = []
    for route in all {
      if let names = route.template.match(request.path) { known.append((route, names)) }
    }
    guard let best = known.map(\.route.template.specificity).max() else { throw .unroutedPath }
    let meant = known.filter { $0.route.template.specificity == best }
    guard let found = meant.first(where: { $0.route.method == request.method }) else { throw .wrongMethod }
    return found
  }
}
