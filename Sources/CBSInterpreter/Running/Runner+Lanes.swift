import CBSDiagnostics
import CBSLanguage
import CBSValues
import Synchronization

/// `parallel`: every lane runs on a copy of the variables that it sees; what it has changed is taken over when all have ended.
extension Runner {
  /// Runs the lanes side by side. The first that fails cancels the others; what is printed comes in the order of the
  /// text.
  func run(_ code: ParallelCode) async throws(Fault) {
    guard nesting < Self.deepestLanes, code.lanes.count <= livingLanes.room else { throw .tooManyLanes(at: code.span) }
    if host.runsLanesInOrder { return try await runInOrder(code) }
    let orderly = OrderlyOutput(host: host, laneCount: code.lanes.count)
    let start = LaneStart(machine)
    let ends = await withTaskGroup(of: LaneEnd.self) { group in
      for (index, lane) in code.lanes.enumerated() {
        let (budget, jitter, nesting) = (budgetOfLane, jitter, nesting + 1)
        let livingLanes = livingLanes
        let laneHost = LaneHost(lane: index, output: orderly, host: host)
        group.addTask {
          let end = await start.run(
            index, lane, host: laneHost, budget: budget, jitter: jitter, nesting: nesting, livingLanes: livingLanes)
          await orderly.end(lane: index)
          return end
        }
      }
      var ends: [LaneEnd] = []
      for await end in group {
        ends.append(end)
        if end.fault != nil { group.cancelAll() }
      }
      return ends
    }
    for end in ends.sorted(by: { $0.index < $1.index }) { take(end) }
    if Task.isCancelled { throw .interrupted(at: code.span) }
    // In the order in which they ended: the first is the one that cancelled the others.
    if let fault = ends.lazy.compactMap(\.fault).first { throw fault }
  }

  /// Runs one lane after the other, as a plan does, so that it tells the same each time.
  private func runInOrder(_ code: ParallelCode) async throws(Fault) {
    let start = LaneStart(machine)
    for (index, lane) in code.lanes.enumerated() {
      let end = await start.run(
        index, lane, host: host, budget: budgetOfLane, jitter: jitter, nesting: nesting + 1, livingLanes: livingLanes)
      take(end)
      if let fault = end.fault { throw fault }
    }
  }

  private func take(_ end: LaneEnd) {
    machine.checkFailures += end.checkFailures
    for change in end.changes { machine.take(change.value, change.extent, change.origin, at: change.index) }
  }

  /// What a lane may still use up: the calls and the time that are left.
  private var budgetOfLane: Budget {
    var budget = budget
    budget.depth = max(1, machine.maximalDepth - machine.frames.count)
    budget.time -= ContinuousClock.now - begun
    return budget
  }

  /// Lanes within lanes, as deep as nobody writes them: what goes deeper is a `def` that calls itself without end.
  private static let deepestLanes = 32
}

/// How many lanes of a run live, those within lanes too.
final class LivingLanes: Sendable {
  private let count = Atomic(0)
  /// Each has the variables of the whole script.
  private static let limit = 4096

  /// How many more may begin.
  var room: Int { Self.limit - count.load(ordering: .relaxed) }

  func begin() { count.add(1, ordering: .relaxed) }
  func end() { count.subtract(1, ordering: .relaxed) }
}

extension Machine {
  /// Takes what a lane has left in a variable.
  fileprivate func take(_ value: Value, _ extent: Extent, _ origin: Origin?, at index: Int) {
    stack[index] = value
    extents[index] = extent
    // In the main frame, or while that runs: then whoever is around this lane has to take it too.
    if isLane, call < 0 || index < base { changedGlobals.insert(Register(index)) }
    if let origin { note(origin, of: ~Int32(index)) }
  }
}

/// Standard output of lanes: what a lane writes is held back until the lanes before it have ended.
private actor OrderlyOutput {
  private let host: any Host
  /// The lane whose output goes through.
  private var current = 0
  private var held: [[Piece]]
  private var hasEnded: [Bool]

  enum Piece: Sendable {
    case text(String)
    case answer(Output)
  }

  init(host: any Host, laneCount: Int) {
    self.host = host
    held = Array(repeating: [], count: laneCount)
    hasEnded = Array(repeating: false, count: laneCount)
  }

  func write(_ piece: Piece, of lane: Int) async throws {
    guard lane == current, held[lane].isEmpty else { return held[lane].append(piece) }
    try await pass(piece)
  }

  /// The lane has ended: those after it may write.
  func end(lane: Int) async {
    hasEnded[lane] = true
    while current < held.count, hasEnded[current] {
      current += 1
      guard current < held.count else { return }
      await release(current)
    }
  }

  private func release(_ lane: Int) async {
    while !held[lane].isEmpty {
      let piece = held[lane].removeFirst()
      // What cannot be written is told at the end of the program.
      try? await pass(piece)
    }
  }

  private func pass(_ piece: Piece) async throws {
    switch piece {
    case .text(let text): await host.write(text)
    case .answer(let output): try await host.show(output)
    }
  }
}

/// The world as a lane meets it.
private struct LaneHost: Host {
  let lane: Int
  let output: OrderlyOutput
  let host: any Host

  func show(_ output: Output) async throws { try await self.output.write(.answer(output), of: lane) }
  func write(_ text: String) async { try? await output.write(.text(text), of: lane) }
  func notice(_ text: String) async { await host.notice(text) }
  func progress(_ text: String?) async { await host.progress(text) }
  func sleep(nanoseconds: Int64) async throws { try await host.sleep(nanoseconds: nanoseconds) }
  func now() async -> Int64 { await host.now() }
  func environment(_ name: String) -> String? { host.environment(name) }
  func fileContents(_ path: String) -> [UInt8]? { host.fileContents(path) }
  func askSecret(_ prompt: String) async -> String? { await host.askSecret(prompt) }
  var clock: Int64 { host.clock }
  var runsLanesInOrder: Bool { host.runsLanesInOrder }
}
