import CBSValues

extension Value {
  /// A record of at most six fields. The test target does not link the collections that records are made of, so that
  /// their literal is reached through the standard library's protocol.
  static func fields(_ fields: (String, Value)...) -> Value { .record(dictionary(fields)) }

  private static func dictionary<D: ExpressibleByDictionaryLiteral>(_ fields: [(String, Value)]) -> D
  where D.Key == String, D.Value == Value {
    func field(_ index: Int) -> (String, Value) { fields[index] }
    switch fields.count {
    case 0: return D()
    case 1: return D(dictionaryLiteral: field(0))
    case 2: return D(dictionaryLiteral: field(0), field(1))
    case 3: return D(dictionaryLiteral: field(0), field(1), field(2))
    case 4: return D(dictionaryLiteral: field(0), field(1), field(2), field(3))
    case 5: return D(dictionaryLiteral: field(0), field(1), field(2), field(3), field(4))
    default: return D(dictionaryLiteral: field(0), field(1), field(2), field(3), field(4), field(5))
    }
  }
}
