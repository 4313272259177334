package import CBSValues

/// What a function of expressions takes: from it come checking, completion and help.
package struct FunctionSignature: Sendable {
  /// A parameter; one that is written as its name alone takes any value.
  package struct Parameter: Sendable, ExpressibleByStringLiteral {
    /// How help calls it: `list`, `separator`.
    package let name: String
    package let type: ValueType

    package init(_ name: String, _ type: ValueType) {
      self.name = name
      self.type = type
    }

    package init(stringLiteral name: String) { self.init(name, .any) }
  }

  /// What a result keeps of the arguments.
  package struct Preserved: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The result has the type of the first argument: a list keeps the type of its elements.
    package static let type = Self(rawValue: 1)
    /// The result is a secret if an argument is one or holds one.
    package static let secrecy = Self(rawValue: 2)
  }

  package let name: String
  package let parameters: [Parameter]
  /// How many of the parameters must be given.
  package let requiredCount: Int
  /// Whether the last parameter takes any number of arguments.
  package let isVariadic: Bool
  /// What it gives.
  package let returns: ValueType
  package let preserves: Preserved
  /// One line with a full stop.
  package let summary: String
  /// An expression that runs as it stands.
  package let example: String
  /// What the example gives, as it is printed.
  package let result: String

  package init(
    _ name: String, _ parameters: [Parameter], requiredCount: Int? = nil, isVariadic: Bool = false,
    returns: ValueType = .any, preserves: Preserved = [], _ summary: String, example: String, gives result: String
  ) {
    self.name = name
    self.parameters = parameters
    self.requiredCount = requiredCount ?? parameters.count
    self.isVariadic = isVariadic
    self.returns = returns
    self.preserves = preserves
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
