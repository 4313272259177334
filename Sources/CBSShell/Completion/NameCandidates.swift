import CBSText

/// Names of the API: what the snapshot holds of them.
struct NameCandidates {
  let surroundings: Completer.Surroundings
  /// Words of the command so far: an endpoint or an architecture among them says which versions are meant.
  let given: [String]
  private var snapshot: CompletionSnapshot { surroundings.snapshot }

  init(surroundings: Completer.Surroundings, given: [String]) {
    self.surroundings = surroundings
    self.given = given
  }

  func architectures() -> [Suggestion] {
    snapshot.architectures.map { arch in
      let count = snapshot.versions[arch]?.count
      return Suggestion(arch, detail: count.map { $0.counted("version") } ?? "")
    }
  }

  func endpoints() -> [Suggestion] {
    snapshot.endpoints.map { Suggestion($0.id, detail: $0.arch + ($0.live.map { "  live: \($0)" } ?? "")) }
  }

  func models() -> [Suggestion] { endpoints() + snapshot.models.map { Suggestion($0) } }

  /// Ids and aliases, newest first, each with its status: bare in the architecture in use, `ARCH/…` in the others.
  ///
  /// `ARCH/` alone stands for its versions until it is typed, where there are several architectures.
  func versions(_ partial: String) -> [Suggestion] {
    if let slash = partial.firstIndex(of: "/") {
      return versions(of: String(partial[..<slash]), isBare: false, partial[partial.index(after: slash)...])
    }
    let meant = given.compactMap { word in snapshot.endpoints.first { $0.id == word }?.arch }.first
    let used = surroundings.architecture
    if let meant, meant != used { return versions(of: meant, isBare: false) }
    let bare = used.map { versions(of: $0, isBare: true, partial[...]) } ?? []
    if meant != nil { return bare }
    let others = snapshot.architectures.filter { $0 != used || !partial.isEmpty }
    if bare.isEmpty, others.count == 1 { return versions(of: others[0], isBare: false) }
    return bare
      + others.map { arch in
        Suggestion(arch + "/", detail: snapshot.versions[arch].map { "\($0.count) versions" } ?? "", isFinal: false)
      }
  }

  /// Those that begin with `partial`; all where none does, for whoever looks for less exact ones.
  private func versions(of arch: String, isBare: Bool, _ partial: Substring = "") -> [Suggestion] {
    let versions = newestFirst(arch)
    let prefix = isBare ? "" : arch + "/"
    let wanted = Array(partial.utf8)
    var list: [Suggestion] = []
    if partial.isEmpty { list.reserveCapacity(versions.reduce(versions.count) { $0 + $1.aliases.count }) }
    for version in versions {
      let id = String(version.id)
      guard id.begins(with: wanted) else { continue }
      let detail =
        version.aliases.isEmpty ? version.status : version.status + "  " + version.aliases.joined(separator: ", ")
      list.append(Suggestion(prefix + id, display: id, detail: detail))
    }
    for version in versions {
      for alias in version.aliases where alias.begins(with: wanted) {
        list.append(Suggestion(prefix + alias, display: alias, detail: String(version.id) + "  " + version.status))
      }
    }
    return list.isEmpty && !partial.isEmpty ? self.versions(of: arch, isBare: isBare) : list
  }

  /// Aliases of the architecture that is meant, else of all; those that stand on the line already are left out.
  func aliases() -> [Suggestion] {
    let words = given.map { word in word.firstIndex(of: "/").map { String(word[..<$0]) } ?? word }
    let meant = words.first { snapshot.versions[$0] != nil } ?? surroundings.architecture
    let taken = Set(given)
    var list: [Suggestion] = []
    for arch in meant.map({ [$0] }) ?? snapshot.architectures {
      for version in newestFirst(arch) {
        for alias in version.aliases where !taken.contains(alias) {
          list.append(
            Suggestion(alias, detail: (meant == nil ? arch + "/" : "") + "\(version.id)  \(version.status)"))
        }
      }
    }
    return list
  }

  private func newestFirst(_ arch: String) -> [CompletionSnapshot.Version] {
    let versions = snapshot.versions[arch] ?? []
    let isAscending = zip(versions, versions.dropFirst()).allSatisfy { $0.id < $1.id }
    return isAscending ? versions.reversed() : versions.sorted { $0.id > $1.id }
  }

  /// Addresses below what was typed, one level at a time; `s3://` and the buckets first.
  func objects(_ partial: String) -> [Suggestion] {
    let scheme = "s3://"
    guard partial.hasPrefix(scheme) || scheme.hasPrefix(partial) else { return [] }
    let typed = partial.hasPrefix(scheme) ? partial : scheme
    let base = typed[...(typed.lastIndex(of: "/") ?? typed.startIndex)]
    var folders: Set<String> = []
    var files: [String] = []
    for object in snapshot.objects where object.utf8.starts(with: base.utf8) {
      let rest = object[base.endIndex...]
      if let slash = rest.firstIndex(of: "/") {
        folders.insert(String(rest[...slash]))
      } else {
        files.append(String(rest))
      }
    }
    return folders.sorted().map { Suggestion(base + $0, display: $0, isFinal: false) }
      + files.sorted().map { Suggestion(base + $0, display: $0) }
  }
}
