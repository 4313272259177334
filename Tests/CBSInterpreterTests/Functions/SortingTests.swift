@testable import CBSInterpreter
import CBSValues
import TestSupport
import Testing

struct SortingTests {
  /// Keys of one kind each, and of two that have an order.
  private static let makers: [@Sendable (inout SeededGenerator) -> Value] = [
    { .integer(.random(in: -5...5, using: &$0)) }, { .integer(.random(in: .min ... .max, using: &$0)) },
    { .duration(.random(in: -5...5, using: &$0)) }, { .time(.random(in: 0...9, using: &$0)) },
    { .size(.random(in: 0...9, using: &$0)) }, { .boolean(.random(using: &$0)) },
    { .float(Double.random(in: -1...1, using: &$0).rounded(.up)) },
    {
      .string(["", "a", "ab", "abcdefgh", "abcdefghi", "abcdefghj", "b", "abcdefgh\0"].randomElement(using: &$0) ?? "")
    },
    { .string("version-" + String(Int.random(in: 1...999, using: &$0))) },
    { .string(["é", "e\u{301}", "e", "z", "ü", "Z"].randomElement(using: &$0) ?? "") },
    { Bool.random(using: &$0) ? .integer(.random(in: -3...3, using: &$0)) : .float(.random(in: -3...3, using: &$0)) },
    { .digits("1" + String(repeating: "0", count: .random(in: 19...22, using: &$0))) },
  ]

  @Test(arguments: makers.indices, [false, true])
  func `Keys are in order, equal ones in theirs, and null is last`(_ maker: Int, _ descending: Bool) throws {
    var random = SeededGenerator(seed: UInt64(maker))
    for _ in 0..<50 {
      let keys = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Int.random(in: 0..<8, using: &random) == 0 ? Value.null : Self.makers[maker](&random)
      }
      let places = keys.indices.map { Value.integer(Int64($0)) }
      let sorted = try Sorting.sorted(places, by: keys, descending: descending).compactMap(\.integer).map(Int.init)
      #expect(sorted.sorted() == Array(keys.indices))
      for (left, right) in zip(sorted, sorted.dropFirst()) {
        let isInOrder =
          switch (keys[left], keys[right]) {
          case (.null, .null): left < right
          case (.null, _): false
          case (_, .null): true
          default:
            switch keys[left].order(keys[right]) {
            case .before: !descending
            case .after: descending
            case .same: left < right
            case nil: false
            }
          }
        #expect(isInOrder, "\(keys[left]) \(keys[right])")
      }
    }
  }

  @Test func `Kinds without an order are told, wherever they stand`() {
    for keys: [Value] in [
      [1, 2, "a"], ["a", nil, 1], [true, 1], [[1], [1]], [.duration(1), .size(1)], [[1], nil],
    ] {
      #expect(throws: Sorting.Mismatch.self) { try Sorting.sorted(keys, by: keys, descending: false) }
    }
  }
}
