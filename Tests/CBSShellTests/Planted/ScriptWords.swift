import CBSLanguage

/// What the scripts of the planted faults are written with.
enum ScriptWords {
  /// Names for variables: no two near each other, none that is a command, a function or a reserved word.
  static let names = [
    "live", "candidate", "weights", "budget", "report", "attempt", "previous", "tenant", "region", "outcome",
    "threshold", "samples", "prompt_text", "deadline", "owner", "canary", "baseline", "latency", "checksum", "retries",
    "stage_name", "window", "suffixes", "notes", "quota", "rows_seen", "endpoint_id", "shard", "verdict", "limit",
    "question", "expected", "build_number", "customer", "traffic", "snapshot", "tolerance", "message", "folder_name",
    "release_id",
  ]

  /// By the label of the parameter.
  private static let byLabel: [String: [String]] = [
    "VERSION": ["gpt-oss-120b/1", "gpt-oss-120b/production", "2", "production"], "ARCH": ["gpt-oss-120b"],
    "ENDPOINT": ["acme-gpt-oss-120b"], "ALIAS": ["production", "candidate", "blue-2"],
    "S3-LOCATION": ["s3://acme-weights/support-bot/2026-05", "s3://acme-weights/broken"],
    "SELECTOR": ["acme-gpt-oss-120b", "gpt-oss-120b"], "METHOD": ["GET"], "PATH": ["/v1/models"],
  ]

  /// By the kind of value, where the label says nothing.
  private static let byKind: [ParameterType.Kind: [String]] = [
    .text: ["acme", "hello", "'Say \"ok\".'", "r1"],
    .any: ["hello", "'two words'", "7", "'[]'", "'{\"type\": \"text\"}'"], .integer: ["3", "12"],
    .number: ["0.5", "1"], .boolean: ["true", "false"], .duration: ["30s", "5m", "1h30m"], .size: ["10GiB", "64kB"],
  ]

  /// Words that are right for a parameter of the type.
  static func words(for type: ParameterType) -> [String] {
    if type.completion.hasPrefix("choice:") {
      return type.completion.dropFirst(7).split(separator: ",").map(String.init)
    }
    let words = (byLabel[type.label] ?? []) + (byKind[type.kind] ?? [])
    let fitting = words.filter { type.objection($0.filter { $0 != "'" }) == nil }
    return byLabel[type.label] == nil ? fitting : fitting.filter { byLabel[type.label]?.contains($0) == true }
  }
}

extension String {
  /// Whether a command of that name takes plain words: not those that run a text or other commands.
  var isCommonInScripts: Bool {
    !["run", "watch", "script plan", "script check", "script fmt", "test", "chat", "serve", "login"].contains(self)
  }
}
