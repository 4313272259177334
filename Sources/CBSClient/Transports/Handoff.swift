import Synchronization

/// Passes elements from one task to another, one at a time and only when asked: neither side runs ahead.
final class Handoff<Element: Sendable>: Sendable {
  private typealias Reader = CheckedContinuation<Element?, any Error>
  private typealias Producer = CheckedContinuation<Bool, Never>

  private struct State {
    /// How many elements were asked for.
    var asked = 0
    var given = 0
    /// Waits for an element.
    var reader: Reader?
    /// Waits to be asked.
    var producer: Producer?
    var end: Result<Void, any Error>?
  }

  private let state = Mutex(State())

  /// The number of the element that the reader waits for; nil where it waits for none.
  var waiting: Int? { state.withLock { $0.asked > $0.given ? $0.asked : nil } }

  // MARK: The reader's side

  /// The next element, as soon as the producer gives it; nil at the end. For one reader.
  func take() async throws -> Element? {
    try await withCheckedThrowingContinuation { reader in
      let (end, producer) = state.withLock { state -> (Result<Void, any Error>?, Producer?) in
        if let end = state.end {
          // An error is reported once.
          state.end = .success(())
          return (end, nil)
        }
        state.asked += 1
        state.reader = reader
        return (nil, state.producer.take())
      }
      if let end { reader.resume(with: end.map { nil }) }
      producer?.resume(returning: true)
    }
  }

  // MARK: The producer's side

  /// Waits until an element is asked for; false once the handoff has ended.
  func isAsked() async -> Bool {
    await withCheckedContinuation { producer in
      let answer = state.withLock { state -> Bool? in
        if state.end != nil { return false }
        if state.asked > state.given { return true }
        state.producer = producer
        return nil
      }
      if let answer { producer.resume(returning: answer) }
    }
  }

  /// Gives the element that was asked for.
  func give(_ element: Element) {
    let reader = state.withLock { state in
      state.given += 1
      return state.reader.take()
    }
    reader?.resume(returning: element)
  }

  /// Ends the handoff for both sides; only the first end counts.
  func finish(_ end: Result<Void, any Error>) {
    let (reader, producer) = state.withLock { state -> (Reader?, Producer?) in
      guard state.end == nil else { return (nil, nil) }
      // Who waits gets the error; who comes later finds the end.
      state.end = state.reader == nil ? end : .success(())
      return (state.reader.take(), state.producer.take())
    }
    reader?.resume(with: end.map { nil })
    producer?.resume(returning: false)
  }
}
