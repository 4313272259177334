package import CBSCatalog
import CBSValues

/// What a call passes on its way to the wire. The one place where transports are put together.
///
/// From the call to the wire:
///
/// 1. `Retrying` sends a safe request again, after a pause, when its failure may pass.
/// 2. `Tracing` shows each attempt and what came of it; only with `--trace`.
/// 3. A recording belongs here: a recorder notes each attempt with its answer, timeouts included; a player answers
///    from the recording, and nothing below it is made.
/// 4. `Limited` ends what takes too long, and reads whole what is not a stream of events.
/// 5. The plan, while a script is planned: requests that change something go to a copy.
/// 6. The wire: the network, or the sandbox in this process.
package struct CallPath: Sendable {
  /// What answers: the network, or the sandbox in this process.
  package var wire: any Transport
  /// Wraps the wire while a script is planned; nil otherwise.
  package var plan: (@Sendable (any Transport) -> any Transport)?

  package init(wire: any Transport, plan: (@Sendable (any Transport) -> any Transport)? = nil) {
    self.wire = wire
    self.plan = plan
  }

  /// The transports in their order, the outermost.
  func composed(
    for configuration: ClientConfiguration, _ circumstances: Circumstances, redactor: Redactor
  ) -> any Transport {
    var transport = wire
    if let plan { transport = plan(transport) }
    transport = Limited(base: transport, limits: configuration.limits, clock: circumstances.clock)
    if let trace = configuration.trace {
      transport = Tracing(base: transport, redactor: redactor, clock: circumstances.clock, trace: trace)
    }
    return Retrying(
      base: transport, limits: configuration.retries, circumstances: circumstances, trace: configuration.trace)
  }
}

/// What differs from run to run: time and chance.
struct Circumstances: Sendable {
  let clock: any Clock<Duration>
  /// Unix seconds.
  let now: @Sendable () -> Int64
  /// From 0 to 1.
  let chance: @Sendable () -> Double
}
