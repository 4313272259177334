import CBSDiagnostics
import CBSLanguage
import CBSValues

/// A checked script, ready to run: names are registers, every command is found, jumps are resolved.
struct Program: Sendable {
  let source: Source
  /// The main routine first, then the bodies of the `def`s, one behind the other.
  var code: [Instruction] = []
  /// For each instruction its row in `sites`, or -1.
  var siteIndices: [Int32] = []
  var sites: [Site] = []
  var constants: [Value] = []
  var names: [Name] = []
  var keys: [[String]] = []
  var routines: [Routine] = []
  var functions: [FunctionCall] = []
  var calls: [RoutineCall] = []
  var parameters: [TypedParameter] = []
  var updates: [Update] = []
  var commands: [CommandCall] = []
  var marks: [Span] = []
  var claims: [ClaimCode] = []
  var resumptions: [[Int32]] = []
  var waits: [WaitCode] = []
  var parallels: [ParallelCode] = []
  /// Where variables get their values; the first row stands for "nowhere yet".
  var origins: [OriginSite] = [.none]
  var inputs: [Input] = []
  /// Variables of the session, which the program may read and change.
  var imports: [(name: String, register: Register)] = []
  /// Variables it makes on its top level, for the session to keep.
  var exports: [(name: String, register: Register)] = []
}

/// The body of the script or of a `def`.
struct Routine: Sendable {
  let name: String
  var entry: Int32 = 0
  var registerCount: Int32 = 0
  /// How many faults its `finally`s may hold back at once.
  var pendingCount: Int32 = 0
}

/// A function of expressions with its arguments in neighbouring registers.
struct FunctionCall: Sendable {
  let function: Function
  let first: Register
  let count: Int32
}

/// A `def` with its arguments in neighbouring registers, which become the first of its frame.
struct RoutineCall: Sendable {
  let routine: Int32
  let first: Register
  /// The places of the arguments.
  let spans: [Span]
  /// Where the arguments come from: a variable, or else a row of the table of origins.
  let origins: [(variable: VariablePlace?, row: Int32)]
  let span: Span
}

/// A parameter of a `def` with the type its arguments must have.
struct TypedParameter: Sendable {
  let name: String
  let type: ParameterType
  /// Of the routine.
  let routine: String
}

/// `set $variable.step[step] = value`
struct Update: Sendable {
  let variable: VariablePlace
  /// Keys in neighbouring registers, with their places.
  let firstKey: Register
  let spans: [Span]
  let value: Register
}

/// A command with its arguments.
struct CommandCall: Sendable {
  /// A value for a parameter, in the order of the text.
  struct Argument: Sendable {
    /// Where its value comes from.
    enum Source: Sendable {
      /// The same in every run, and read already.
      case constant([any CBSValues.Argument])
      /// What the register holds, which is read when the command is called; the variable it came from, if one.
      case register(Register, variable: VariablePlace?)
    }

    let parameter: AnyParameter
    let source: Source
    let span: Span
  }

  let command: any Command
  let name: String
  let nameSpan: Span
  let arguments: [Argument]
  let span: Span
  let into: Register
  /// What came through `|`.
  let input: Register?
  /// Whether the answer goes into a value instead of being shown.
  let isCaptured: Bool
}

/// `assert` and `check`.
struct ClaimCode: Sendable {
  let kind: ClaimKind
  let span: Span
  /// The message, or the code that `fails` wants.
  let text: Register?
  let textSpan: Span
}

/// `wait`; the registers hold what its clauses came to.
struct WaitCode: Sendable {
  let commandSpan: Span
  let untilSpan: Span
  let failSpan: Span
  let every: Register?
  let everySpan: Span
  let within: Register?
  let withinSpan: Span
  let span: Span
}

/// `parallel`: where each lane begins, and what it changes outside.
struct ParallelCode: Sendable {
  struct Lane: Sendable {
    let entry: Int32
    /// Registers of the frame around it. What a `def` changes in the main frame is noted while it runs.
    let changes: [Register]
  }

  let lanes: [Lane]
  let span: Span
}

/// A place in the text where a variable gets its value.
enum OriginSite: Sendable {
  case none
  /// The right side of a `let` or `set`, the list of a `for`.
  case text(Span)
  /// From an earlier line of the session, or with the exchange that answered.
  case known(Origin)
}

/// A value the script takes from outside.
struct Input: Sendable {
  /// Where the value comes from; registers hold what the text says of it.
  enum Kind: Sendable {
    /// `param`: its type and its default.
    case parameter(ParameterType.Kind, defaultValue: Register?)
    case environment(String)
    case file(path: Register)
    case prompt
  }

  let name: String
  let register: Register
  let kind: Kind
  let span: Span
}
