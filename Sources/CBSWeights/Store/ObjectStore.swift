/// Buckets that are read with few and small reads: S3, or folders that play its part.
package protocol ObjectStore: Sendable {
  /// All objects whose key begins with `prefix`, in the order of their keys.
  ///
  /// - Throws: `StoreError`; a bucket without such objects gives an empty list, an unknown bucket throws.
  func list(bucket: String, prefix: String) async throws(StoreError) -> [StoredObject]

  /// The bytes `range` of an object, or all of it.
  ///
  /// A range that reaches past the end is served up to the end; one that begins at or past the end gives no bytes.
  func read(bucket: String, key: String, range: Range<Int64>?) async throws(StoreError) -> ObjectBytes
}

/// One row of a bucket's listing.
package struct StoredObject: Sendable, Hashable {
  package let key: String
  /// In bytes.
  package let size: Int64
  /// Changes whenever the content is written anew; in quotes, as S3 sends it.
  package let etag: String
  /// `STANDARD`, `GLACIER`, …; the listing may leave it out.
  package let storageClass: String?
  /// ISO 8601 in UTC.
  package let modified: String?

  package init(key: String, size: Int64, etag: String = "", storageClass: String? = nil, modified: String? = nil) {
    self.key = key
    self.size = size
    self.etag = etag
    self.storageClass = storageClass
    self.modified = modified
  }

  /// Whether reading it fails until somebody restores it from an archive.
  package var isArchived: Bool { storageClass == "GLACIER" || storageClass == "DEEP_ARCHIVE" }
}

/// What a read brought.
package struct ObjectBytes: Sendable {
  package let bytes: [UInt8]
  /// Size of the whole object, in bytes.
  package let totalSize: Int64
  /// `aws:kms` and its like, where the store says how the object is encrypted.
  package let encryption: String?

  package init(bytes: [UInt8], totalSize: Int64, encryption: String? = nil) {
    self.bytes = bytes
    self.totalSize = totalSize
    self.encryption = encryption
  }
}
