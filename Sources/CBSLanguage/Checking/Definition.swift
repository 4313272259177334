import CBSDiagnostics
import CBSValues

/// What the checker knows of a `def`.
struct Definition {
  let signature: Signature
  /// Where the text makes it.
  let name: Name
  /// What it gives: nothing is known before its body was walked.
  var returns = ValueType.any
  /// Whether anything but itself calls it.
  var isUsed = false
  /// Variables of the top level that its body reads or changes, and where it does so first.
  var uses: [Int: Span] = [:]
  /// Variables of the top level that its body changes.
  var changes: Set<Int> = []
  /// `def`s that its body calls.
  var calls: Set<String> = []

  init(_ signature: Signature, _ name: Name) {
    self.signature = signature
    self.name = name
  }

  /// `greet(name)`
  var usage: String { "\(signature.name)(\(signature.positionals.map(\.name).joined(separator: ", ")))" }
}
