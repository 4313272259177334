import CBSDiagnostics
import CBSLanguage
import Synchronization

/// What a command saw, call by call.
final class Seen: Sendable {
  private let values = Mutex<[Bool]>([])
  func add(_ value: Bool) { values.withLock { $0.append(value) } }
  var all: [Bool] { values.withLock { $0 } }
}

extension ParsedSource {
  /// The text as a script of the tests.
  init(_ text: String) { self = Parser.parse(Source(name: "test.cbs", text: text)) }
}
