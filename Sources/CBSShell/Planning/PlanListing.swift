import CBSCatalog
package import CBSValues
import OrderedCollections
import Synchronization

/// The steps of a plan and the count of its requests, shown as they come.
package final class PlanListing: Sendable {
  private let state = Mutex(State())
  /// Shows lines; nil where the plan is an answer, not a listing.
  private let show: (@Sendable (String) -> Void)?
  private let showsReads: Bool
  private let isColored: Bool

  private struct State {
    var steps: [PlanStep] = []
    var reads = 0
    var playedInference = 0
    /// Where the last step was.
    var place: String?
  }

  package init(showsReads: Bool, isColored: Bool, show: (@Sendable (String) -> Void)?) {
    self.showsReads = showsReads
    self.isColored = isColored
    self.show = show
  }

  /// Adds what would change something.
  func add(_ step: PlanStep) {
    state.withLock { state in
      state.steps.append(step)
      show(step.text(number: state.steps.count, colored: isColored), at: step.place, &state)
    }
  }

  /// Counts what only reads.
  func addRead(_ step: PlanStep) {
    state.withLock { state in
      state.reads += 1
      if showsReads { show(step.readText, at: step.place, &state) }
    }
  }

  /// Notes that the plan itself has answered for a model.
  func notePlayedInference() { state.withLock { $0.playedInference += 1 } }

  /// Shows a line that is no step.
  package func say(_ line: String) { state.withLock { _ in show?(line + "\n") } }

  private func show(_ text: String, at place: String, _ state: inout State) {
    if state.place != place { show?("on \(place):\n") }
    state.place = place
    show?(text)
  }

  /// How many requests there were of each effect, and how many changes of this machine.
  private static func counts(_ state: State) -> [(name: String, count: Int)] {
    let requests = state.steps.filter { $0.request != nil }
    return [
      ("reads", state.reads), ("writes", requests.count { $0.effect == .writes }),
      ("destroys", requests.count { $0.effect == .destroys }), ("local", state.steps.count - requests.count),
    ]
  }

  /// The last line: `plan: reads 12, writes 4, destroys 1; nothing was sent`.
  ///
  /// - Parameter sent: requests that were really sent, all of which read; nil where no API was asked.
  package func summary(sent: Int?) -> String {
    let (counts, played) = state.withLock { (Self.counts($0), $0.playedInference) }
    var text =
      "plan: "
      + counts.filter { $0.name != "local" || $0.count > 0 }.map { "\($0.name) \($0.count)" }
      .joined(separator: ", ")
    if let sent, sent > 0 {
      text += "; \(sent == 1 ? "1 read was" : "\(sent) reads were") sent to the API, nothing was changed"
    } else {
      text += "; nothing was sent"
    }
    if played > 0 { text += "; model responses were made up for the plan (\(played)), no token was spent" }
    return text
  }

  /// The members of the answer.
  package func json(sent: Int?) -> JSON {
    let (state, counts) = state.withLock { ($0, Self.counts($0)) }
    return [
      "steps": .array(state.steps.enumerated().map { $1.json(number: $0 + 1) }),
      "counts": .object(.init(uniqueKeysWithValues: counts.map { ($0.name, .integer(Int64($0.count))) })),
      "sent": .integer(Int64(sent ?? 0)), "played_inference": .integer(Int64(state.playedInference)),
    ]
  }
}
