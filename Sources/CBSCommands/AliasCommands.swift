import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSValues

/// The commands about aliases that are more than an endpoint.
enum AliasCommands {
  static func all(_ session: Session) -> [any Command] {
    [
      AliasListing(session: session), AliasAdd(session: session), AliasRemove(session: session),
      AliasMove(session: session),
    ]
  }
}

/// `alias list [ARCH]`: from the version list.
struct AliasListing: Command {
  let base: EndpointCommand<ListVersions>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(ListVersions.self, session: session)
    signature = Signature(
      "alias list", "List the aliases of an architecture and where they point.", takes: base.signature.parameters,
      answers: .list(
        .record([
          .init("alias", "The name.", .string), .init("version", "The number it points to.", .integer),
          .init("status", "", .string),
        ])), columns: ["alias", "version", "status"], effect: .reads, key: .management,
      examples: ["alias list gpt-oss-120b"])
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let list = try await base.session.send(try base.call(from: invocation), invocation: invocation)
    let rows = list.rows.flatMap { version in
      version.aliases.map { alias -> JSON in
        ["alias": .string(alias), "version": .integer(version.number), "status": .string(version.status?.text ?? "")]
      }
    }
    return Output(Value(json: .array(rows)), columns: signature.columns)
  }
}

/// `alias add V A…`: the whole list is read, lengthened and sent.
struct AliasAdd: Command {
  private static let version = Parameter<VersionReference>("version", "The version that gets them.")
  private static let aliases = Parameter<[Alias]>("alias", "An alias to add to the version.")

  let session: Session
  let signature = Signature(
    "alias add", "Give a version further aliases.",
    takes: [version, aliases, CommonFlags.dryRun, CommonFlags.yes], answers: AliasList.type,
    columns: UpdateAliases.signature.columns, effect: .writes, key: .management, publishesArguments: true,
    examples: ["alias add gpt-oss-120b/1 stable"],
    details: "The API replaces whole lists, so the list is read first; a change made by others in between is lost.")

  func run(_ invocation: Invocation) async throws -> Output {
    let version = try await session.version(invocation[Self.version], Self.version, invocation: invocation)
    let added = invocation[Self.aliases].map(\.text).filter { !version.aliases.contains($0) }
    let call = try session.aliasCall(version.name, version.aliases + added, invocation: invocation)
    if session.isDry(invocation) { return try session.dryRun(call, of: invocation) }
    try await session.confirm(
      signature, what: "\(version.name.shortName) \(added.joined(separator: " "))", invocation: invocation)
    return Output(try await session.send(call, invocation: invocation), of: UpdateAliases.self)
  }
}

/// `alias remove A…`: takes each alias off the version that has it.
struct AliasRemove: Command {
  private static let aliases = Parameter<[AliasReference]>(
    "alias", "An alias of the architecture in use, or ARCH/ALIAS.")

  let session: Session
  let signature = Signature(
    "alias remove", "Take aliases off the versions that have them.",
    takes: [aliases, CommonFlags.dryRun, CommonFlags.yes], answers: AliasList.type,
    columns: UpdateAliases.signature.columns, effect: .writes, key: .management, publishesArguments: true,
    examples: ["alias remove gpt-oss-120b/r1"])

  func run(_ invocation: Invocation) async throws -> Output {
    let aliases = invocation[Self.aliases]
    var removed: [String: (version: ModelVersion, aliases: [String])] = [:]
    for reference in aliases {
      let version = try await session.version(reference.version, Self.aliases, invocation: invocation)
      removed[version.name.description, default: (version, version.aliases)].aliases
        .removeAll { $0 == reference.alias.text }
    }
    let changes = removed.values.sorted { $0.version.number < $1.version.number }
    let calls = try changes.map { try session.aliasCall($0.version.name, $0.aliases, invocation: invocation) }
    if session.isDry(invocation) {
      return Output(.list(try calls.map { try session.dryRun($0, of: invocation).value }))
    }
    let names = aliases.map(\.version.description).joined(separator: " ")
    try await session.confirm(signature, what: names, invocation: invocation)
    var answers: [Value] = []
    for call in calls {
      answers.append(Output(try await session.send(call, invocation: invocation), of: UpdateAliases.self).value)
    }
    return Output(answers.count == 1 ? answers[0] : .list(answers), columns: signature.columns)
  }
}

/// `alias move A V`: off the version that has it, onto `V`; undone when the second step fails.
struct AliasMove: Command {
  private static let alias = Parameter<Alias>("alias", "The alias that moves.")
  private static let version = Parameter<VersionReference>("version", "The version it moves to.")

  let session: Session
  let signature = Signature(
    "alias move", "Move an alias to another version of its architecture.",
    takes: [alias, version, CommonFlags.dryRun, CommonFlags.yes], answers: AliasList.type,
    columns: UpdateAliases.signature.columns, effect: .writes, key: .management, publishesArguments: true,
    examples: ["alias move production gpt-oss-120b/1"],
    details: """
      Two requests: the version that has the alias loses it, then the other gets it. In between the alias names
      nothing. When the second request fails the first is undone. An alias that nobody has is simply set.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    let alias = invocation[Self.alias].text
    let name = try session.name(of: invocation[Self.version], Self.version, invocation: invocation)
    let versions = try await session.versions(of: name.architecture, invocation: invocation)
    let target = try await session.version(name, invocation: invocation)
    let holder = versions.first { $0.aliases.contains(alias) }
    guard holder?.number != target.number else {
      return Output(AliasList(name: target.name, aliases: target.aliases), of: UpdateAliases.self)
    }
    let give = try session.aliasCall(target.name, target.aliases + [alias], invocation: invocation)
    let take = try holder.map { holder in
      try session.aliasCall(holder.name, holder.aliases.filter { $0 != alias }, invocation: invocation)
    }
    if session.isDry(invocation) {
      let steps = try [take, give].compactMap { try $0.map { try session.dryRun($0, of: invocation).value } }
      return Output(.list(steps))
    }
    try await session.confirm(signature, what: "\(alias) to \(target.name.shortName)", invocation: invocation)
    // From the first request on the move is finished or undone, whatever is cancelled meanwhile.
    let restore = try holder.map { try session.aliasCall($0.name, $0.aliases, invocation: invocation) }
    let moved = Task {
      if let take { _ = try await session.send(take, invocation: invocation) }
      do { return try await session.send(give, invocation: invocation) } catch var fault as Fault {
        guard let restore, let holder else { throw fault }
        do {
          _ = try await session.send(restore, invocation: invocation)
          fault.message += "; alias '\(alias)' is back on version \(holder.number)"
        } catch {
          fault.message += "; alias '\(alias)' names nothing now"
          fault.hint = "alias add \(holder.name.shortName) \(alias)"
        }
        throw fault
      }
    }
    return Output(try await moved.value, of: UpdateAliases.self)
  }
}

extension Output {
  /// What a command shows of the answer of an endpoint.
  init<E: Endpoint>(_ answer: E.Output, of endpoint: E.Type) {
    self.init(Value(view: answer.view, type: E.Output.type), columns: E.signature.columns)
  }
}

extension Session {
  func aliasCall(
    _ name: VersionName, _ aliases: [String], invocation: Invocation
  ) throws(Fault) -> Call<UpdateAliases> {
    try call(UpdateAliases.self, at: invocation) { draft in
      draft[UpdateAliases.version] = name
      draft[UpdateAliases.aliases] = aliases.compactMap(Alias.init)
    }
  }
}
