import CBSDiagnostics
import CBSLanguage

/// What the compiler knows of the routine it is in: names, registers, and what surrounds a statement.
struct FrameCode {
  /// What a `break`, `continue` or `return` has to leave behind.
  enum Region {
    case loop(leave: Compiler.Label, again: Compiler.Label)
    /// Handlers alone, so many.
    case handlers(Int32)
    /// The block of a `catch`.
    case caught
    /// A block with a `finally`.
    case finally(Finally)
    /// The block of `assert fails`: leaving it is not failing.
    case expectation(claim: Int32)
  }

  /// A `finally` that is reached from several places and goes on at as many.
  struct Finally {
    let entry: Compiler.Label
    /// Holds which of the continuations is meant.
    let completion: Register
    /// A row of `Program.resumptions`.
    let table: Int
  }

  /// An operand of a claim that runs a command: it is not evaluated again to explain why the claim failed.
  struct Kept {
    let value: Register
    /// Whether it was evaluated.
    let flag: Register
  }

  /// Names of the blocks around, innermost last.
  var scopes: [[String: Register]] = [[:]]
  /// The next free register.
  var next: Register = 0
  private(set) var registerCount: Register = 0
  /// What `.name` means, innermost last.
  var elements: [Register] = []
  var regions: [Region] = []
  /// Variables of the frame that a `set` changes, as far as it is compiled.
  var assigned: Set<Register> = []
  var kept: [Span: Kept] = [:]
  /// Whether kept operands are read instead of evaluated.
  var isExplaining = false
  /// Holds what a `def` returns while `finally` blocks run.
  var result: Register = 0
  private var pendingDepth: Int32 = 0
  private(set) var pendingCount: Int32 = 0

  /// The next register.
  mutating func reserve(_ count: Int = 1) -> Register {
    let first = next
    next += Register(count)
    registerCount = max(registerCount, next)
    return first
  }

  /// Makes a name of the innermost block.
  mutating func declare(_ name: String) -> Register {
    let register = reserve()
    scopes[scopes.count - 1][name] = register
    return register
  }

  /// The register of a name of this routine.
  func register(of name: String) -> Register? {
    for scope in scopes.reversed() { if let register = scope[name] { return register } }
    return nil
  }

  /// A place for a fault that is held back, counted from the first of the frame.
  mutating func holdPending() -> Int32 {
    pendingDepth += 1
    pendingCount = max(pendingCount, pendingDepth)
    return pendingDepth - 1
  }

  mutating func releasePending() { pendingDepth -= 1 }
}
