import CBSCatalog
import CBSWeights

/// Reads a version's weights as the real sync would have to, and says what it finds.
struct WeightsReading {
  let store: any ObjectStore

  /// The digest of good weights, or why the sync fails.
  func outcome(of version: VersionRecord) async throws -> (digest: String?, failure: VersionRecord.Failure?) {
    let location: S3Location
    do { location = try S3Location(parsing: version.uri) } catch {
      return (nil, .init(code: 3, message: error.description))
    }
    let report = try await WeightsCheck().check(
      location, architecture: ArchitectureProfile.sandbox(version.architecture), store: store)
    if let reason = report.failureReason {
      return (report.fingerprint?.hexadecimal, .init(code: Int64(report.failureCode ?? 3), message: reason))
    }
    // What nobody could read is not known to be good.
    if let unread = report.findings.first(where: { $0.code == .notRead || $0.code == .tensorsUnchecked }) {
      return (nil, .init(code: 14, message: unread.message))
    }
    return (report.fingerprint?.hexadecimal, nil)
  }
}
