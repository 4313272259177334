/// A value that is written out in a script: a number with or without a unit, `true`, `false`, `null`.
package enum Literal: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case float(Double)
  /// `30m`, `1h30m`, `500ms`; whole nanoseconds.
  case duration(nanoseconds: Int64)
  /// `10GiB`, `64kB`; bytes.
  case size(bytes: Int64)
}
