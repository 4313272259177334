import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
@testable import CBSManual
import CBSText
import CBSValues
import Testing

@testable import CBSShell

@Suite struct HelpTests {
  static let table = CommandTable([
    Signature("arch list", "List architectures.", effect: .reads, examples: ["arch list"]),
    Signature(
      "deploy", "Deploy a version to an endpoint.",
      takes: [
        Parameter<String>("endpoint", "Endpoint that shall serve the version."), Parameter<[Value]>("version", "It."),
        Switch("wait", letter: "w", "Wait until it has ended."),
        Parameter<Duration?>(flag: "within", "How long to wait at most."),
        Parameter<[String]>(
          flag: "mode", "How.", type: ParameterType("MODE", completing: .values(["safe", "fast"]))),
      ], fields: [.init("status", "How it stands.")], effect: .writes,
      examples: ["deploy acme-gpt-oss-120b gpt-oss-120b/7 --wait"], details: "Deploys queue.\n\n  deploy a b"),
    Signature("version delete", "Delete a version.", effect: .destroys),
    Signature("version get", "Show a version.", effect: .reads),
    Signature("first", "The first rows.", effect: .none, isStage: true),
    Signature("novel", "Not in any group.", effect: .none),
    Signature("test", "A tool of the project.", effect: .none),
  ])
  let book = HelpBook(table: table, functions: Functions.subjects)

  @Test func aCommandShowsWhatItTakes() {
    #expect(
      book.topic("deploy", width: 60) == """
          deploy ENDPOINT VERSION… [--wait] [--within DURATION]
          [--mode MODE]…

        Deploy a version to an endpoint. Asks first on a production
        profile.

        Deploys queue.

          deploy a b

          ENDPOINT           Endpoint that shall serve the version.
          VERSION…           It.
          -w, --wait         Wait until it has ended.
          --within DURATION  How long to wait at most.
          --mode MODE        How. One of safe, fast. May be given
                             again.

        result:
          status  How it stands.

        example:
          deploy acme-gpt-oss-120b gpt-oss-120b/7 --wait

        """)
  }

  @Test func familiesTopicsAndFunctionsHavePages() {
    #expect(
      book.topic("version", width: 80) == "  version delete  Delete a version.\n  version get     Show a version.\n")
    #expect(book.topic("keys", width: 80)?.contains("CEREBRAS_MANAGEMENT_API_KEY") == true)
    #expect(book.topic("exit codes", width: 80)?.contains("\n  4    an assertion") == true)
    #expect(book.topic("len", width: 80)?.contains("len(") == true)
    #expect(book.topic("functions", width: 80)?.contains("len(") == true)
    #expect(book.topic("nothing-like-it", width: 80) == nil)
    #expect("deploi".nearest(among: book.topics) == "deploy")
  }

  @Test func everyFunctionHasAPageAndAPlaceInTheList() throws {
    let list = try #require(book.topic("functions", width: 80))
    for subject in Functions.subjects {
      #expect(list.contains("\n\(subject.name):\n"))
      for function in subject.functions.map(\.signature) {
        #expect(list.contains(function.usage), "\(function.name)")
        let page = try #require(book.topic(function.name, width: 80))
        #expect(page.contains("\n  \(function.example)   # \(function.result)\n"), "\(function.name)")
      }
    }
    #expect(book.topic("range", width: 80)?.contains("range(start, [end], [step])\n") == true)
  }

  @Test func theFrontPageOfTheProgramFitsATerminalOf24Rows() async {
    let (status, page, _) = await SandboxWorld().run(["help"])
    #expect(status == 0)
    #expect(page.hasPrefix("first steps:\n"))
    #expect(page.contains("deploy"))
    #expect(page.split(separator: "\n", omittingEmptySubsequences: false).dropLast().count <= 24, "\(page)")
  }

  @Test func firstStepsCanBeTyped() async throws {
    for (line, _) in HelpBook.firstSteps {
      let words = line.split(separator: " ").map(String.init)
      let (status, _, errors) = await SandboxWorld().run(["help", words[0] == "help" ? words[1] : words[0]])
      #expect(status == 0, "\(line)\n\(errors)")
      #expect(Parser.parse(Source(name: "help", text: line + "\n")).diagnostics.isEmpty, "\(line)")
    }
  }

  @Test func theFrontPageNamesEveryCommandButProjectTools() throws {
    let page = try #require(book.topic(nil, width: 80))
    for line in ["versions    arch, version", "endpoints   deploy", "shell       novel"] {
      #expect(page.contains("\n  \(line)\n"), "\(page)")
    }
    #expect(page.contains("group, sort, each, first\n") && page.contains("keys"))
    let family = try #require(book.topic("version", width: 80))
    #expect(family.contains("version delete") && family.contains("version get"))
    #expect(!page.contains("test") && book.topic("test", width: 80) != nil)
  }

  @Test func everyPageFitsEveryWidth() {
    for width in [20, 33, 60, 80, 100, 200] {
      for name in book.topics.map(Optional.some) + [nil] {
        let page = book.topic(name, width: width)
        #expect(page?.hasSuffix("\n") == true, "\(name ?? "overview")")
        for line in (page ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
          // Lines to be typed stay whole.
          let isCode = name.flatMap { book.topic($0, width: 100) }?.contains("\n\(line)\n") == true
          #expect(
            String(line).displayWidth <= width || line.hasPrefix("  ") && isCode, "\(name ?? "overview"): \(line)")
          #expect(!line.hasSuffix(" "), "\(name ?? "overview"): \(line)")
        }
        #expect(page?.contains("\n\n\n") == false)
      }
    }
  }

  @Test func topicNamesAreUnique() {
    let names = (HelpTopic.all + HelpTopic.words).flatMap { [$0.name] + $0.names }
    #expect(Set(names).count == names.count)
    #expect(Set(book.topics).count == book.topics.count)
  }

  @Test func everyWordOfTheLanguageHasAPage() {
    for word in ["where", "map", "any", "all", "group", "sort", "each", "in", "until"] + Parser.reservedWords {
      #expect(book.topic(word.filter { $0 != "?" }, width: 80) != nil, "\(word)")
    }
    #expect(book.topic("let", width: 80)?.contains("  let limit = 30m\n") == true)
    #expect(book.topic("wait", width: 80)?.hasPrefix("Runs a command again and again") == true)
    let sort = book.topic("sort", width: 80)
    #expect(sort?.contains("| sort .id desc\n") == true)
    #expect(book.topic("statements", width: 80)?.contains("assert") == true)
  }

  @Test func whatThePagesOfWordsShowIsTheLanguage() {
    let topics = ["commands", "strings", "values", "operators", "pipelines", "versions", "sandboxes"]
    for topic in HelpTopic.words + HelpTopic.all.filter({ topics.contains($0.name) }) {
      for line in topic.text.split(separator: "\n") where line.hasPrefix("  ") {
        let parsed = Parser.parse(Source(name: "help", text: line.dropFirst(2) + "\n"))
        #expect(parsed.diagnostics.isEmpty, "\(topic.name): \(line)")
      }
    }
  }

  @Test func linesToBeTypedStayWhole() {
    let example = "  deploy acme-gpt-oss-120b gpt-oss-120b/7 --wait\n"
    for width in [20, 30, 100] { #expect(book.topic("deploy", width: width)?.contains(example) == true) }
  }

  @Test func whatMayBeRepeatedIsSaidOnce() {
    let table = CommandTable([
      Signature(
        "ask", "Ask.", takes: [Parameter<[String]>(flag: "stop", "Where to stop; may be repeated.")], effect: .reads)
    ])
    let page = HelpBook(table: table).topic("ask", width: 80)
    #expect(page?.contains("may be repeated.\n") == true && page?.contains("again") == false)
  }
}
