/// One operation of the API: all there is to know about it, said once.
///
/// Request, typed answer, syntax, completion, help, columns, the sandbox's reading and the tests follow from it.
package protocol Endpoint: Sendable {
  associatedtype Output: Answer
  /// The words of the command, parted by one blank: `alias set`.
  static var command: String { get }
  static var method: Method { get }
  /// Path with `{placeholders}`, each the wire name of a path field.
  static var path: String { get }
  /// Which key the server wants.
  static var key: KeyKind { get }
  static var effect: Effect { get }
  /// One line of at most 72 columns that ends with a full stop.
  static var summary: String { get }
  /// In the order in which their words stand on a line.
  static var fields: [any AnyField] { get }
  /// Members of `Output.Row` that a table shows, in order.
  static var columns: [String] { get }
  /// A line that runs in the sandbox.
  static var example: String { get }
  /// Turns what only the command line knows into what is sent; called before a call is made of the draft.
  static func complete(_ draft: inout Draft<Self>)
  /// What of the answer is shown, when the line narrows it down.
  static func narrow(_ output: Output, for call: Call<Self>) -> Output
  /// Scheme and host of the public service where they are not those of the API, else nil.
  static var publicOrigin: String? { get }
}

extension Endpoint {
  package static func complete(_ draft: inout Draft<Self>) {}
  package static func narrow(_ output: Output, for call: Call<Self>) -> Output { output }
  package static var publicOrigin: String? { nil }
  package static var template: PathTemplate { PathTemplate(path) }
}

/// Which of the keys a request carries.
package enum KeyKind: Sendable, Hashable, CaseIterable {
  case management, inference, none
}

/// What a call does to the server's state.
package enum Effect: Sendable, Hashable {
  case reads, writes
  /// Takes away what cannot be brought back.
  case destroys
}
