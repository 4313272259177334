/// The chunks of a body, each fetched when it is asked for: a slow reader holds up the sender, and one that leaves ends
/// it.
///
/// Ends with an error (a `TransportFailure`) when the connection broke before the body was whole.
package struct BodyChunks: AsyncSequence, Sendable {
  package typealias Element = [UInt8]
  package typealias Failure = any Error

  private let base: any AsyncSequence<[UInt8], any Error> & Sendable

  /// - Parameter base: keeps no more than a few chunks that nobody has asked for yet.
  package init(_ base: some AsyncSequence<[UInt8], any Error> & Sendable) { self.base = base }

  /// Calls `next` for each chunk; nil ends the body.
  package init(_ next: @escaping @Sendable () async throws -> [UInt8]?) {
    base = AsyncThrowingStream(unfolding: next)
  }

  package func makeAsyncIterator() -> Iterator { Iterator(base: Self.iterator(of: base)) }

  private static func iterator(
    of sequence: some AsyncSequence<[UInt8], any Error>
  ) -> any AsyncIteratorProtocol<[UInt8], any Error> { sequence.makeAsyncIterator() }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate var base: any AsyncIteratorProtocol<[UInt8], any Error>

    package mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
      try await base.next(isolation: actor)
    }

    package mutating func next() async throws -> [UInt8]? { try await base.next(isolation: #isolation) }
  }
}
