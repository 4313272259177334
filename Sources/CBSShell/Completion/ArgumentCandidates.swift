import CBSDiagnostics
import CBSCatalog
import CBSLanguage
import CBSSettings
import CBSValues

/// What may stand as an argument of a command.
struct ArgumentCandidates {
  let completer: Completer
  let surroundings: Completer.Surroundings
  private var table: CommandTable { completer.table }

  init(completer: Completer, surroundings: Completer.Surroundings) {
    self.completer = completer
    self.surroundings = surroundings
  }

  /// The words of a command, taken apart after its signature.
  private struct Call {
    var signature: Signature
    /// Its positionals.
    var words: [String] = []
    var flags: [String] = []
    /// The flag whose value comes next.
    var pending: AnyParameter?
    var flagsEnded = false
  }

  func suggestions(
    behind pieces: [CompletionPlace.Piece], partial: String, isQuoted: Bool
  ) -> [Suggestion] {
    var second: [Suggestion] = []
    if pieces.count == 1, case .word(let head) = pieces[0] {
      second = subcommands(of: head)
    }
    guard let call = call(pieces) else { return second }
    // `watch version list …`: the words are a command of their own.
    if let nested = nested(call, pieces) {
      if nested.isEmpty { return topLevel(isTopic: false) }
      return suggestions(behind: nested, partial: partial, isQuoted: isQuoted)
    }
    if let flag = call.pending { return values(of: flag.type, partial: partial, in: call) }
    if !isQuoted, !call.flagsEnded, partial.hasPrefix("-") { return flags(of: call) }
    guard let positional = positional(of: call) else { return second + (partial.isEmpty ? flags(of: call) : []) }
    let list = values(of: positional.type, partial: partial, in: call)
    if second.isEmpty, list.isEmpty, partial.isEmpty, !positional.isRequired { return flags(of: call) }
    return second + list
  }

  /// Values of `--flag=`.
  func suggestions(forFlag name: String, behind pieces: [CompletionPlace.Piece], partial: String) -> [Suggestion] {
    guard let call = call(pieces), let flag = call.signature.flag(named: name), flag.takesValue else { return [] }
    return values(of: flag.type, partial: partial, in: call)
  }

  private func call(_ pieces: [CompletionPlace.Piece]) -> Call? {
    var heads: [String] = []
    for piece in pieces {
      guard case .word(let text) = piece, heads.count < 2 else { break }
      heads.append(text)
    }
    guard let (signature, count) = table.match(heads) else { return nil }
    var call = Call(signature: signature)
    for piece in pieces.dropFirst(count) {
      switch piece {
      case .endOfFlags: call.flagsEnded = true
      case .flag(let name, let isValued):
        call.flags.append(call.signature.flag(named: name)?.name ?? name)
        call.pending = isValued ? nil : call.signature.flag(named: name).flatMap { $0.takesValue ? $0 : nil }
      case .word(let text):
        if call.pending == nil {
          call.words.append(text)
          // A script knows flags of its own.
          if call.signature.forwardsFlags, call.words.count == 1, let script = completer.script(text) {
            call.signature.add(script.flags)
          }
        }
        call.pending = nil
      }
    }
    return call
  }

  /// The pieces of the command that stands as the arguments of another; nil where it does not.
  private func nested(_ call: Call, _ pieces: [CompletionPlace.Piece]) -> [CompletionPlace.Piece]? {
    guard let last = call.signature.positionals.last, last.isRepeated, last.type.completion == .commands,
      call.pending == nil || !call.words.isEmpty
    else { return nil }
    let words = pieces.dropFirst(call.signature.name.split(separator: " ").count)
    var isValue = false
    let start = words.firstIndex { piece in
      switch piece {
      case .word where !isValue: return true
      case .flag(let name, let isValued): isValue = !isValued && call.signature.flag(named: name)?.takesValue == true
      case .word, .endOfFlags: isValue = false
      }
      return false
    }
    guard let start else { return [] }
    return Array(words[start...])
  }

  private func positional(of call: Call) -> AnyParameter? {
    let positionals = call.signature.positionals
    if call.words.count < positionals.count { return positionals[call.words.count] }
    return positionals.last.flatMap { $0.isRepeated ? $0 : nil }
  }

  private func flags(of call: Call) -> [Suggestion] {
    call.signature.flags.filter { $0.isRepeated || !call.flags.contains($0.name) }
      .map { flag in
        Suggestion("--" + flag.name, detail: flag.takesValue ? "\(flag.type.label)  \(flag.summary)" : flag.summary)
      }
  }

  /// First words of commands, with topics of help where those are asked for.
  private func topLevel(isTopic: Bool) -> [Suggestion] {
    var heads: [String: String] = [:]
    for name in table.names {
      let head = String(name.prefix { $0 != " " })
      heads[head] = table[head]?.summary ?? table.subcommands(of: head).joined(separator: ", ")
    }
    let topics = isTopic ? surroundings.topics.filter { heads[$0] == nil && !$0.contains(" ") } : []
    return heads.sorted { $0.key < $1.key }.map { Suggestion($0.key, detail: $0.value) }
      + topics.sorted().map { Suggestion($0, detail: "topic") }
  }

  private func subcommands(of head: String) -> [Suggestion] {
    table.subcommands(of: head).sorted().map { Suggestion($0, detail: table[head + " " + $0]?.summary ?? "") }
  }

  // MARK: Values

  private func values(of type: ParameterType, partial: String, in call: Call) -> [Suggestion] {
    let names = NameCandidates(surroundings: surroundings, given: call.words)
    switch type.completion {
    case .versions: return names.versions(partial)
    case .aliases: return names.aliases()
    case .endpoints: return names.endpoints()
    case .architectures: return names.architectures()
    case .models: return names.models()
    case .s3: return names.objects(partial)
    case .files: return FileCandidates(surroundings: surroundings).suggestions(partial)
    case .profiles: return profiles
    case .codes: return ErrorCode.all.map { Suggestion($0.name, detail: $0.explanation?.title ?? "") }
    case .topics:
      guard let head = call.words.first else { return topLevel(isTopic: true) }
      return call.words.count > 1 ? [] : subcommands(of: head)
    case .settings: return options
    case .settingValues: return call.words.first.map(settingValues) ?? []
    case let other: return other.words.map { Suggestion($0) }
    }
  }

  /// Options by name; fields of profiles once their name has begun.
  private var options: [Suggestion] {
    let list = Settings.options.map { Suggestion($0.name, detail: $0.summary) }
    let named = surroundings.profiles.filter { $0 != "sandbox" }
    let profiles = named.isEmpty ? ["default"] : named
    return list
      + profiles.flatMap { profile in
        Settings.profileFields.map { Suggestion("profiles.\(profile).\($0.name)", detail: $0.summary) }
      }
  }

  /// The sandbox is one.
  private var profiles: [Suggestion] {
    (surroundings.profiles.filter { $0 != "sandbox" } + ["sandbox"]).map { Suggestion($0) }
  }

  private func settingValues(_ name: String) -> [Suggestion] {
    guard let option = try? Settings.setting(named: name).option else { return [] }
    switch option.kind {
    case .choice(let words): return words.map { Suggestion($0) }
    case .boolean: return [Suggestion("true"), Suggestion("false")]
    case .profileName: return profiles
    case .count, .duration: return []
    case .key: return ["env ", "file ", "command "].map { Suggestion($0, isFinal: false) }
    case .text, .address: return []
    }
  }
}
