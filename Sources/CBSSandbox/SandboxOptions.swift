package import CBSCatalog
package import CBSValues
package import CBSWeights

/// What a sandbox decides where the API leaves the choice open (api.md, section 7).
package struct SandboxOptions: Sendable {
  /// What a store holds when it is made.
  package enum Beginning: Sendable, Hashable {
    /// The organization, architectures and versions of every new sandbox.
    case seed
    /// Nothing but the organization's name, for what is adopted from elsewhere.
    case empty(organization: String)
    /// What the sandbox in that directory holds, which stays as it is: its buckets are read where they are. The seed
    /// where there is none yet.
    case copy(of: String)
  }

  /// What a new store holds. All but the seed are for sandboxes that are thrown away: theirs need not survive a crash.
  package var beginning = Beginning.seed
  /// Start of the random numbers at creation; nil draws one. A store that exists keeps its own.
  package var seed: UInt64?
  /// The clock a new store starts with.
  package var clock: ClockState.Mode = .real
  /// Whether the clock is virtual even where the store says otherwise, and stays so: whoever waits never waits.
  package var clockStaysVirtual = false
  /// What a virtual clock shows at creation; nil is the machine's time.
  package var start: Moment?
  /// From an upload to the end of its sync (item 37).
  package var syncTime: Duration = .seconds(3)
  /// From the turn of a deployment to its end (item 37).
  package var rolloutTime: Duration = .seconds(3)
  /// Whether weights are read before a sync ends well (item 49).
  package var checksWeights = true
  /// Whether unknown keys of a management body are refused with 422 `extra_forbidden` (item 6).
  package var refusesUnknownKeys = false
  /// Whether a deploy to an endpoint that is rolling out is refused with 409 instead of queued (item 26).
  package var refusesConcurrentDeploys = false
  /// Whether the organization takes part in the preview; without it every management call is 403 (item 40).
  package var isPreviewEnabled = true
  /// Status of an inference request that breaks the schema: 400, or 422 as before 2026-04-24 (item 47).
  package var validationStatus = 400
  /// Time a streamed token takes; zero streams as fast as it is read.
  package var tokenTime: Duration = .zero
  /// Where weights that are in no bucket of the sandbox are read; nil knows the sandbox's own buckets only.
  package var weights: (any ObjectStore)?
  /// Who answers inference instead of the sandbox.
  package var upstream: Upstream?

  package init() {}

  /// As management paths name it.
  var organization: String {
    switch beginning {
    case .empty(let organization): organization
    case .seed, .copy: Seed.organization
    }
  }

  /// Whether what is written may be lost with the machine.
  var isThrownAway: Bool { beginning != .seed }

  /// The same bytes in every run: fixed numbers, and a virtual clock that starts on 1 April 2026 at 09:00 UTC.
  package static var deterministic: SandboxOptions {
    var options = SandboxOptions()
    options.seed = 20_260_401
    options.clock = .virtual
    options.start = Moment(seconds: 1_775_034_000)
    return options
  }
}

/// An OpenAI-compatible server that answers inference for the sandbox.
package struct Upstream: Sendable {
  package let transport: any Transport
  /// Scheme, host and port, and a path in front of `/v1` where the server has one.
  package let origin: String
  /// Sent as a bearer token, where the server wants one.
  package let key: Secret?

  package init(transport: any Transport, origin: String, key: Secret? = nil) {
    self.transport = transport
    self.origin = origin
    self.key = key
  }
}
