/// Buckets that are read with few, small reads: S3, or local folders.
package protocol ObjectStore: Sendable {
  /// All objects whose key begins with `prefix`, ordered by key.
  ///
  /// - Throws: `StoreError`; a bucket without such objects returns an empty list, an unknown bucket throws.
  func list(bucket: String, prefix: String) async throws(StoreError) -> [StoredObject]

  /// The bytes `range` of an object, or all of it.
  ///
  /// A range that extends beyond the end is cut off there; a range that begins at or after the end is empty.
  func read(bucket: String, key: String, range: Range<Int64>?) async throws(StoreError) -> ObjectBytes
}

/// One row of a bucket's listing.
package struct StoredObject: Sendable, Hashable {
  package let key: String
  /// In bytes.
  package let size: Int64
  /// Changes whenever the content is written; in quotes, as S3 sends it.
  package let etag: String
  /// `STANDARD`, `GLACIER`, …; may be missing in the listing.
  package let storageClass: String?
  /// In ISO 8601 format, in UTC.
  package let modified: String?

  package init(key: String, size: Int64, etag: String = "", storageClass: String? = nil, modified: String? = nil) {
    self.key = key
    self.size = size
    self.etag = etag
    self.storageClass = storageClass
    self.modified = modified
  }

  /// Whether it cannot be read until it is restored from an archive.
  package var isArchived: Bool { storageClass == "GLACIER" || storageClass == "DEEP_ARCHIVE" }
}

/// The result of a read.
package struct ObjectBytes: Sendable {
  package let bytes: [UInt8]
  /// The size of the whole object, in bytes.
  package let totalSize: Int64
  /// The encryption of the object, such as `aws:kms`, if the store reports it.
  package let encryption: String?

  package init(bytes: [UInt8], totalSize: Int64, encryption: String? = nil) {
    self.bytes = bytes
    self.totalSize = totalSize
    self.encryption = encryption
  }
}
