package import CBSValues

/// Flags that many commands share.
package enum CommonFlags {
  package static let dryRun = Switch("dry-run", "Show what would be sent, and send nothing.")
  package static let yes = Switch("yes", "Do not ask.")
  package static let wait = Switch("wait", "Wait until it has ended.")
  package static let within = Parameter<Period?>(flag: "within", "How long to wait at most.")
  package static let writing = [dryRun.erased, yes.erased]
}
