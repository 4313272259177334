package import CBSCatalog

/// The results of checking a checkpoint.
package struct CheckReport: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Everything was checked, and nothing prevents an upload.
    case ok
    case failed
    /// There is no error, but something could not be checked.
    case unknown
  }

  /// What the check has counted.
  package struct Facts: Sendable, Hashable {
    /// The objects under the prefix, and their bytes.
    package var files = 0
    package var bytes: Int64 = 0
    package var shards = 0
    package var tensors = 0
    package var parameters: UInt64 = 0
    /// The sum over all headers.
    package var tensorBytes: UInt64 = 0
    /// The number of elements of each type.
    package var elements: [DataType: UInt64] = [:]
    package var modelType: String?
    package var expertLayout: ExpectedTensors.ExpertLayout?
    /// The requests to the store, with each page of a listing as one call, and the bytes of objects they returned.
    package var reads = 0
    package var bytesRead: Int64 = 0

    /// The type of most elements.
    package var dataType: DataType? { elements.max { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }?.key }
  }

  package let location: S3Location
  /// The architecture it was checked against.
  package let architecture: String?
  package internal(set) var findings: [Finding] = []
  package internal(set) var facts = Facts()
  /// Nil if the prefix could not be listed or is empty.
  package internal(set) var fingerprint: WeightsFingerprint?

  init(location: S3Location, architecture: String?) {
    self.location = location
    self.architecture = architecture
  }

  package var verdict: Verdict {
    if findings.contains(where: { $0.severity == .error }) { return .failed }
    return findings.contains { $0.severity == .unknown } ? .unknown : .ok
  }

  package var errors: [Finding] { findings.filter { $0.severity == .error } }

  /// The reason an upload from here fails, as one sentence without a full stop; nil if there is no error.
  package var failureReason: String? {
    guard let error = decisiveError else { return nil }
    let others = errors.count - 1
    let more = others == 0 ? "" : others == 1 ? " (and 1 more error)" : " (and \(others) more errors)"
    return error.message + more
  }

  /// The `google.rpc` code of such a failure: 7 if reading is denied, 5 if nothing exists, otherwise 3.
  package var failureCode: Int? { decisiveError.map(Self.code(of:)) }

  /// The error that explains the others: first a denial, then a missing object, then the first of the rest.
  private var decisiveError: Finding? {
    let errors = errors
    return errors.first { Self.code(of: $0) == 7 } ?? errors.first { Self.code(of: $0) == 5 } ?? errors.first
  }

  private static func code(of finding: Finding) -> Int {
    switch finding.code {
    case .accessDenied: 7
    case .prefixEmpty, .bucketMissing, .objectVanished: 5
    default: 3
    }
  }

  mutating func add(
    _ severity: Finding.Severity, _ code: Finding.Code, _ message: String, object: String? = nil, hint: String? = nil
  ) {
    findings.append(Finding(severity, code, message, object: object, hint: hint))
  }

  /// Adds the finding for a failed read.
  ///
  /// - Throws: `CancellationError` if the read was cancelled: an incomplete check reports nothing.
  mutating func add(_ error: StoreError) throws {
    guard let finding = Finding(error) else { throw CancellationError() }
    findings.append(finding)
  }
}
