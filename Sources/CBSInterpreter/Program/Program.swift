import CBSDiagnostics
import CBSLanguage

/// A checked script, ready to run: names are slots, and every command is found.
struct Program: Sendable {
  /// A value the script takes from outside.
  struct Input: Sendable {
    /// Where the value comes from.
    enum Origin: Sendable {
      /// `param`: its type and its default.
      case parameter(ValueType, defaultValue: Node?)
      case environment(String)
      case file(Node)
      case prompt
    }

    let name: String
    let slot: Int
    let origin: Origin
    let span: Span
  }

  let source: Source
  let inputs: [Input]
  let statements: [StatementCode]
  let slotCount: Int
  /// Variables of the session, which the program may read and change.
  let imports: [(name: String, slot: Int)]
  /// Variables it makes on its top level, for the session to keep.
  let exports: [(name: String, slot: Int)]
}
