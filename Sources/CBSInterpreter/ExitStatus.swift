/// How a run ends, for the caller of the process. Source: the language's table of exit codes.
package enum ExitStatus: Sendable, Hashable {
  case done
  /// The API or a command said no.
  case refused
  /// Usage, syntax, check: nothing was sent.
  case usage
  /// Could not talk: DNS, TLS, keys, quota after retries.
  case unreachable
  /// An assertion or check failed.
  case assertion
  /// A `wait` ran out of time.
  case timedOut
  /// A `wait` met its `fail` state.
  case failedState
  /// The tape does not fit.
  case tape
  /// Chosen by `exit N`: 0, or 10 to 99.
  case chosen(UInt8)
  case interrupted
  case terminated

  /// What the process ends with.
  package var code: Int32 {
    switch self {
    case .done: 0
    case .refused: 1
    case .usage: 2
    case .unreachable: 3
    case .assertion: 4
    case .timedOut: 5
    case .failedState: 6
    case .tape: 7
    case .chosen(let code): Int32(code)
    case .interrupted: 130
    case .terminated: 143
    }
  }
}
