package import CBSDiagnostics

/// `{ statements }`
package struct Block: Sendable {
  package var statements: [Statement]
  package let span: Span
  package init(_ statements: [Statement], at span: Span) {
    self.statements = statements
    self.span = span
  }
}

/// One statement with its place.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    /// `let name = rhs`: a new name; the same name twice in one block is refused.
    case letBinding(Name, Rhs)
    /// `set $path = rhs`: the name must exist.
    case assignment(Path, Rhs)
    /// `if … { } elif … { } else { }`: at least one branch.
    case conditional(branches: [(condition: Expression, body: Block)], otherwise: Block?)
    case forLoop(Name, in: Expression, Block)
    case whileLoop(Expression, Block)
    case definition(Name, parameters: [DefinitionParameter], Block)
    case tryBlock(Block, catching: Name, Block, finally: Block?)
    /// `wait command until expr [fail expr] [every expr] [within expr]`
    case wait(Command, until: Expression, fail: Expression?, every: Expression?, within: Expression?)
    /// `assert` stops the run, `check` counts and goes on.
    case claim(ClaimKind, Claim)
    case parallel(Block)
    case returning(Rhs?)
    case breaking
    case continuing
    case throwing(Expression)
    case exiting(Expression?)
    /// An expression on its own: printed.
    case expression(Expression)
    case pipeline(Pipeline)
    /// What the parser could not read; a diagnostic covers it.
    case broken
  }

  package let kind: Kind
  package let span: Span
  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// A parameter of `def`.
package struct DefinitionParameter: Sendable {
  package let name: Name
  package let type: Name?
  package init(name: Name, type: Name?) {
    self.name = name
    self.type = type
  }
}

package enum ClaimKind: String, Sendable { case assert, check }

package enum Claim: Sendable {
  /// `assert expr [, message]`
  case holds(Expression, message: Expression?)
  /// `assert fails ["code"] { … }`
  case fails(code: Expression?, Block)
}

/// What stands right of `=`, in `$( )` and in `( )`.
package indirect enum Rhs: Sendable {
  /// `[try] pipeline`
  case pipeline(Pipeline, isTried: Bool)
  case expression(Expression)

  package var span: Span {
    switch self {
    case .pipeline(let pipeline, _): pipeline.span
    case .expression(let expression): expression.span
    }
  }
}
