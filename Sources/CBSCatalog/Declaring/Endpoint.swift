package import CBSValues

/// One operation of the API: all there is to know about it, declared once.
///
/// Request, typed answer, syntax, completion, help, columns, the sandbox's reading and the tests follow from it.
package protocol Endpoint: Sendable {
  associatedtype Output: Answer
  /// The command: what it takes, in the order of a line, what it returns and changes, and which key it needs.
  static var signature: Signature { get }
  /// How its parameters travel.
  static var wire: Wire { get }
  /// Turns what only the command line knows into what is sent; called before a call is made of the draft.
  static func complete(_ draft: inout Draft<Self>)
  /// Which part of the answer is shown, when the line narrows it down.
  static func narrow(_ output: Output, for call: Call<Self>) -> Output
}

extension Endpoint {
  package static func complete(_ draft: inout Draft<Self>) {}
  package static func narrow(_ output: Output, for call: Call<Self>) -> Output { output }
}

extension Signature {
  /// The signature of an endpoint's command. Names and prompts are no place for a secret: servers log them and models
  /// repeat them.
  ///
  /// - Parameters:
  ///   - answers: the type of the answer; its fields are known.
  ///   - example: a line that runs in the sandbox.
  package static func endpoint(
    _ name: String, _ summary: String, takes parameters: [any ParameterDeclaration] = [], answers: ValueType,
    columns: [String], effect: Effect = .reads, key: KeyKind = .management, example: String
  ) -> Signature {
    Signature(
      name, summary, takes: parameters, answers: answers, columns: columns, effect: effect, key: key,
      showsArguments: true, publishesArguments: true, examples: [example])
  }
}
