import CBSCatalog
import CBSText
import Crypto

/// What answers on an endpoint at one moment; a stream keeps the one it began with.
struct ServedModel: Sendable, Hashable {
  let architecture: ArchitectureID
  /// The live version; nil: the stock model of the architecture.
  let version: Int64?
  let suffix: String?
  /// `fp_`, twenty hexadecimal digits that change with what is deployed, and the version's suffix.
  let fingerprint: String

  /// - Parameter digest: what distinguishes the weights.
  init(architecture: ArchitectureID, version: Int64?, suffix: String?, digest: String) {
    self.architecture = architecture
    self.version = version
    self.suffix = suffix
    let digits = Self.hexadecimal(of: "\(architecture)/\(version ?? 0)/\(digest)")
    fingerprint = "fp_" + digits.prefix(20) + (suffix.map { "-" + $0 } ?? "")
  }

  /// Who it is, in plain words.
  var speaker: String {
    guard let version else { return "The stock model of \(architecture)" }
    return "Version \(version) of \(architecture)" + (suffix.map { " (\($0))" } ?? "")
  }

  /// Whether the family thinks before it answers.
  var reasons: Bool { architecture.reasons }

  /// SHA-256 of `text` in hexadecimal.
  static func hexadecimal(of text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).hexadecimal()
  }

  /// Numbers that depend on `text` and on what is deployed, and on nothing else.
  func draws(for text: String) -> Draws {
    let digits = Self.hexadecimal(of: "\(fingerprint)\n\(text)")
    return Draws(state: UInt64(digits.prefix(16), radix: 16) ?? 0)
  }
}

extension ArchitectureID {
  /// Whether models of the family think before they answer.
  var reasons: Bool { text.hasPrefix("gpt-oss") || text.hasPrefix("zai-glm") }
}
