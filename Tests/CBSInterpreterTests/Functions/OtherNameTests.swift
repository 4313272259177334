@testable import CBSInterpreter
import CBSDiagnostics
import CBSLanguage
import CBSValues
import Testing

/// What the checker says about functions that are called otherwise here, or are operators and stages.
struct OtherNameTests {
  /// What the replacements call their values.
  private static let names = [
    "value", "string", "list", "other", "record", "rows", "key", "part", "whole", "start", "end", "width", "pattern",
    "new", "name", "number", "low", "high", "time", "duration", "size", "path", "address", "fallback", "condition",
    "yes", "no",
  ]

  @Test(arguments: Functions.otherNamesInOrder.map { [$0.name, $0.replacement] })
  func `The error names a replacement, which is right itself`(_ entry: [String]) {
    let (name, replacement) = (entry[0], entry[1])
    let unknown = Self.check("print (\(name)($value))")
    #expect(unknown.map(\.code.name) == ["unknown-function"])
    #expect(unknown.first?.hint == "write \(replacement)")
    #expect(Self.check("let result = (\(replacement))") == [], "\(replacement)")
  }

  @Test func `No name stands twice, and none is a function`() {
    let names = Functions.otherNamesInOrder.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.filter { Functions.named[$0] != nil || Parser.isReserved($0) } == [])
  }

  @Test func `There are at most 60 functions, and none has the name of a stage`() {
    #expect(Functions.all.count <= 60)
    let stages = Set(StageDeclaration.all.map(\.word))
    #expect(Functions.all.map(\.signature.name).filter(stages.contains) == [])
  }

  private static func check(_ text: String) -> [Diagnostic] {
    let checker = Checker(
      table: Bench().interpreter.table, functions: Functions.all.map(\.signature), otherNames: Functions.otherNames,
      defined: Dictionary(uniqueKeysWithValues: names.map { ($0, .any) }))
    return checker.check(Parser.parse(Source(name: "test", text: text))).diagnostics
  }
}
