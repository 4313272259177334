package import CBSLanguage

/// A function of expressions: what it takes, declared; what it gives, here. It knows nothing but its arguments.
package struct Function: Sendable {
  /// What it takes, for checking and help.
  package let signature: FunctionSignature
  /// Called with as many arguments as the signature allows.
  let body: @Sendable ([Value], FunctionContext) throws(FunctionFailure) -> Value

  init(
    _ name: String, _ parameters: [FunctionSignature.Parameter], requiredCount: Int? = nil, isVariadic: Bool = false,
    returns: StaticType = .any, _ summary: String, example: String, gives result: String,
    _ body: @escaping @Sendable ([Value], FunctionContext) throws(FunctionFailure) -> Value
  ) {
    signature = FunctionSignature(
      name, parameters, requiredCount: requiredCount, isVariadic: isVariadic, returns: returns, summary,
      example: example, gives: result)
    self.body = body
  }
}

/// What a function may ask beside its arguments.
struct FunctionContext: Sendable {
  /// Seconds since 1970, for `now()`.
  let clock: @Sendable () -> Int64
}

/// Why a function gives no value; the place is added by who called it.
struct FunctionFailure: Error {
  let code: String
  let message: String
  var hint: String?

  init(_ message: String, code: String = "bad-argument", hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// Argument `index` (from 0) is of another kind than `wanted`.
  static func wanted(_ wanted: String, _ value: Value) -> Self {
    if case .secret = value {
      return Self("a secret cannot be taken apart", code: "secret-exposed", hint: "hand it on as a whole")
    }
    return Self("\(wanted) is wanted, not \(value.kindName)", code: "wrong-type")
  }
}

/// The functions of expressions, by name: the one table for checking, running, help and completion.
package enum Functions {
  /// Every function, by subject.
  package static let all: [Function] = texts + lists + numbers + conversions

  /// The functions by their names.
  package static let named: [String: Function] = Dictionary(
    all.map { ($0.signature.name, $0) }, uniquingKeysWith: { first, _ in first })
}

/// What functions ask of their arguments.
extension Value {
  /// The text, or why there is none.
  func wantText() throws(FunctionFailure) -> String {
    guard let text else { throw .wanted("a text", self) }
    return text
  }

  /// The elements, or why there are none.
  func wantList() throws(FunctionFailure) -> [Value] {
    guard let list else { throw .wanted("a list", self) }
    return list
  }

  /// The integer, or why there is none.
  func wantInteger() throws(FunctionFailure) -> Int64 {
    guard let integer else { throw .wanted("an integer", self) }
    return integer
  }
}
