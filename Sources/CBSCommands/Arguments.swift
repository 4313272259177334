import CBSCatalog
import CBSInterpreter
import CBSValues

/// `production` or `ARCH/production`.
struct AliasReference: Argument {
  static let type = Alias.type
  let version: VersionReference
  let alias: Alias

  init(argument: Value) throws(ArgumentMismatch) {
    version = try VersionReference(argument: argument)
    guard case .alias(let alias) = version.selector else {
      throw ArgumentMismatch(argument, rule: "a number is not an alias")
    }
    self.alias = alias
  }
}
