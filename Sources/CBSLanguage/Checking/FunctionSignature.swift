/// What a function of expressions takes: from it come checking, completion and help.
package struct FunctionSignature: Sendable {
  package let name: String
  /// How help calls the arguments: `list`, `separator`.
  package let parameters: [String]
  /// How many of the parameters must be given.
  package let requiredCount: Int
  /// Whether the last parameter takes any number of arguments.
  package let isVariadic: Bool
  /// One line with a full stop.
  package let summary: String
  /// An expression that runs as it stands.
  package let example: String
  /// What the example gives, as it is printed.
  package let result: String

  package init(
    _ name: String, _ parameters: [String], requiredCount: Int? = nil, isVariadic: Bool = false, _ summary: String,
    example: String, gives result: String
  ) {
    self.name = name
    self.parameters = parameters
    self.requiredCount = requiredCount ?? parameters.count
    self.isVariadic = isVariadic
    self.summary = summary
    self.example = example
    self.result = result
  }

  /// How many arguments it may get.
  package var arity: ClosedRange<Int> { requiredCount...(isVariadic ? Int.max : parameters.count) }

  /// `split(text, separator)`
  package var usage: String {
    let words = parameters.enumerated().map { index, name in index < requiredCount ? name : "[\(name)]" }
    return "\(name)(\(words.joined(separator: ", "))\(isVariadic ? ", …" : ""))"
  }
}
