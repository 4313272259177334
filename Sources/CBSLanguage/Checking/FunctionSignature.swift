package import CBSValues

/// What a function of expressions takes: from it come checking, completion and help.
package struct FunctionSignature: Sendable {
  /// A parameter; one that is written as its name alone takes any value.
  package struct Parameter: Sendable, ExpressibleByStringLiteral {
    /// How help calls it: `list`, `separator`.
    package let name: String
    package let type: StaticType

    package init(_ name: String, _ type: StaticType) {
      self.name = name
      self.type = type
    }

    package init(stringLiteral name: String) { self.init(name, .any) }
  }

  package let name: String
  package let parameters: [Parameter]
  /// How many of the parameters must be given.
  package let requiredCount: Int
  /// Whether the last parameter takes any number of arguments.
  package let isVariadic: Bool
  /// What it gives.
  package let returns: StaticType
  /// One line with a full stop.
  package let summary: String
  /// An expression that runs as it stands.
  package let example: String
  /// What the example gives, as it is printed.
  package let result: String

  package init(
    _ name: String, _ parameters: [Parameter], requiredCount: Int? = nil, isVariadic: Bool = false,
    returns: StaticType = .any, _ summary: String, example: String, gives result: String
  ) {
    self.name = name
    self.parameters = parameters
    self.requiredCount = requiredCount ?? parameters.count
    self.isVariadic = isVariadic
    self.returns = returns
    self.summary = summary
    self.example = example
    self.result = result
  }

  /// How many arguments it may get.
  package var arity: ClosedRange<Int> { requiredCount...(isVariadic ? Int.max : parameters.count) }

  /// `split(text, separator)`
  package var usage: String {
    let words = parameters.enumerated().map { index, parameter in
      index < requiredCount ? parameter.name : "[\(parameter.name)]"
    }
    return "\(name)(\(words.joined(separator: ", "))\(isVariadic ? ", …" : ""))"
  }
}
