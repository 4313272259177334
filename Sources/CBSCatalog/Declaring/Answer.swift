package import CBSValues
import OrderedCollections

/// What an endpoint answers: JSON on the wire, rows for people.
package protocol Answer: Sendable, Equatable {
  associatedtype Row: Record
  /// Tolerates unknown members, absent optional ones, and unknown words where a word of a list is expected.
  init(wire: JSON) throws(WireMismatch)
  /// As the server sends it.
  var wire: JSON { get }
  var rows: [Row] { get }
  /// What a script sees: the view of the one row, or the list of views.
  ///
  /// A requirement, so that each answer has its own, compiled for its rows: through the extension alone the runtime
  /// would look up the types of every member of every row.
  var view: JSON { get }
  /// Whether it is a list of rows, of which there may be none, rather than one row.
  static var isList: Bool { get }
  /// The answer to the bytes of a body: JSON unless the type says otherwise.
  init(body: [UInt8]) throws(UnreadableBody)
  /// The bytes that a server sends.
  var body: [UInt8] { get }
  static var contentType: String { get }
}

extension Answer {
  package init(body: [UInt8]) throws(UnreadableBody) {
    let json: JSON
    do { json = try JSON(parsing: body) } catch { throw .notJSON(error) }
    do { try self.init(wire: json) } catch { throw .mismatch(error) }
  }

  package var body: [UInt8] { Array(wire.text.utf8) }
  package static var contentType: String { "application/json" }

  package var view: JSON {
    if !Self.isList { return rows.first?.view ?? .null }
    let names = Row.memberNames
    return .array(rows.map { $0.view(named: names) })
  }

  /// The type of `view`.
  package static var type: ValueType { isList ? .list(Row.type) : Row.type }
}

/// An answer that is one row, itself.
package protocol SingleAnswer: Answer, Record where Row == Self {}

extension SingleAnswer {
  package var rows: [Self] { [self] }
  package static var isList: Bool { false }
  // Both parents have a `view` and a `type`; the record's are meant.
  package var view: JSON { recordView }
  package static var type: ValueType { recordType }
}

/// Why a body is not the answer it should be.
package enum UnreadableBody: Error, Sendable, Hashable {
  case notJSON(JSONError)
  case mismatch(WireMismatch)
  case other(String)

  /// Lower case, no full stop.
  package var message: String {
    switch self {
    case .notJSON(let error): "not JSON: \(error.message) at byte \(error.offset)"
    case .mismatch(let mismatch): mismatch.description
    case .other(let message): message
    }
  }
}

/// What a user sees of a thing: named members in a fixed order.
package protocol Record: Sendable, Equatable {
  static var members: [Member<Self>] { get }
}

extension Record {
  /// All members in order; a missing one is null.
  package var view: JSON { recordView }
  package static var type: ValueType { recordType }

  var recordView: JSON { view(named: Self.memberNames) }

  static var memberNames: ContiguousArray<String> { ContiguousArray(members.map(\.name)) }

  /// The view, whose keys are `names`: the views of a list share them.
  func view(named names: ContiguousArray<String>) -> JSON {
    .object(OrderedDictionary(uncheckedUniqueKeys: names, values: ContiguousArray(Self.members.map { $0.read(self) })))
  }

  static var recordType: ValueType { .record(members.map { FieldType($0.name, $0.summary, $0.type) }) }
}

/// One member of a record, as `$v.name` reads it.
package struct Member<Model>: Sendable {
  package let name: String
  package let type: ValueType
  /// One line with a full stop, for help and completion.
  package let summary: String
  package let read: @Sendable (Model) -> JSON

  package init(_ name: String, _ type: ValueType, _ summary: String, _ read: @escaping @Sendable (Model) -> JSON) {
    self.name = name
    self.type = type
    self.summary = summary
    self.read = read
  }
}
