package import CBSLanguage
import CBSValues

/// A function of expressions: what it takes, declared; what it gives, here. It knows nothing but its arguments.
package struct Function: Sendable {
  /// What it takes, for checking and help.
  package let signature: FunctionSignature
  /// Called with as many arguments as the signature allows.
  let body: @Sendable ([Value], FunctionContext) throws(FunctionFailure) -> Value

  init(
    _ name: String, _ parameters: [FunctionSignature.Parameter], requiredCount: Int? = nil, isVariadic: Bool = false,
    returns: ValueType = .any, preserves: FunctionSignature.Preserved = [], _ summary: String,
    example: String, gives result: String,
    _ body: @escaping @Sendable ([Value], FunctionContext) throws(FunctionFailure) -> Value
  ) {
    signature = FunctionSignature(
      name, parameters, requiredCount: requiredCount, isVariadic: isVariadic, returns: returns,
      preserves: preserves, summary, example: example, gives: result)
    self.body = body
  }
}

/// What a function may ask beside its arguments.
struct FunctionContext: Sendable {
  /// Seconds since 1970, for `now()`.
  let clock: @Sendable () -> Int64
}

/// The functions of expressions, by name: the one table for checking, running, help and completion.
package enum Functions {
  /// Functions that belong together.
  package struct Subject: Sendable {
    /// What they are about, as help calls it.
    package let name: String
    package let functions: [Function]

    init(_ name: String, _ functions: [Function]) {
      self.name = name
      self.functions = functions
    }
  }

  /// Every function, in the order help lists them.
  package static let subjects: [Subject] = [
    Subject("strings", texts + textParts),
    Subject("patterns", patterns),
    Subject("encodings", encodings),
    Subject("lists", lists + totals),
    Subject("records", records),
    Subject("numbers", numbers),
    Subject("durations and times", times),
    Subject("JSON and CSV", documents),
    Subject("kinds of values", conversions + choices),
  ]

  /// Every function, by subject.
  package static let all: [Function] = subjects.flatMap(\.functions)

  /// The functions by their names.
  package static let named: [String: Function] = Dictionary(
    all.map { ($0.signature.name, $0) }, uniquingKeysWith: { first, _ in first })
}
