package import CBSValues

/// What a path, a query or a body carries.
package protocol WireValue: Sendable, Hashable {
  /// Reads it from a body.
  init(wire: JSON) throws(WireMismatch)
  /// As it is in a body.
  var wire: JSON { get }
  /// How many path segments it takes.
  static var partCount: Int { get }
  /// Reads it from path segments or query values, decoded.
  init(parts: [String]) throws(WireMismatch)
  /// As path segments or query values, not encoded yet.
  var parts: [String] { get }
}

extension WireValue {
  package static var partCount: Int { 1 }

  package init(parts: [String]) throws(WireMismatch) {
    guard parts.count == 1, let part = parts.first else { throw WireMismatch(.missing) }
    try self.init(wire: .string(part))
  }

  package var parts: [String] { [wire.string ?? wire.text] }
}

/// What a parameter holds that an endpoint sends.
package protocol WireContent: ParameterValue {
  associatedtype Wire: WireValue
  /// What a call holds of it: an optional where it may be left out.
  associatedtype Sent: Sendable = Wire
  /// What is sent of it, with what the session knows; nil where it was left out.
  ///
  /// - Throws: an `ArgumentMismatch` where the session does not know enough.
  func resolved(in context: ArgumentContext) throws(ArgumentMismatch) -> Wire?
  /// What the session knows of it when the line does not say it, else nil.
  static func inferred(from context: ArgumentContext) -> Wire?
  /// What a call holds of it that sends `value`; nil where it must have one.
  static func sent(_ value: Wire?) -> Sent?
}

extension WireContent where Sent == Wire {
  package static func sent(_ value: Wire?) -> Sent? { value }
}

extension WireContent {
  package static func inferred(from context: ArgumentContext) -> Wire? { nil }
}

/// An argument that is sent as it is.
package protocol FieldValue: Argument, WireValue, WireContent where Wire == Self {}

extension FieldValue {
  package func resolved(in context: ArgumentContext) -> Self? { self }
}

extension Optional: WireContent where Wrapped: Argument & WireContent {
  package func resolved(in context: ArgumentContext) throws(ArgumentMismatch) -> Wrapped.Wire? {
    guard let self else { return nil }
    return try self.resolved(in: context)
  }

  package static func inferred(from context: ArgumentContext) -> Wrapped.Wire? { Wrapped.inferred(from: context) }
  package static func sent(_ value: Wrapped.Wire?) -> Wrapped.Wire?? { .some(value) }
}

extension Array: WireContent where Element: FieldValue {
  package func resolved(in context: ArgumentContext) -> [Element]? { self }
  package static func sent(_ value: [Element]?) -> [Element]? { value ?? [] }
}

/// What the session knows that a line may leave out.
package struct ArgumentContext: Sendable, Hashable {
  package var organization: OrganizationName?
  /// The `org_…` id that only the metrics use.
  package var organizationID: OrganizationID?
  /// The architecture that bare version ids refer to.
  package var architecture: ArchitectureID?

  package init(
    organization: OrganizationName? = nil, organizationID: OrganizationID? = nil, architecture: ArchitectureID? = nil
  ) {
    self.organization = organization
    self.organizationID = organizationID
    self.architecture = architecture
  }
}
