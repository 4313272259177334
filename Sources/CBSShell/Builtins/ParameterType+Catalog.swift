import CBSCatalog
import CBSLanguage
import CBSWeights

/// What words of the shell's own commands are for; the catalog's rules judge them before anything runs.
extension ParameterType {
  static let alias = ParameterType("ALIAS", reading: Alias.self, completing: "aliases")
  static let endpoint = ParameterType("ENDPOINT", reading: EndpointID.self, completing: "endpoints")
  static let version = ParameterType("VERSION", .reference, reading: VersionName.self, completing: "versions")
  static let architecture = ParameterType("ARCH", reading: ArchitectureID.self, completing: "architectures")

  /// `production` or `ARCH/production`.
  static let aliasOfVersion = ParameterType("ALIAS", completing: "aliases") { text in
    do throws(ArgumentMismatch) {
      guard case .number = try VersionName(argument: text, in: .anything).selector else { return nil }
      return "a number is not an alias"
    } catch { return error.rule }
  }

  /// A bucket, or a prefix in it.
  static let location = ParameterType("S3-LOCATION", .any, completing: "s3") { text in
    do throws(S3LocationError) {
      _ = try S3Location(parsing: text)
      return nil
    } catch { return error.hint }
  }

  private init<Value: FieldValue>(
    _ label: String, _ kind: Kind = .text, reading: Value.Type, completing completion: String
  ) {
    self.init(label, kind, completing: completion) { text in
      do throws(ArgumentMismatch) {
        _ = try Value(argument: text, in: .anything)
        return nil
      } catch { return error.rule }
    }
  }
}
