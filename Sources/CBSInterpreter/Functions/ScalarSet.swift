/// What one character of a text may be where a pattern has `.`, `\d` or `[a-z]`.
struct ScalarSet: Sendable {
  enum Item: Sendable {
    case range(ClosedRange<Unicode.Scalar>)
    case digit, word, space
    /// What the item in it is not: `\D`.
    indirect case not(Item)
  }

  let items: [Item]
  let isNegated: Bool

  /// What `.` stands for: all but a line's end.
  static let notLineEnd = ScalarSet(items: [.range("\n"..."\n")], isNegated: true)

  func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
    let isIn = items.contains { item in
      Self.fits(item, scalar)
        || ignoringCase && (Self.fits(item, scalar.folded) || Self.fits(item, scalar.capital))
    }
    return isIn != isNegated
  }

  private static func fits(_ item: Item, _ scalar: Unicode.Scalar) -> Bool {
    switch item {
    case .range(let range): range.contains(scalar)
    case .digit: ("0"..."9").contains(scalar)
    case .word: isWord(scalar)
    case .space: scalar.properties.isWhitespace
    case .not(let item): !fits(item, scalar)
    }
  }

  /// Whether `\w` stands for it: a letter, a digit or `_`.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
  }
}

extension Unicode.Scalar {
  /// The small letter of a capital one, where it is one scalar; else itself.
  var folded: Unicode.Scalar { properties.lowercaseMapping.onlyScalar ?? self }

  /// The capital letter of a small one, where it is one scalar; else itself.
  fileprivate var capital: Unicode.Scalar { properties.uppercaseMapping.onlyScalar ?? self }
}

extension String {
  fileprivate var onlyScalar: Unicode.Scalar? {
    guard let first = unicodeScalars.first, unicodeScalars.count == 1 else { return nil }
    return first
  }
}
