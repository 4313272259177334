import CBSValues
import OrderedCollections

/// An address taken apart, as RFC 3986 does; nothing in it is decoded.
struct AddressText {
  /// The names of the parts in `record`.
  static let fields = ["scheme", "user", "host", "port", "path", "query", "fragment"]

  private let scheme: Substring
  private var user: Substring?
  private let host: Substring
  private let port: Int64?
  private let path: Substring
  private var query: Substring?
  private var fragment: Substring?

  /// Nil unless the text begins with a scheme and `://`, or has a port that is none.
  init?(_ text: String) {
    guard let mark = TextSearch.ranges(of: "://", in: text, limit: 1).first else { return nil }
    scheme = text[..<mark.lowerBound]
    guard scheme.first?.isLetter == true,
      scheme.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isSchemeCharacter })
    else { return nil }
    var rest = text[mark.upperBound...]
    if let hash = rest.firstIndex(of: "#") {
      fragment = rest[rest.index(after: hash)...]
      rest = rest[..<hash]
    }
    if let question = rest.firstIndex(of: "?") {
      query = rest[rest.index(after: question)...]
      rest = rest[..<question]
    }
    var authority = rest.prefix { $0 != "/" }
    path = rest[authority.endIndex...]
    if let at = authority.lastIndex(of: "@") {
      user = authority[..<at]
      authority = authority[authority.index(after: at)...]
    }
    // The colons of an address such as [::1] are no port's.
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
      guard let number = UInt16(authority[authority.index(after: colon)...]) else { return nil }
      port = Int64(number)
      authority = authority[..<colon]
    } else {
      port = nil
    }
    host = authority
  }

  /// Every part; null stands for one that is not there.
  var record: Value {
    func text(_ part: Substring?) -> Value { part.map { .text(String($0)) } ?? .null }
    let values = [
      text(scheme), text(user), text(host), port.map(Value.integer) ?? .null, text(path), text(query), text(fragment),
    ]
    return .record(OrderedDictionary(uniqueKeysWithValues: zip(Self.fields, values)))
  }
}

extension Character {
  fileprivate var isSchemeCharacter: Bool {
    isASCII && (isLetter || isNumber || self == "+" || self == "-" || self == ".")
  }
}
