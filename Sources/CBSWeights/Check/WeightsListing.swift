package import CBSCatalog
package import CBSValues

/// The files under a prefix, each with its purpose.
package struct WeightsListing: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    /// The full key.
    package let key: String
    /// The key relative to the prefix.
    package let name: String
    /// In bytes.
    package let size: Int64
    package let kind: FileKind
    package let storageClass: String?
    /// In ISO 8601 format, in UTC.
    package let modified: String?
  }

  package let location: S3Location
  /// Ordered by key.
  package let rows: [Row]

  /// Lists the files under `location`.
  package init(reading location: S3Location, store: any ObjectStore) async throws(StoreError) {
    let objects = try await store.list(bucket: location.bucket, prefix: location.keyPrefix)
    self.location = location
    rows = CheckpointFiles(objects, at: location).objects.map { name, object in
      Row(
        key: object.key, name: name, size: object.size, kind: FileKind(name: name), storageClass: object.storageClass,
        modified: object.modified)
    }
  }

  /// A list of records.
  package var json: JSON { .array(rows.map(\.json)) }
}

extension WeightsListing.Row {
  package var json: JSON {
    [
      "name": .string(name), "key": .string(key), "size": .integer(size), "kind": .string(kind.rawValue),
      "storage_class": storageClass.map(JSON.string) ?? .null, "modified": modified.map(JSON.string) ?? .null,
    ]
  }
}
