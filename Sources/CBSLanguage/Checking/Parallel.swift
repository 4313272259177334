import CBSDiagnostics

/// What the lanes of a `parallel` do with the variables around it.
struct Parallel {
  /// Something a lane does.
  struct Event {
    enum Deed {
      case reads(Int), changes(Int), calls(String)
    }

    let lane: Int
    let deed: Deed
    let span: Span
  }

  /// Variables with a lower index were made outside.
  let base: Int
  private(set) var lane = 0
  /// In the order of the text.
  private(set) var events: [Event] = []
  /// What the lanes so far have made, each for itself.
  var made: [String: Span] = [:]

  init(base: Int) { self.base = base }

  /// Goes on to the next lane, which does not see what this one makes.
  mutating func endLane(_ statement: Statement) {
    if case .letBinding(let name, _) = statement.kind { made[name.text] = name.span }
    lane += 1
  }

  mutating func note(_ variable: Int, isChange: Bool, at span: Span) {
    guard variable < base else { return }
    events.append(Event(lane: lane, deed: isChange ? .changes(variable) : .reads(variable), span: span))
  }

  mutating func noteCall(of name: String, at span: Span) {
    events.append(Event(lane: lane, deed: .calls(name), span: span))
  }
}

extension CheckingWalk {
  /// Checks each statement of a `parallel` block as a lane.
  mutating func checkParallel(_ body: Block) {
    let outer = breaks
    breaks = []
    laneDepth += 1
    parallels.append(Parallel(base: variables.count))
    inScope { walk in
      for statement in body.statements {
        walk.inScope { walk in _ = walk.check(statement) }
        walk.parallels[walk.parallels.count - 1].endLane(statement)
      }
    }
    endedParallels.append(parallels.removeLast())
    laneDepth -= 1
    breaks = outer
  }

  /// Where another lane makes a variable of that name; nil where none does.
  func placeInOtherLane(of name: String) -> Span? {
    for parallel in parallels.reversed() { if let place = parallel.made[name] { return place } }
    return nil
  }

  /// Reports variables that one lane changes and another uses. Known only now: a `def` may change them.
  mutating func checkLanes() {
    for parallel in endedParallels { check(parallel) }
  }

  private mutating func check(_ parallel: Parallel) {
    var reached: [String: (uses: Set<Int>, changes: Set<Int>)] = [:]
    /// Per variable: what each lane did first, and the first change.
    var first: [Int: (lane: Int, span: Span)] = [:]
    var change: [Int: (lane: Int, span: Span)] = [:]
    var told: Set<Int> = []
    for event in parallel.events {
      let touched: Set<Int>
      let changed: Set<Int>
      switch event.deed {
      case .reads(let variable): (touched, changed) = ([variable], [])
      case .changes(let variable): (touched, changed) = ([variable], [variable])
      case .calls(let name):
        let all = reached[name] ?? reach(of: name)
        reached[name] = all
        (touched, changed) = (all.uses, all.changes)
      }
      for variable in touched.sorted() where variable < parallel.base && !told.contains(variable) {
        let other: (lane: Int, span: Span)?
        if changed.contains(variable) {
          other = first[variable].flatMap { $0.lane == event.lane ? nil : $0 }
        } else {
          other = change[variable].flatMap { $0.lane == event.lane ? nil : $0 }
        }
        if let other {
          told.insert(variable)
          report(.laneConflict(variables[variable].name.text, at: event.span, other: other.span))
        }
        if first[variable] == nil { first[variable] = (event.lane, event.span) }
        if changed.contains(variable), change[variable] == nil { change[variable] = (event.lane, event.span) }
      }
    }
  }

  /// The variables of the top level that a call of a `def` uses and changes, with all that it calls.
  private func reach(of name: String) -> (uses: Set<Int>, changes: Set<Int>) {
    var (uses, changes): (Set<Int>, Set<Int>) = ([], [])
    var (open, seen) = ([name], Set([name]))
    while let next = open.popLast() {
      guard let definition = definitions[next] else { continue }
      uses.formUnion(definition.uses.keys)
      changes.formUnion(definition.changes)
      for called in definition.calls where seen.insert(called).inserted { open.append(called) }
    }
    return (uses, changes)
  }
}
