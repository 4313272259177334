import CBSValues

extension StageDeclaration {
  /// Stages with an expression or a block for each element.
  package static let overElements: [StageDeclaration] = [
    StageDeclaration(
      "where", .condition, "Keep the rows for which the condition is true.",
      details: "'.name' is a field of the row.",
      examples: [#"version list gpt-oss-120b | where .status == "done""#]
    ) { _, use in .list(use.element) },
    StageDeclaration(
      "map", .expression, "Make a list of one value for each row.", examples: ["endpoint list | map .id"]
    ) { _, use in .list(use.value) },
    StageDeclaration(
      "any", .condition, "True when the condition holds for one row or more.", details: "False for no rows.",
      examples: [#"version list gpt-oss-120b | any .status == "failed""#]
    ) { _, _ in .boolean },
    StageDeclaration(
      "all", .condition, "True when the condition holds for every row.", details: "True for no rows.",
      examples: [#"version list gpt-oss-120b | all .status == "done""#]
    ) { _, _ in .boolean },
    StageDeclaration(
      "group", .expression, "Put rows with the same value together.",
      details: "Each group has 'key', 'count' and 'items'.", examples: ["version list gpt-oss-120b | group .status"]
    ) { _, use in
      .list(
        .record([
          .init("key", "", use.value), .init("count", "", .integer),
          .init("items", "", .list(use.element.bounded)),
        ]))
    },
    StageDeclaration(
      "sort", .key, "Put rows in the order of a value; 'desc' reverses it.",
      examples: ["version list gpt-oss-120b | sort .id desc"]
    ) { _, use in .list(use.element) },
    StageDeclaration(
      "each", .block, "Run a block for each row.",
      details: "'.name' is a field of the row. 'break' and 'continue' work as in 'for'.",
      examples: ["version list gpt-oss-120b | each { print (.id) }"]
    ) { _, _ in .null },
  ]
}
