import CBSCatalog
import CBSValues

/// The version or endpoint that a request changes, as it was before.
struct WatchedResource: Sendable {
  private enum Subject: Sendable {
    case newVersion
    case aliases(ModelVersion)
    case deletedVersion(ModelVersion)
    case endpoint(ModelEndpoint)
    case unknown
  }

  private let subject: Subject
  private let request: Request
  private let overlay: any SandboxAdministration

  /// Looks at what `request` is about, before it is sent.
  init(changedBy request: Request, on overlay: any SandboxAdministration) async {
    self.request = request
    self.overlay = overlay
    let peek = Peek(overlay: overlay, request: request)
    if (try? Call<UploadVersion>(request: request)) != nil {
      subject = .newVersion
    } else if let call = try? Call<UpdateAliases>(request: request),
      let version = await peek.version(call[UpdateAliases.version])
    {
      subject = .aliases(version)
    } else if let call = try? Call<DeleteVersion>(request: request),
      let version = await peek.version(call[DeleteVersion.version])
    {
      subject = .deletedVersion(version)
    } else if let call = try? Call<DeployModel>(request: request),
      let endpoint = await peek.endpoint(call[DeployModel.endpoint])
    {
      subject = .endpoint(endpoint)
    } else {
      subject = .unknown
    }
  }

  /// What has changed, now that the request was answered well with `answer`; nil where nobody can tell.
  func change(answer: [UInt8]) async -> PlanChange? {
    switch subject {
    case .newVersion:
      guard let version = try? ModelVersion(body: answer) else { return nil }
      return PlanChange(.added, "version \(version.name.shortName)", fields: version.shown { (nil, $0) })
    case .aliases(let before):
      let after = await Peek(overlay: overlay, request: request).version(before.name)
      return PlanChange(
        .changed, "version \(before.name.shortName)",
        fields: [.init("aliases", from: before.aliases.json, to: (after ?? before).aliases.json)])
    case .deletedVersion(let before):
      return PlanChange(.removed, "version \(before.name.shortName)", fields: before.shown { ($0, nil) })
    case .endpoint(let before):
      guard let deployment = try? Deployment(body: answer) else { return nil }
      // What is on its way is live by the time that this rollout begins.
      let live = before.pending.first?.number ?? before.live?.number
      return PlanChange(
        .changed, "endpoint \(before.id)",
        fields: [
          .init("live", from: live.map(JSON.integer) ?? .null, to: deployment.number.map(JSON.integer) ?? .null)
        ])
    case .unknown: return nil
    }
  }
}

/// Looks at an overlay with the key of a request, past faults on demand and past the count.
private struct Peek: Sendable {
  let overlay: any SandboxAdministration
  let request: Request

  func version(_ name: VersionName) async -> ModelVersion? {
    await look(try? Call<GetVersion> { $0[GetVersion.version] = name })
  }

  func endpoint(_ id: EndpointID) async -> ModelEndpoint? {
    await look(try? Call<GetEndpoint> { $0[GetEndpoint.endpoint] = id })
  }

  private func look<E: Endpoint>(_ call: Call<E>?) async -> E.Output? {
    guard var get = call?.request(origin: request.origin) else { return nil }
    get.headers["Authorization"] = request.headers["Authorization"]
    guard let response = try? await overlay.peek(get), response.status == 200,
      let body = try? await response.body.collect(upTo: 1 << 20)
    else { return nil }
    return try? E.Output(body: body)
  }
}

extension ModelVersion {
  /// What is shown of a version that comes or goes.
  fileprivate func shown(_ sides: (JSON) -> (JSON?, JSON?)) -> [PlanChange.Field] {
    // JSON has a null of its own, so that the absent one is named.
    let fields: [(String, JSON?)] = [
      ("uri", uri.map(JSON.string)), ("aliases", aliases.isEmpty ? Optional.none : aliases.json),
      ("suffix", suffix.map(JSON.string)),
    ]
    return fields.compactMap { name, value in
      value.map { value in
        let (before, after) = sides(value)
        return PlanChange.Field(name, from: before, to: after)
      }
    }
  }
}

extension [String] {
  fileprivate var json: JSON { .array(map(JSON.string)) }
}
