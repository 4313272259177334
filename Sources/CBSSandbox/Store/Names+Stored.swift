package import CBSCatalog
package import GRDB

/// Names and times as the store's columns hold them, so that no query needs to spell them.
extension DatabaseValueConvertible where Self: Identifier {
  package var databaseValue: DatabaseValue { text.databaseValue }

  /// Names were checked when they were read from a request; those of another service are kept as they came.
  package static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
    String.fromDatabaseValue(value).map(Self.init(unchecked:))
  }
}

extension ArchitectureID: DatabaseValueConvertible {}
extension EndpointID: DatabaseValueConvertible {}
extension OrganizationName: DatabaseValueConvertible {}

extension Alias: DatabaseValueConvertible {
  package var databaseValue: DatabaseValue { text.databaseValue }
  package static func fromDatabaseValue(_ value: DatabaseValue) -> Alias? {
    String.fromDatabaseValue(value).flatMap { Alias($0) }
  }
}

extension Moment: DatabaseValueConvertible {
  package var databaseValue: DatabaseValue { milliseconds.databaseValue }
  package static func fromDatabaseValue(_ value: DatabaseValue) -> Moment? {
    Int64.fromDatabaseValue(value).map(Moment.init(milliseconds:))
  }
}
