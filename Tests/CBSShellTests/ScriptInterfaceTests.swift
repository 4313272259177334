import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
import Testing

@testable import CBSShell

@Suite struct ScriptInterfaceTests {
  private func interface(_ text: String) -> ScriptInterface {
    ScriptInterface(Parser.parse(Source(name: "x.cbs", text: text)))
  }

  private func outcome(_ text: String, _ words: [String]) -> String {
    switch interface(text).read(words.map { ScriptWord($0) }, marksScript: false) {
    case .success(let texts): texts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    case .failure(let misuse): misuse.faults.map(\.code.name).joined(separator: " ")
    }
  }

  /// For every type a text that fits and one that does not.
  private static let texts: [(type: ParameterType.Kind, right: String, wrong: String?)] = [
    (.string, "007", nil), (.any, "007", nil), (.integer, "-3", "3.5"), (.number, "0.5", "x"),
    (.boolean, "true", "yes"),
    (.duration, "1h30m", "30"), (.size, "10GiB", "-1GiB"), (.time, "2026-03-01", "tomorrow"),
    (.uri, "s3://bucket/key", "bucket/key"), (.list, "a,b", "[1"), (.record, #"{"a": 1}"#, "a=1"),
  ]

  @Test func everyTypeIsReadAndItsExampleFits() {
    #expect(Set(Self.texts.map(\.type)) == Set(ParameterType.Kind.named))
    for (type, right, wrong) in Self.texts {
      let script = "param x: \(type.rawValue)\n"
      for words in [["--x=\(right)"], ["--x", right], ["x=\(right)"]] {
        #expect(outcome(script, words) == "x=\(right)", "\(type) \(words)")
      }
      if let wrong { #expect(outcome(script, ["--x=\(wrong)"]) == "bad-parameter", "\(type)") }
      let example = type.example.hasPrefix("'") ? String(type.example.dropFirst().dropLast()) : type.example
      #expect(outcome(script, ["--x", example]) == "x=\(example)", "\(type)")
    }
  }

  @Test func switchesAreTurnedOnAndOff() {
    let script = "param dry_run: boolean = false\nparam a = ''\n"
    for words in [["--dry-run"], ["--dry_run"], ["--dry-run=true"], ["--dry-run", "true"]] {
      #expect(outcome(script, words) == "dry_run=true")
    }
    #expect(outcome(script, ["--no-dry-run"]) == "dry_run=false")
    #expect(outcome(script, ["--dry-run", "--a", "b"]) == "a=b dry_run=true")
    #expect(outcome(script, ["--dry-run", "--no-dry-run"]) == "parameter-given-twice")
    #expect(outcome(script, ["--no-a"]) == "unknown-parameter")
  }

  @Test(arguments: [
    (["--other", "1"], "unknown-parameter missing-parameter"), (["--x"], "parameter-needs-value"),
    (["--xx", "1"], "unknown-parameter"), (["--xx", "1", "--x", "2"], "unknown-parameter"),
    (["--x", "--x"], "parameter-needs-value parameter-given-twice"), (["stray"], "stray-argument missing-parameter"),
    (["--x", "1", "2"], "stray-argument"), (["--key", "v", "--x", "1"], "secret-as-argument"), (["--x=--y"], "x=--y"),
    (["--x="], "x="), (["-x"], "stray-argument missing-parameter"), (["other=1", "--x=1"], "unknown-parameter"),
  ])
  func whatIsWrongIsToldWhole(_ words: [String], _ wanted: String) {
    #expect(outcome("param x\nsecret key from env KEY\n", words) == wanted)
  }

  @Test func commentsBecomeHelp() {
    let script = interface(
      """
      #!/usr/bin/env cbs
      # What it does.
      # And more.
      #
      # A second paragraph.
      param first: uri
      # Above,
      # in two lines.
      param second = 30m

      # Far away.

      param third: list  # Behind
      param fourth = "a # no comment"
      # Not this one.
      param fifth = -1  # This one.
      """)
    #expect(script.parameters.map(\.summary) == ["", "Above, in two lines.", "Behind", "", "This one."])
    #expect(script.parameters.map(\.type) == [.uri, .duration, .list, .string, .integer])
    let signature = script.signature(runner: "cbs")
    #expect(signature.summary == "What it does.\nAnd more." && signature.details == "A second paragraph.")
    #expect(
      signature.usage
        == "cbs x.cbs --first URI [--second DURATION] --third LIST [--fourth STRING] [--fifth N]")
  }

  @Test func aScriptWithOtherLineBreaksIsReadTheSame() {
    let script = interface("# What.\r\n\r\nparam x: string  # Why.\r\n")
    #expect(script.parameters.map(\.summary) == ["Why."])
    #expect(script.signature(runner: "run").summary == "What.")
  }

  @Test func tabOffersTheFlagsOfAScript() {
    let run = Signature(
      "run", "Run.", takes: [Parameter<String>("file", "A script.", type: .file)], effect: .none, forwardsFlags: true)
    let script = interface("param weights: uri\nparam max_wait = 30m\nparam force = false\n").signature(runner: "run")
    var snapshot = CompletionSnapshot()
    snapshot.objects = ["s3://bucket/a/b"]
    let surroundings = Completer.Surroundings(snapshot: snapshot)
    let completer = Completer(
      table: CommandTable([run]), functions: [], script: { $0 == "x.cbs" ? script : nil },
      surroundings: { surroundings })
    func candidates(_ text: String) -> [String] {
      completer.complete(text, cursor: text.utf8.count).candidates.map(\.insertion)
    }
    #expect(candidates("run x.cbs --") == ["--weights", "--max-wait", "--force"])
    #expect(candidates("run x.cbs --force --w") == ["--weights"])
    #expect(candidates("run x.cbs --weights s3:") == ["s3://bucket/"])
    #expect(candidates("run x.cbs --weights=s3:") == ["s3://bucket/"])
    #expect(candidates("run y.cbs --").isEmpty)
  }
}
