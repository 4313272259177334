package import CBSValues

/// Names of the API that Tab offers, from what the shell has seen of it.
extension Completion {
  package static let architectures = Completion("architectures")
  package static let versions = Completion("versions")
  package static let aliases = Completion("aliases")
  package static let endpoints = Completion("endpoints")
  package static let models = Completion("models")
  package static let s3 = Completion("s3")
}
