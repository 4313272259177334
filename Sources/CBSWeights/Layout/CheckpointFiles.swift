import CBSCatalog

/// The files under a prefix, by their relative names.
struct CheckpointFiles: Sendable {
  let location: S3Location
  /// Ordered by key.
  let objects: [(name: String, object: StoredObject)]
  private let positions: [String: Int]

  init(_ objects: [StoredObject], at location: S3Location) {
    self.location = location
    let named = objects.compactMap { object in location.name(ofKey: object.key).map { (name: $0, object: object) } }
    self.objects = named
    positions = Dictionary(named.enumerated().map { ($1.name, $0) }) { _, last in last }
  }

  subscript(name: String) -> StoredObject? { positions[name].map { objects[$0].object } }

  func names(of kind: FileKind) -> [String] { objects.map(\.name).filter { FileKind(name: $0) == kind } }

  /// A file whose name differs from `name` only in case.
  func sameButCase(_ name: String) -> String? {
    objects.first { $0.name != name && $0.name.lowercased() == name.lowercased() }?.name
  }

  /// The folder that contains `name`, if it is exactly one level below the prefix.
  func folder(of name: String) -> String? {
    let found = objects.map(\.name).filter { $0.hasSuffix("/" + name) }
    return found.count == 1 ? String(found[0].dropLast(name.count + 1)) : nil
  }

  /// Whether there is anything except folder markers.
  var isEmpty: Bool { objects.allSatisfy { FileKind(name: $0.name) == .marker } }

  var bytes: Int64 { objects.reduce(0) { $0 + $1.object.size } }
}
