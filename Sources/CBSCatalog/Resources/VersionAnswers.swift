package import CBSValues

/// The versions of one architecture.
package struct VersionList: Answer {
  package let rows: [ModelVersion]
  package static var isList: Bool { true }

  package init(_ versions: [ModelVersion]) { rows = versions }

  package init(wire: JSON) throws(WireMismatch) {
    rows = try WireObject(wire).requiredList("model_versions") { (value) throws(WireMismatch) in
      try ModelVersion(wire: value)
    }
  }

  package var wire: JSON { ["model_versions": .array(rows.map(\.wire))] }
}

/// The aliases of a version after a change.
package struct AliasList: SingleAnswer {
  package let name: VersionName
  package let aliases: [String]

  package init(name: VersionName, aliases: [String]) {
    self.name = name
    self.aliases = aliases
  }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    name = try VersionName.numbered(try object.text("name"), member: "name").name
    aliases = try object.texts("version_aliases")
  }

  package var wire: JSON { ["name": name.wire, "version_aliases": .array(aliases.map(JSON.string))] }

  package static let members: [Member<Self>] = [
    Member("name", .string, "The full name of the version.") { $0.name.wire },
    Member("version", .string, "The version as people write it: ARCH/ID.") { .string($0.name.shortName) },
    Member("aliases", .list(.string), "All its aliases now.") { .array($0.aliases.map(JSON.string)) },
  ]
}

/// A version is gone. The API's page shows one body and describes another; both are read, and an empty one.
package struct Deletion: SingleAnswer {
  package let name: String?
  package let isDeleted: Bool
  package let message: String?

  package init(name: String?, isDeleted: Bool = true, message: String? = nil) {
    self.name = name
    self.isDeleted = isDeleted
    self.message = message
  }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    name = try object.optionalText("name")
    isDeleted = try object.optionalBoolean("deleted") ?? true
    message = try object.optionalText("message")
  }

  package init(body: [UInt8]) throws(UnreadableBody) {
    if body.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
      self.init(name: nil)
      return
    }
    let json: JSON
    do { json = try JSON(parsing: body) } catch { throw .notJSON(error) }
    if json.isNull {
      self.init(name: nil)
      return
    }
    do { try self.init(wire: json) } catch { throw .mismatch(error) }
  }

  package var wire: JSON {
    .present(["name": name.map(JSON.string), "deleted": .boolean(isDeleted), "message": message.map(JSON.string)])
  }

  package static let members: [Member<Self>] = [
    Member("name", .string, "The full name of the version, where the server says it.") {
      .optional($0.name)
    },
    Member("deleted", .boolean, "Whether it is gone.") { .boolean($0.isDeleted) },
    Member("message", .string, "What the server says about it.") { .optional($0.message) },
  ]
}
