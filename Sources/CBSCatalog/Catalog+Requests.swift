extension Catalog {
  /// The endpoint that `request` calls, by method and path; nil where no endpoint of the catalog is meant.
  ///
  /// Of several templates that match, the one with more fixed characters counts: `models:upload` is no architecture.
  package static func endpoint(of request: Request) -> (any Endpoint.Type)? {
    let meant = all.filter { $0.wire.method == request.method && $0.wire.template.match(request.path) != nil }
    return meant.max { $0.wire.template.specificity < $1.wire.template.specificity }
  }
}
