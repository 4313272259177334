import CBSInterpreter
import CBSLanguage
import Testing

struct FunctionTests {
  @Test(arguments: Functions.all.map(\.signature))
  func `Every example gives what the help says`(_ function: FunctionSignature) async {
    await Example(function.example, gives: function.result + "\n").verify()
  }

  @Test func `Names are unique and summaries fit the help`() {
    let signatures = Functions.all.map(\.signature)
    #expect(Set(signatures.map(\.name)).count == signatures.count)
    for signature in signatures {
      #expect(signature.summary.count <= 72)
      #expect(signature.summary.hasSuffix("."))
      #expect(signature.example.contains(signature.name + "("))
    }
  }

  @Test(arguments: StageCommands.all.map(\.signature))
  func `Every example of the language's own commands runs`(_ signature: Signature) async {
    #expect(!signature.examples.isEmpty)
    for example in signature.examples {
      let result = await Bench().run(example)
      #expect(result.status == .done, "\(example)")
    }
  }

  @Test(arguments: [
    Example("split('abc', '')", gives: #"["a","b","c"]"# + "\n"),
    Example("replace('aaa', 'a', 'bb')", gives: "bbbbbb\n"),
    Example("trim('   ')", gives: "\n"),
    Example("join(['a', 1, null], ', ')", gives: "a, 1, null\n"),
    Example("range(3)", gives: "[0,1,2]\n"),
    Example("range(3, 1)", gives: "[]\n"),
    Example("min([])", gives: "null\n"),
    Example("unique([1, 1.0, 'a', 'a'])", gives: "[1,\"a\"]\n"),
    Example("time('2024-02-29') + 1d", gives: "2024-03-01T00:00:00Z\n"),
    Example("time('2026-03-01T10:00:00Z') - time('2026-03-01T09:30:00Z')", gives: "30m\n"),
    Example("now()", gives: "2026-03-01T10:00:00Z\n"),
  ])
  func `Functions at their edges`(_ example: Example) async { await example.verify() }
}
