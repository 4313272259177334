/// One result of the check of a checkpoint.
package struct Finding: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The upload cannot work.
    case error
    /// Suspicious or wasteful.
    case warning
    /// Could not be checked; this never means that the check has passed.
    case unknown
  }

  /// The kind of finding; scripts compare the raw values, so they are stable.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    // The bucket
    case accessDenied = "access-denied"
    case bucketMissing = "bucket-missing"
    case notRead = "not-read"
    case prefixEmpty = "prefix-empty"
    case objectEmpty = "object-empty"
    case objectArchived = "object-archived"
    case objectVanished = "object-vanished"
    case objectEncrypted = "object-encrypted"
    // The layout
    case configMissing = "config-missing"
    case configInvalid = "config-invalid"
    case weightsMissing = "weights-missing"
    case weightsMisnamed = "weights-misnamed"
    case adapterOnly = "adapter-only"
    case otherFormats = "other-formats"
    case leftovers
    case ambiguousWeights = "ambiguous-weights"
    case indexMissing = "index-missing"
    case indexInvalid = "index-invalid"
    case indexStale = "index-stale"
    case shardMissing = "shard-missing"
    case shardStray = "shard-stray"
    // The shards
    case shardCutShort = "shard-cut-short"
    case shardForeign = "shard-foreign"
    case shardInvalid = "shard-invalid"
    case shardOdd = "shard-odd"
    case tensorMisplaced = "tensor-misplaced"
    case tensorUnindexed = "tensor-unindexed"
    case tensorRepeated = "tensor-repeated"
    case totalSizeDiffers = "total-size-differs"
    // The model
    case tensorMissing = "tensor-missing"
    case tensorUnexpected = "tensor-unexpected"
    case shapeDiffers = "shape-differs"
    case vocabularyDiffers = "vocabulary-differs"
    case dataTypeDiffers = "data-type-differs"
    case quantizationDiffers = "quantization-differs"
    case tensorsUnchecked = "tensors-unchecked"
    case architectureDiffers = "architecture-differs"
    case architectureUnchecked = "architecture-unchecked"
    // The tokenizer
    case tokenizerMissing = "tokenizer-missing"
    case tokenizerInvalid = "tokenizer-invalid"
    case tokenizerUnchecked = "tokenizer-unchecked"
    case tokenBeyondVocabulary = "token-beyond-vocabulary"
    case chatTemplateMissing = "chat-template-missing"
  }

  package let severity: Severity
  package let code: Code
  /// What was found: a clause in lowercase, without a full stop.
  package let message: String
  /// The file or tensor concerned, if there is one.
  package let object: String?
  /// What to do about it.
  package let hint: String?

  package init(_ severity: Severity, _ code: Code, _ message: String, object: String? = nil, hint: String? = nil) {
    self.severity = severity
    self.code = code
    self.message = message
    self.object = object
    self.hint = hint
  }

  /// The finding for a failed read, or nil if the read was cancelled.
  init?(_ error: StoreError) {
    let (severity, code): (Severity, Code)
    switch error.reason {
    case .cancelled: return nil
    case .accessDenied, .signatureDoesNotMatch, .invalidAccessKey, .expiredToken:
      (severity, code) = (.error, .accessDenied)
    case .noSuchBucket: (severity, code) = (.error, .bucketMissing)
    case .noSuchKey: (severity, code) = (.error, .objectVanished)
    case .archived: (severity, code) = (.error, .objectArchived)
    case .clockSkew, .wrongRegion, .noCredentials, .unreachable, .badAnswer, .other:
      (severity, code) = (.unknown, .notRead)
    }
    self.init(severity, code, error.description, object: error.key, hint: error.hint)
  }
}
