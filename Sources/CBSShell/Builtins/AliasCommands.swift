import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSValues

/// `alias list [ARCH]`: from the version list.
struct AliasListing: Command {
  let base: EndpointCommand<ListVersions>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(ListVersions.self, session: session)
    signature = Signature(
      "alias list", "List the aliases of an architecture and where they point.", effect: .reads,
      positionals: base.signature.positionals, flags: base.signature.flags,
      examples: ["alias list gpt-oss-120b"],
      answer: .list(
        .record([
          .init("alias", "The name.", .text), .init("version", "The number it points to.", .integer),
          .init("status", "", .text),
        ])))
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let list = try await base.session.send(try await base.call(from: invocation), invocation: invocation)
    let rows = list.rows.flatMap { version in
      version.aliases.map { alias -> JSON in
        ["alias": .string(alias), "version": .integer(version.number), "status": .string(version.status?.text ?? "")]
      }
    }
    return Output(Value(json: .array(rows)), columns: ["alias", "version", "status"])
  }
}

/// `alias add V A…`: the whole list is read, lengthened and sent.
struct AliasAdd: Command {
  let base: EndpointCommand<UpdateAliases>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(UpdateAliases.self, session: session)
    signature = Signature(
      "alias add", "Give a version further aliases.", effect: .writes,
      positionals: [
        Signature.Positional("version", base.signature.positionals[0].type, "The version that gets them."),
        Signature.Positional("alias", .alias, isRepeated: true, "An alias it shall have beside those it has."),
      ],
      flags: base.signature.flags, examples: ["alias add gpt-oss-120b/1 stable"],
      details: "The API replaces whole lists, so the list is read first; a change made by others in between is lost.",
      answer: base.signature.answer)
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let session = base.session
    let wanted = try await base.call(from: invocation)
    let version = try await session.version(wanted[UpdateAliases.version], invocation: invocation)
    let added = wanted[UpdateAliases.aliases].map(\.text).filter { !version.aliases.contains($0) }
    let call = try session.aliasCall(version.name, version.aliases + added, invocation: invocation)
    if session.isDry(invocation) { return try session.dryRun(call, of: invocation) }
    try await session.confirm(
      signature, what: "\(version.name.shortName) \(added.joined(separator: " "))", invocation: invocation)
    return base.output(of: try await session.send(call, invocation: invocation))
  }
}

/// `alias remove A…`: takes each alias off the version that has it.
struct AliasRemove: Command {
  let base: EndpointCommand<UpdateAliases>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(UpdateAliases.self, session: session)
    signature = Signature(
      "alias remove", "Take aliases off the versions that have them.", effect: .writes,
      positionals: [
        Signature.Positional(
          "alias", .aliasOfVersion, isRepeated: true,
          "An alias of the architecture in use, or ARCH/ALIAS.")
      ], flags: CommonFlags.writing, examples: ["alias remove gpt-oss-120b/r1"], answer: base.signature.answer)
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let session = base.session
    let context = try session.argumentContext()
    var removed: [String: (version: ModelVersion, aliases: [String])] = [:]
    for argument in invocation.arguments["alias"] ?? [] {
      let name = try session.argument(VersionName.self, from: argument, in: context)
      guard case .alias(let alias) = name.selector else {
        throw Fault("bad-argument", "a number is not an alias", status: .usage, at: argument.span)
      }
      let version = try await session.version(name, invocation: invocation)
      removed[version.name.description, default: (version, version.aliases)].aliases.removeAll { $0 == alias.text }
    }
    let changes = removed.values.sorted { $0.version.number < $1.version.number }
    let calls = try changes.map { try session.aliasCall($0.version.name, $0.aliases, invocation: invocation) }
    if session.isDry(invocation) {
      return Output(.list(try calls.map { try session.dryRun($0, of: invocation).value }))
    }
    let names = invocation.all("alias").map(\.description).joined(separator: " ")
    try await session.confirm(signature, what: names, invocation: invocation)
    var answers: [Value] = []
    for call in calls { answers.append(base.output(of: try await session.send(call, invocation: invocation)).value) }
    return Output(answers.count == 1 ? answers[0] : .list(answers), columns: UpdateAliases.columns)
  }
}

/// `alias move A V`: off the version that has it, onto `V`; undone when the second step fails.
struct AliasMove: Command {
  let base: EndpointCommand<UpdateAliases>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(UpdateAliases.self, session: session)
    signature = Signature(
      "alias move", "Move an alias to another version of its architecture.", effect: .writes,
      positionals: [
        Signature.Positional("alias", .alias, "The alias that moves."),
        Signature.Positional("version", base.signature.positionals[0].type, "The version it moves to."),
      ],
      flags: CommonFlags.writing, examples: ["alias move production gpt-oss-120b/1"],
      details: """
        Two requests: the version that has the alias loses it, then the other gets it. In between the alias names
        nothing. When the second request fails the first is undone. An alias that nobody has is simply set.
        """, answer: base.signature.answer)
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let session = base.session
    let context = try session.argumentContext()
    guard let word = invocation.arguments["alias"]?.first, let given = invocation.arguments["version"]?.first else {
      throw Fault("missing-argument", "'alias move' needs an alias and a version", status: .usage, at: invocation.span)
    }
    let alias = try session.argument(Alias.self, from: word, in: context).text
    let name = try session.argument(VersionName.self, from: given, in: context)
    let versions = try await session.versions(of: name.architecture, invocation: invocation)
    let target = try await session.version(name, invocation: invocation)
    let holder = versions.first { $0.aliases.contains(alias) }
    guard holder?.number != target.number else {
      return base.output(of: AliasList(name: target.name, aliases: target.aliases))
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
    return base.output(of: try await moved.value)
  }
}

extension Session {
  /// Reads one argument as a value of the catalog.
  func argument<Value: FieldValue>(
    _ type: Value.Type, from argument: Invocation.Argument, in context: ArgumentContext
  ) throws(Fault) -> Value {
    do { return try Value(values: [argument.value.json], in: context) } catch {
      throw Fault("bad-argument", error.headline, status: .usage, hint: error.rule, at: argument.span)
    }
  }

  func aliasCall(
    _ name: VersionName, _ aliases: [String], invocation: Invocation
  ) throws(Fault) -> Call<UpdateAliases> {
    try call(UpdateAliases.self, at: invocation) { draft in
      draft[UpdateAliases.version] = name
      draft[UpdateAliases.aliases] = aliases.compactMap(Alias.init)
    }
  }
}
