import CBSLanguage
import CBSValues

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
    "MODEL": ["acme-gpt-oss-120b", "gpt-oss-120b"], "BUCKET": ["acme-weights"],
    "ARN": ["arn:aws:iam::123456789012:role/reader"],
  ]

  /// By the kind of value, where the label says nothing.
  private static let byKind: [ParameterType.Kind: [String]] = [
    .string: ["acme", "hello", "'Say \"ok\".'", "r1"], .reference: ["acme", "hello", "r1"],
    // Of JSON that must be of some form, one that is.
    .any: ["hello", "'two words'", "7", "auto", "'[]'", #"'{"type": "text"}'"#], .integer: ["3", "12"],
    .number: ["0.5", "1"], .boolean: ["true", "false"], .duration: ["30s", "5m", "1h30m"], .size: ["10GiB", "64kB"],
  ]

  /// Words that are right for the parameter.
  static func words(for parameter: AnyParameter) -> [String] {
    let type = parameter.type
    if !type.completion.words.isEmpty { return type.completion.words }
    let words = (byLabel[type.label] ?? []) + (byKind[type.kind] ?? [])
    let fitting = words.filter { word in
      do throws(ArgumentMismatch) { return try !parameter.read(.string(word.filter { $0 != "'" })).isEmpty } catch {
        return false
      }
    }
    return byLabel[type.label] == nil ? fitting : fitting.filter { byLabel[type.label]?.contains($0) == true }
  }
}

extension String {
  /// Whether a command of that name takes plain words: not those that run a text or other commands.
  var isCommonInScripts: Bool {
    !["run", "watch", "script plan", "script check", "script fmt", "test", "chat", "serve", "login"].contains(self)
  }
}
