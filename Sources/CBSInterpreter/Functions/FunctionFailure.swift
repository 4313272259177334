import CBSDiagnostics
import CBSValues

/// Why a function gives no value; the place is added by who called it.
struct FunctionFailure: Error {
  let code: ErrorCode
  let message: String
  var hint: String?

  init(_ message: String, code: ErrorCode = .badArgument, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

extension FunctionFailure {
  /// An argument is of another kind than `wanted`, which has its article: `a text`.
  static func wanted(_ wanted: String, _ value: Value, hint: String? = nil) -> Self {
    if case .secret = value {
      return Self("a secret cannot be taken apart", code: .secretExposed, hint: "hand it on as a whole")
    }
    return Self(
      "\(wanted) is wanted, not \(value.kindName)", code: .wrongType,
      hint: hint ?? (value.isNull ? "default(value, fallback) replaces null" : nil))
  }

  /// An integer, a duration or a size that is too great to be kept, or a float that is not finite.
  static var overflow: Self { Self("the result does not fit into 64 bits", code: .overflow) }

  /// A divisor of zero.
  static var divisionByZero: Self { Self("division by zero", code: .divisionByZero) }

  /// Two values that cannot be compared.
  static func noOrder(_ left: Value, _ right: Value) -> Self {
    Self("\(left.kindName) and \(right.kindName) have no order", code: .wrongType)
  }

  /// More than a function makes or reads; `bound` says how much it may be.
  static func tooLarge(_ bound: String) -> Self { Self(bound, code: .tooLarge) }
}
