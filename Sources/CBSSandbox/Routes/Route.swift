import CBSCatalog
import CBSValues

/// How one endpoint of the catalog is answered.
struct Route: Sendable {
  /// Nil for what the service has and no command needs.
  let endpoint: (any Endpoint.Type)?
  let method: Method
  let template: PathTemplate
  let key: KeyKind
  let answer: @Sendable (Visit) async throws -> Response

  /// An endpoint whose answer is made in one transaction: `store` reads, or writes when the endpoint does.
  ///
  /// The work must return the endpoint's own answer, or it does not compile.
  init<E: Endpoint>(_ endpoint: E.Type, _ work: @escaping @Sendable (Call<E>, Store) throws -> E.Output) {
    self.init(answering: endpoint) { visit in
      let call = try Call<E>(visiting: visit)
      let transaction: @Sendable (Store) throws -> E.Output = { try work(call, $0) }
      let output =
        E.signature.effect == .reads ? try await visit.file.read(transaction) : try await visit.file.write(transaction)
      return Response(
        status: 200, headers: ["content-type": E.Output.contentType], body: .bytes(output.body))
    }
  }

  /// An endpoint whose answer is streamed, or holds more than the catalog's models read.
  init<E: Endpoint>(answering endpoint: E.Type, _ answer: @escaping @Sendable (Visit) async throws -> Response) {
    self.endpoint = endpoint
    method = E.wire.method
    template = E.wire.template
    key = E.signature.key
    self.answer = answer
  }

  /// A route beside the catalog.
  init(
    beside method: Method, _ path: String, key: KeyKind, _ answer: @escaping @Sendable (Visit) async throws -> Response
  ) {
    endpoint = nil
    self.method = method
    template = PathTemplate(path)
    self.key = key
    self.answer = answer
  }
}

/// A request on its way to its route.
struct Visit: Sendable {
  let request: Request
  /// Time until the head of the answer must be there.
  let limit: Duration
  /// The placeholders of the path, decoded.
  let names: [String: String]
  let file: StoreFile
  let options: SandboxOptions
  /// Waits by the sandbox's clock.
  let pause: @Sendable (Duration) async throws -> Void
}

extension Call {
  /// Reads the call as the management service does: a name that cannot be one is a thing that is not there.
  ///
  /// - Parameter request: another request than the visit's, where one route answers like another.
  init(visiting visit: Visit, as request: Request? = nil) throws(Refusal) {
    do {
      try self.init(
        request: request ?? visit.request, unknownMembers: visit.options.refusesUnknownKeys ? .refused : .ignored)
    } catch {
      switch error {
      case .otherEndpoint: throw .unroutedPath
      case .unknownName(let field, _):
        switch field {
        case "version_id": throw .unknownVersion
        case "model_arch_id": throw .unknownArchitecture
        case "model_id": throw .unknownModel
        case "organization_id": throw .unknownOrganization
        default: throw .otherOrganization
        }
      case .invalid(let problems): throw .invalid(problems)
      }
    }
  }
}
