package import CBSValues

/// One version: the operation that makes it, and what it is made of.
package struct ModelVersion: SingleAnswer {
  /// Always with a number, however the version was addressed.
  package var name: VersionName
  package var number: Int64
  /// Whether the upload is over, well or badly.
  package var isDone: Bool
  /// Nil where the server said nothing beside `done`.
  package var status: SyncStatus?
  package var aliases: [String]
  package var uri: String?
  package var suffix: String?
  package var error: OperationError?

  package init(
    organization: OrganizationName, architecture: ArchitectureID, number: Int64, isDone: Bool, status: SyncStatus?,
    aliases: [String] = [], uri: String? = nil, suffix: String? = nil, error: OperationError? = nil
  ) {
    name = VersionName(organization: organization, architecture: architecture, selector: .number(number))
    self.number = number
    self.isDone = isDone
    self.status = status
    self.aliases = aliases
    self.uri = uri
    self.suffix = suffix
    self.error = error
  }

  package var architecture: ArchitectureID { name.architecture }
  package var isReady: Bool { isDone && status == .done }
  /// Whether it will never be ready. A version that is neither ready nor failed is still on its way.
  package var isFailed: Bool { status == .failed || isDone && status != .done }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    let (name, number) = try VersionName.numbered(try object.text("name"), member: "name")
    let isDone = try object.boolean("done")
    let error = try object.object("error") { (error) throws(WireMismatch) in try OperationError(error) }
    let parts = try object.object("response") { (response) throws(WireMismatch) in
      (
        status: try response.optionalText("sync_status").map(SyncStatus.init),
        aliases: try response.texts("version_aliases"), uri: try response.optionalText("customer_s3_uri"),
        suffix: try response.optionalText("system_fingerprint_suffix")
      )
    }
    self.init(
      organization: name.organization, architecture: name.architecture, number: number, isDone: isDone,
      status: parts?.status, aliases: parts?.aliases ?? [], uri: parts?.uri, suffix: parts?.suffix, error: error)
  }

  package var wire: JSON {
    let response = JSON.present([
      "customer_s3_uri": uri.map(JSON.string), "version_aliases": .array(aliases.map(JSON.string)),
      "sync_status": status.map { .string($0.text) }, "system_fingerprint_suffix": suffix.map(JSON.string),
    ])
    return .present(["name": name.wire, "done": .boolean(isDone), "response": response, "error": error?.wire])
  }

  package static let members: [Member<Self>] = [
    Member("name", .string, "The full name, with the version's number.") { $0.name.wire },
    Member("arch", .string, "The architecture.") { $0.architecture.wire },
    Member("id", .integer, "The number, from 1.") { .integer($0.number) },
    Member("status", .string, "How far the upload is: queued, in_progress, done or failed.") {
      .string($0.status?.text ?? "unknown")
    },
    Member("done", .boolean, "Whether the upload is over, well or badly.") { .boolean($0.isDone) },
    Member("aliases", .list(.string), "The names that point to it.") { .array($0.aliases.map(JSON.string)) },
    Member("uri", .string, "Where its weights came from.") { .optional($0.uri) },
    Member("suffix", .string, "Suffix of the fingerprint in inference responses.") {
      .optional($0.suffix)
    },
    Member("error", OperationError.type, "Why the upload failed.") { $0.error?.view ?? .null },
  ]
}

/// How far the copy of the weights is. Words of a newer server are kept.
package enum SyncStatus: Sendable, Hashable {
  case queued, inProgress, done, failed
  case other(String)

  package init(_ text: String) {
    switch text {
    case "queued": self = .queued
    case "in_progress": self = .inProgress
    case "done": self = .done
    case "failed": self = .failed
    default: self = .other(text)
    }
  }

  package var text: String {
    switch self {
    case .queued: "queued"
    case .inProgress: "in_progress"
    case .done: "done"
    case .failed: "failed"
    case .other(let text): text
    }
  }
}

/// Why an operation failed: a google.rpc code and a text.
package struct OperationError: Record {
  package var code: Int64
  package var message: String

  package init(code: Int64, message: String) {
    self.code = code
    self.message = message
  }

  init(_ object: WireObject) throws(WireMismatch) {
    code = try object.optionalInteger("code") ?? 0
    message = try object.optionalText("message") ?? ""
  }

  var wire: JSON { ["code": .integer(code), "message": .string(message), "details": []] }

  package static let members: [Member<Self>] = [
    Member("code", .integer, "A google.rpc code: 3 invalid, 5 not found, 7 permission denied.") { .integer($0.code) },
    Member("message", .string, "What went wrong.") { .string($0.message) },
  ]
}

extension VersionName {
  /// Reads the name of an answer, whose version is a number; names of organization and architecture are taken as they
  /// come.
  static func numbered(_ text: String, member: String) throws(WireMismatch) -> (name: VersionName, number: Int64) {
    let words = Array(text.utf8).split(separator: UInt8(ascii: "/"))
    func word(_ index: Int) -> String { String(decoding: words[index], as: UTF8.self) }
    guard words.count == 6, words[0].elementsEqual("orgs".utf8), words[2].elementsEqual("models".utf8),
      words[4].elementsEqual("versions".utf8), let selector = VersionSelector(word(5)), let number = selector.number
    else { throw WireMismatch(.pattern("orgs/ORG/models/ARCH/versions/NUMBER"), at: [.member(member)]) }
    let name = VersionName(
      organization: OrganizationName(unchecked: word(1)), architecture: ArchitectureID(unchecked: word(3)),
      selector: selector)
    return (name, number)
  }
}
