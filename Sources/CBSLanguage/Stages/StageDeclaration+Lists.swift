import CBSDiagnostics
package import CBSValues

extension StageDeclaration {
  /// Stages with words, as a command has them.
  static let overLists: [StageDeclaration] = [
    StageDeclaration(
      "first", .words([count]), "Keep the first rows; without a number the first one alone.",
      examples: ["[3, 1, 2] | first", "[3, 1, 2] | first 2"]
    ) { walk, use in walk.part(of: use, for: "first") },
    StageDeclaration(
      "last", .words([count]), "Keep the last rows; without a number the last one alone.",
      examples: ["[3, 1, 2] | last", "[3, 1, 2] | last 2"]
    ) { walk, use in walk.part(of: use, for: "last") },
    StageDeclaration("count", .words([]), "Count the rows.", examples: ["[3, 1, 2] | count"]) { walk, use in
      _ = walk.reportedElement(of: use, for: "count")
      return .integer
    },
    StageDeclaration(
      "select",
      .words([fields]), "Keep some fields of each row, in the order given.",
      examples: ["[{id: 1, status: 'done', size: 10GiB}] | select status id"]
    ) { walk, use in walk.selected(of: use.input, use) },
  ]

  /// How many rows `first` and `last` keep.
  package static let count = Parameter<RowCount?>("count", "How many rows.")
  /// What `select` keeps.
  package static let fields = Parameter<[String]>(
    "field", "Field to keep; 'live.version' reaches into one.", type: ParameterType("FIELD", completing: .fields))
}

extension CheckingWalk {
  /// The rows that `first` and `last` keep, or the one row where no number is given.
  fileprivate mutating func part(of use: StageDeclaration.Use, for stage: String) -> ValueType {
    let element = reportedElement(of: use, for: stage)
    return use.binding?.arguments.isEmpty == false ? .list(element) : element
  }

  /// What `select` keeps of a record, or of each record of a list.
  fileprivate mutating func selected(of input: ValueType, _ use: StageDeclaration.Use) -> ValueType {
    switch input {
    case .any, .null: return .any
    case .list(let element): return .list(element.isAny ? .any : selected(of: element, use))
    case .record(let fields): return .record(fields.flatMap { selectedFields(of: $0, use) })
    case .boolean, .integer, .number, .string, .duration, .size, .time, .secret:
      reportType(.noRecords(input, for: "select", at: use.wordSpan("select")))
      return .any
    }
  }

  private mutating func selectedFields(
    of fields: [FieldType], _ use: StageDeclaration.Use
  ) -> [FieldType]? {
    var kept: [FieldType]? = []
    for argument in use.binding?.arguments ?? [] {
      guard let word = argument.word, let text = word.knownText else {
        kept = nil
        continue
      }
      let name = text.hasPrefix(".") ? String(text.dropFirst()) : text
      kept?.append(.init(name, "", selectedType(name, of: fields, at: word.span)))
    }
    return kept
  }

  /// The type of what a name like `live.version` leads to.
  private mutating func selectedType(_ name: String, of fields: [FieldType], at span: Span) -> ValueType {
    if let shape = fields.first(where: { $0.name == name }) { return shape.type }
    var type = ValueType.record(fields)
    for part in name.split(separator: ".") {
      guard case .record(let fields?) = type else { return .any }
      guard let shape = fields.first(where: { $0.name == part }) else {
        reportType(.unknownField(Name(String(part), at: span), of: fields))
        return .any
      }
      type = shape.type
    }
    return type
  }
}

extension StageDeclaration.Use {
  /// The place of the stage's word.
  func wordSpan(_ word: String) -> Span { Span(span.lower, span.lower + word.utf8.count) }
}

/// A number of rows: zero or more.
package struct RowCount: Argument {
  package static let type = ParameterType("N", .integer)
  package let count: Int

  package init(argument: Value) throws(ArgumentMismatch) {
    let number = try Int64(argument: argument)
    guard number >= 0 else { throw ArgumentMismatch(argument, rule: "0 or more is wanted") }
    count = Int(clamping: number)
  }
}
