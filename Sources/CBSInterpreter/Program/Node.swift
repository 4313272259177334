import CBSDiagnostics
import CBSLanguage

/// A compiled expression: variables are slots, words have their types, commands are found.
struct Node: Sendable {
  /// How the value is had.
  indirect enum Kind: Sendable {
    case constant(Value)
    case slot(Int)
    /// Operands are evaluated from left to right, then the operation.
    case strict(Operation, [Node])
    case binary(BinaryOperator, Node, Node)
    /// `and` and `or`: the right side only where it decides.
    case shortCircuit(isAnd: Bool, Node, Node)
    /// `isTried`: gives `{ok, value, error}` and never fails.
    case pipeline(PipelineCode, isTried: Bool)
  }

  /// What is done with evaluated operands.
  enum Operation: Sendable {
    case list
    case record([String])
    /// The texts of the operands one behind the other.
    case join
    case negate
    case not
    case field(Name, isOptional: Bool)
    /// The first operand at the second.
    case index
    case call(Function)
  }

  let kind: Kind
  let span: Span
  /// Whether no command can run in it: then it is evaluated without suspension, and may be evaluated again.
  let isPure: Bool

  init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
    isPure =
      switch kind {
      case .constant, .slot: true
      case .strict(_, let operands): operands.allSatisfy(\.isPure)
      case .binary(_, let left, let right), .shortCircuit(_, let left, let right): left.isPure && right.isPure
      case .pipeline: false
      }
  }

  /// Whether its value stands in the text.
  var isConstant: Bool { if case .constant = kind { true } else { false } }
}

/// A compiled pipeline.
struct PipelineCode: Sendable {
  let command: CommandCode
  let stages: [StageCode]
  let span: Span
}

/// A compiled command: which one, and a node for each argument.
struct CommandCode: Sendable {
  /// A value for a parameter, in the order of the text.
  struct Argument: Sendable {
    let parameter: String
    let node: Node
    /// Nil where the value is converted already, and for switches.
    let type: ParameterType?
  }

  let command: any Command
  let name: String
  let nameSpan: Span
  let arguments: [Argument]
  let span: Span
}

/// A compiled stage; `slot` holds the element.
struct StageCode: Sendable {
  /// What it does with the rows.
  enum Kind: Sendable {
    case row(RowStage, slot: Int, Node)
    case sort(slot: Int, Node, descending: Bool)
    case each(slot: Int, [StatementCode])
    case command(CommandCode)
  }

  let kind: Kind
  let span: Span
}

/// A compiled statement.
struct StatementCode: Sendable {
  /// What it does; blocks are lists of statements.
  indirect enum Kind: Sendable {
    case store(slot: Int, Node)
    case update(slot: Int, [StepCode], Node)
    case conditional([(condition: Node, body: [StatementCode])], otherwise: [StatementCode])
    case forLoop(slot: Int, Node, [StatementCode])
    case whileLoop(Node, [StatementCode])
    case tryBlock([StatementCode], slot: Int, [StatementCode], finally: [StatementCode])
    case wait(WaitCode)
    case holds(ClaimKind, Node, message: Node?)
    case fails(ClaimKind, code: Node?, [StatementCode])
    case breaking
    case continuing
    case throwing(Node)
    case exiting(Node?)
    case show(Node)
    case run(PipelineCode)
  }

  let kind: Kind
  let span: Span
}

/// A step of the place that `set` changes.
struct StepCode: Sendable {
  /// A field or an element.
  enum Kind: Sendable {
    case field(String)
    case index(Node)
  }

  let kind: Kind
  let span: Span
}

/// A compiled `wait`; `slot` holds the answer.
struct WaitCode: Sendable {
  let command: CommandCode
  let slot: Int
  let until: Node
  let fail: Node?
  let every: Node?
  let within: Node?
}
