import CBSDiagnostics
import CBSLanguage
import CBSValues

/// What a stage does when it runs, for each word in `StageDeclaration.all`.
enum StageSemantics {
  /// Code that walks the elements and evaluates the expression for each of them.
  case elements(@Sendable (inout Compiler, StageUse) throws(Compiler.Failure) -> Void)
  /// A command that works on its input.
  case words(@Sendable (Invocation) throws -> Output)

  /// By the words of the declarations; `each`, a block, is the compiler's.
  static let byWord: [String: StageSemantics] = [
    "where": .elements { (compiler, use) throws(Compiler.Failure) in
      let kept = compiler.frame.reserve()
      compiler.emit(.list(into: kept, first: kept, count: 0))
      try compiler.test(use, wanted: true) { (compiler, element, _) throws(Compiler.Failure) in
        compiler.emit(.append(kept, element), site: Site(span: use.span))
      }
      compiler.emit(.move(into: use.into, from: kept))
      compiler.emit(.keepColumns(into: use.into, from: use.from))
    },
    "map": .elements { (compiler, use) throws(Compiler.Failure) in
      let (_, values) = try compiler.collect(use)
      compiler.emit(.move(into: use.into, from: values))
      compiler.emit(.dropColumns(use.into))
    },
    "any": .elements { (compiler, use) throws(Compiler.Failure) in try compiler.decide(use, by: true) },
    "all": .elements { (compiler, use) throws(Compiler.Failure) in try compiler.decide(use, by: false) },
    "group": .elements { (compiler, use) throws(Compiler.Failure) in
      let (rows, keys) = try compiler.collect(use)
      compiler.emit(.group(into: use.into, rows: rows, keys: keys))
    },
    "sort": .elements { (compiler, use) throws(Compiler.Failure) in
      let (rows, keys) = try compiler.collect(use)
      compiler.emit(
        use.isDescending
          ? .sortDescending(into: use.into, rows: rows, keys: keys) : .sort(into: use.into, rows: rows, keys: keys),
        site: Site(span: use.expression.span))
      compiler.emit(.keepColumns(into: use.into, from: use.from))
    },
    "first": .words { call in
      let (rows, columns) = try call.rows()
      guard let count = call[StageDeclaration.count]?.count else { return Output(rows.first ?? .null) }
      return Output(.list(Array(rows.prefix(count))), columns: columns)
    },
    "last": .words { call in
      let (rows, columns) = try call.rows()
      guard let count = call[StageDeclaration.count]?.count else { return Output(rows.last ?? .null) }
      return Output(.list(Array(rows.suffix(count))), columns: columns)
    },
    "count": .words { call in Output(.integer(Int64(try call.rows().rows.count))) },
    "select": .words { call in try call.selected() },
  ]
}

/// A stage with an expression, as it is compiled.
struct StageUse {
  let word: String
  let expression: Expression
  /// Whether `desc` follows the expression.
  let isDescending: Bool
  /// Holds the input.
  let from: Register
  /// Gets the result.
  let into: Register
  let span: Span
}

extension Compiler {
  /// The truth of the first element for which the condition is `truth`; its negation where there is none.
  fileprivate mutating func decide(_ use: StageUse, by truth: Bool) throws(Failure) {
    let decision = frame.reserve()
    emit(.boolean(into: decision, !truth))
    try test(use, wanted: truth) { (compiler, _, done) throws(Failure) in
      compiler.emit(.boolean(into: decision, truth))
      compiler.emit(.jump(done), to: done)
    }
    emit(.move(into: use.into, from: decision))
    emit(.dropColumns(use.into))
  }
}
