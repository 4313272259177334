package import CBSDiagnostics
package import CBSValues
import FoundationEssentials
import Synchronization

/// A builtin: what it takes, declared; what it does, here.
package protocol Command: Sendable {
  var signature: Signature { get }
  /// Does it. Throws a `Fault` (other errors are reported as a defect of the command).
  func run(_ call: Invocation) async throws -> Output
}

/// One run of a command: what it was given, read to the types that its signature names, and what is around it.
package struct Invocation: Sendable {
  /// The name under which it was called.
  package let command: String
  package let arguments: Arguments
  /// Where the arguments of each parameter are, in order.
  private let places: [String: [Span]]
  /// Flags that were handed on, and words among them, in the order of the text.
  package let forwarded: [Forwarded]
  /// What came through `|`.
  package let input: Output?
  /// Whether the command is a statement of its own, so that its answer is shown: it may stream.
  package let isStatement: Bool
  /// The whole command.
  package let span: Span
  package let host: any Host
  /// Where the command notes what it has sent: values of its answer are distinguished by it.
  package let exchanges: ExchangeLog

  /// A piece of what a command hands on to what it runs.
  package struct Forwarded: Sendable {
    package enum Kind: Sendable { case flag, value, word }
    package let kind: Kind
    package let value: Value
    package let span: Span
  }

  package init(
    command: String, arguments: Arguments = Arguments(), places: [String: [Span]] = [:], forwarded: [Forwarded] = [],
    input: Output?, isStatement: Bool = false, span: Span, host: any Host, exchanges: ExchangeLog = ExchangeLog()
  ) {
    self.command = command
    self.arguments = arguments
    self.places = places
    self.forwarded = forwarded
    self.input = input
    self.isStatement = isStatement
    self.span = span
    self.host = host
    self.exchanges = exchanges
  }

  /// What the parameter holds.
  package subscript<Content: ParameterValue>(parameter: Parameter<Content>) -> Content { arguments[parameter] }

  /// Whether the switch was given.
  package subscript(parameter: Switch) -> Bool { arguments[parameter] }

  /// Where the first argument of a parameter is, for a fault's mark; the whole command where none was given.
  package func span(of parameter: some ParameterDeclaration) -> Span {
    places[parameter.erased.name]?.first ?? span
  }

  /// Where each argument of a parameter is.
  package func spans(of parameter: some ParameterDeclaration) -> [Span] { places[parameter.erased.name] ?? [] }
}

/// The exchanges of one run of a command.
package final class ExchangeLog: Sendable {
  private let latest = Mutex<Exchange?>(nil)

  package init() {}

  /// The exchange that answered last.
  package var last: Exchange? { latest.withLock { $0 } }

  /// Notes an exchange that was answered.
  package func note(_ exchange: Exchange) { latest.withLock { $0 = exchange } }
}

/// What a command answers.
package struct Output: Sendable {
  package var value: Value
  /// Which fields a table shows, in order; nil: all.
  package var columns: [String]?
  /// Whether the command has shown the value already (streamed text): at the end of a pipeline nothing is printed.
  package var isShown: Bool

  package init(_ value: Value, columns: [String]? = nil, isShown: Bool = false) {
    self.value = value
    self.columns = columns
    self.isShown = isShown
  }

  /// No answer: nothing is printed.
  package static let none = Output(.null, isShown: true)
}

/// Where a run meets the world: what it prints to, whom it asks, how it sleeps.
package protocol Host: Sendable {
  /// Shows the answer of a statement on standard output.
  func show(_ output: Output) async throws
  /// Writes text on standard output as it comes (streams, `print`); no line break is added.
  func write(_ text: String) async
  /// Says something beside the data, on standard error, as a line of its own.
  func notice(_ text: String) async
  /// Called after a command has succeeded.
  func ended(_ signature: Signature) async
  /// Shows how a long work goes on, on standard error, in place of the last progress; nil clears it.
  func progress(_ text: String?) async
  /// Waits; under a sandbox's virtual clock no time passes. Throws `CancellationError` when cancelled.
  func sleep(nanoseconds: Int64) async throws
  /// Monotonic time in nanoseconds, of the clock `sleep` waits on.
  func now() async -> Int64
  /// An environment variable, for `secret … from env`.
  func environment(_ name: String) -> String?
  /// A file's bytes, for `secret … from file`; nil where it cannot be read.
  func fileContents(_ path: String) -> [UInt8]?
  /// A line typed by the user without echo, for `secret … from prompt`; nil where nobody can be asked.
  func askSecret(_ prompt: String) async -> String?
  /// Seconds since 1970, for `now()`.
  var clock: Int64 { get }
  /// Whether lanes run one after the other, where what they do is only told.
  var runsLanesInOrder: Bool { get }
}

extension Host {
  /// The clock of the system.
  package var clock: Int64 { Int64(Date().timeIntervalSince1970) }
  package var runsLanesInOrder: Bool { false }
  package func ended(_ signature: Signature) async {}
}
