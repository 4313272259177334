@testable import CBSManual
import Testing

@testable import CBSShell

/// Answers steps from a table: what is not there prints nothing.
private func evaluation(
  _ answers: [String: (output: String, exit: Int32)]
) -> (TranscriptPage.Step, TranscriptPage.SectionContext) async -> (output: String, exit: Int32) {
  { step, _ in answers[step.input] ?? ("", 0) }
}

@Suite struct TranscriptPageTests {
  static let aliases = """
    # Aliases
    <!-- sandbox: demo -->
    An alias names one version.

    ```cbs
    cbs> alias set gpt-oss-120b/2 candidate
    VERSION         ALIASES

    gpt-oss-120b/2  candidate
    cbs> if true {
    ...>   print 1
    ...>
    ...> }
    1
    cbs>
    cbs> alias set --forse
    error
    [exit 2]
    ```

    ## Scripts
    <!-- width: 60; via: binary -->

    ```cbs-script job/release.cbs
    print 1

    ```

    ```console
    $ cbs job/release.cbs --name 'a b'
    1
    $ ls
    release.cbs
    ```

    # After

    ```sh
    cbs> not a step
    ```
    ```cbs
    cbs> print 2
    2
    ```

    """

  let page = TranscriptPage(markdown: Self.aliases, path: "aliases.md")

  @Test func readsStepsWithTheirLines() {
    #expect(page.problems.isEmpty)
    #expect(
      page.steps.map(\.input) == [
        "alias set gpt-oss-120b/2 candidate", "if true {\n  print 1\n\n}", "", "alias set --forse",
        "cbs job/release.cbs --name 'a b'", "print 2",
      ])
    #expect(
      page.steps.map(\.expected) == [
        "VERSION         ALIASES\n\ngpt-oss-120b/2  candidate", "1", "", "error\n[exit 2]", "1", "2",
      ])
    #expect(page.steps.map(\.inputLines) == [6..<7, 10..<14, 15..<16, 16..<17, 30..<31, 42..<43])
    #expect(page.steps.map(\.outputLines) == [7..<10, 14..<15, 16..<16, 17..<19, 31..<32, 43..<44])
    #expect(page.steps[4].arguments == ["job/release.cbs", "--name", "a b"])
    #expect(page.steps[5].arguments == nil)
  }

  @Test func headingsBeginSectionsAndBoundSettings() {
    #expect(page.sections.map(\.title) == ["", "Aliases", "Scripts", "After"])
    #expect(page.steps[0].settings == ["sandbox": "demo"])
    #expect(page.steps[4].settings == ["sandbox": "demo", "width": "60", "via": "binary"])
    #expect(page.steps[5].settings == [:])
  }

  @Test func laterStepsFindTheFilesOfThePage() async {
    var files: [String: [TranscriptPage.File]] = [:]
    var numbers: [Int] = []
    _ = await page.run { step, context in
      files[step.input] = context.files
      numbers.append(context.number)
      return ("", 0)
    }
    let release = TranscriptPage.File(name: "job/release.cbs", text: "print 1\n\n", line: 24)
    #expect(files["alias set --forse"] == [])
    #expect(files["cbs job/release.cbs --name 'a b'"] == [release])
    #expect(files["print 2"] == [release])
    #expect(numbers == [1, 1, 1, 1, 2, 3])
  }

  @Test func aPageThatIsRightPassesAndStaysAsItIs() async {
    let result = await page.run(
      evaluate: evaluation([
        "alias set gpt-oss-120b/2 candidate": ("VERSION         ALIASES\n\ngpt-oss-120b/2  candidate\n", 0),
        "if true {\n  print 1\n\n}": ("1\n", 0), "alias set --forse": ("error\n", 2),
        "cbs job/release.cbs --name 'a b'": ("1", 0), "print 2": ("2\n", 0),
      ]))
    #expect(result.differences == "")
    #expect([result].summary == "6 passed, 0 failed")
    #expect(result.updatedMarkdown == Self.aliases)
  }

  @Test func differencesShowPlaceAndLines() async {
    let result = await page.run(
      evaluate: evaluation([
        "alias set gpt-oss-120b/2 candidate": ("VERSION         ALIASES\n\ngpt-oss-120b/2  r7 \n", 0),
        "if true {\n  print 1\n\n}": ("1\n", 0), "": ("\u{1B}[1m\n", 0), "alias set --forse": ("error\n", 0),
        "cbs job/release.cbs --name 'a b'": ("1\n", 0), "print 2": ("2\n", 0),
      ]))
    #expect(
      result.differences == """
        aliases.md:6: alias set gpt-oss-120b/2 candidate
        @@ -7,3 +7,3 @@
         VERSION         ALIASES
        \u{20}
        -gpt-oss-120b/2  candidate
        +gpt-oss-120b/2  r7·

        aliases.md:15:\u{20}
        @@ -16,0 +16,1 @@
        +\\u{1B}[1m

        aliases.md:16: alias set --forse
        @@ -17,2 +17,1 @@
         error
        -[exit 2]

        """)
    #expect([result, result].summary == "6 passed, 6 failed")
    #expect([result.afterUpdate].summary == "6 passed, 0 failed")
  }

  @Test func anUpdatedPageReadsTheSameAndIsRight() async throws {
    let answers = evaluation([
      "alias set gpt-oss-120b/2 candidate": ("one\n", 0), "": ("two\nthree\n\n", 0),
      "alias set --forse": ("\n", 3), "print 2": ("``\ncbs>x\n", 0),
    ])
    let updated = await page.run(evaluate: answers).updatedMarkdown
    let again = TranscriptPage(markdown: updated, path: "aliases.md")
    #expect(again.steps.map(\.input) == page.steps.map(\.input))
    #expect(again.steps.map(\.expected) == ["one", "", "two\nthree\n", "\n[exit 3]", "", "``\ncbs>x"])
    let result = await again.run(evaluate: answers)
    #expect(result.failed == 0)
    #expect(result.updatedMarkdown == updated)
    #expect(updated.hasPrefix("# Aliases\n<!-- sandbox: demo -->\nAn alias names one version.\n\n```cbs\ncbs> "))
  }

  @Test(arguments: ["cbs> x", "```", "````", "  ```", "cbs>", "...> y"])
  func outputThatWouldBeReadAsMarkupIsRefused(output: String) async {
    let text = "```cbs\ncbs> print\nold\n```\n"
    let result = await TranscriptPage(markdown: text, path: "p.md").run(evaluate: evaluation(["print": (output, 0)]))
    #expect(result.updatedMarkdown == text)
    #expect(result.failed == 1)
    #expect(result.differences.contains("no page can show it"))
    #expect(result.afterUpdate.failed == 1)
  }

  @Test func aLongerFenceHoldsAShorterOne() async {
    let text = "````cbs\ncbs> print\n```\n````\n"
    let result = await TranscriptPage(markdown: text, path: "p.md").run(evaluate: evaluation(["print": ("```\n", 0)]))
    #expect(result.differences == "")
    #expect(result.passed == 1)
  }

  @Test(arguments: [(6, ["alias set gpt-oss-120b/2 candidate"]), (9, ["alias set gpt-oss-120b/2 candidate"])])
  func aLineMeansItsStep(line: Int, judged: [String]) async {
    var run: [String] = []
    let result = await page.run(at: line) { step, _ in
      run.append(step.input)
      return ("", 0)
    }
    #expect(result.outcomes.map(\.step.input) == judged)
    #expect(run == judged)
  }

  @Test func stepsBeforeTheOneMeantRunAndAreNotJudged() async {
    var run: [String] = []
    let result = await page.run(at: 17) { step, _ in
      run.append(step.input)
      return ("new\n", 0)
    }
    #expect(run.count == 4)
    #expect(result.outcomes.map(\.step.input) == ["alias set --forse"])
    #expect(result.updatedMarkdown == Self.aliases.replacing("error\n[exit 2]", with: "new"))
  }

  @Test func theLineOfAFenceMeansItsBlock() async {
    let result = await page.run(at: 5, evaluate: evaluation([:]))
    #expect(result.outcomes.count == 4)
  }

  @Test func aLineWithoutAStepIsAFailure() async {
    let result = await page.run(at: 3, evaluate: evaluation([:]))
    #expect(result.differences == "aliases.md:3: no step starts on this line\n")
    #expect([result].summary == "0 passed, 1 failed")
  }

  @Test(arguments: [
    ("```cbs\nlost\ncbs> x\n```", 2, "output without input; input begins with 'cbs>'"),
    ("```cbs\ncbs> x", 1, "this block is never closed"),
    ("- item\n  ```cbs\n  cbs> x\n  ```", 2, "a block that runs is not indented"),
    ("```cbs-script\n```", 1, "a file needs one name inside the working directory: cbs-script NAME"),
    ("```cbs-script ../x\n```", 1, "a file needs one name inside the working directory: cbs-script NAME"),
    ("```console\n$ cbs x | jq .\n```", 2, "only words and quotes are run here, nothing else of a shell"),
    ("<!-- widht: 60 -->", 1, "no setting is called 'widht'; did you mean 'width'?"),
  ])
  func whatIsWrongWithThePageIsSaid(text: String, line: Int, message: String) async {
    let page = TranscriptPage(markdown: text, path: "p.md")
    #expect(page.problems == [TranscriptPage.Problem(line: line, message: message)])
    let result = await page.run(evaluate: evaluation([:]))
    #expect(result.failed == 1)
    #expect(result.differences == "p.md:\(line): \(message)\n")
    #expect(result.updatedMarkdown == text)
  }

  @Test(
    arguments: [
      ("cbs", []), ("cbs -c ''", ["-c", ""]), (#"cbs "a \"b\" \x" c\ d"#, [#"a "b" \x"#, "c d"]),
      ("cbs a'b'\"c\"", ["abc"]), ("cbs \\\n  -", ["-"]),
    ] as [(String, [String])])
  func wordsAreThoseOfAShell(line: String, words: [String]) {
    let text = "```console\n$ \(line.replacing("\n", with: "\n> "))\n```\n"
    #expect(TranscriptPage(markdown: text, path: "p.md").steps.map(\.arguments) == [words])
  }

  @Test func addressesNameAPageAndALine() {
    #expect(PageAddress("a/b.md").path == "a/b.md")
    #expect(PageAddress("a/b.md").line == nil)
    #expect(PageAddress("a/b.md:12").path == "a/b.md")
    #expect(PageAddress("a/b.md:12").line == 12)
    #expect(PageAddress("a:b").path == "a:b")
    #expect(PageAddress("a:").line == nil)
  }
}
