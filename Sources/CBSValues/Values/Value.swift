package import OrderedCollections

/// A value of the language: JSON plus integer, duration, size, time and secret.
package enum Value: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case float(Double)
  /// A number too long for either, as its digits were written; it can be compared and printed, not computed with.
  case digits(String)
  case string(String)
  /// Nanoseconds.
  case duration(Int64)
  /// Bytes.
  case size(Int64)
  /// Seconds since 1970-01-01 UTC.
  case time(Int64)
  case list([Value])
  /// Fields keep their order. Behind a reference, as a secret is: values are copied all the time.
  indirect case record(OrderedDictionary<String, Value>)
  /// Prints as `<secret:NAME>`; stays secret through interpolation and concatenation.
  indirect case secret(Secret)
}
