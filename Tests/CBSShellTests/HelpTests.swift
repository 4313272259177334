import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import Testing

@testable import CBSShell

@Suite struct HelpTests {
  static let table = CommandTable([
    Signature("arch list", "List architectures.", effect: .reads, examples: ["arch list"]),
    Signature(
      "deploy", "Deploy a version to an endpoint.", effect: .writes,
      positionals: [
        .init("endpoint", .text, "Endpoint that shall serve the version."),
        .init("version", .any, isRepeated: true, "It."),
      ],
      flags: [
        .init("wait", letter: "w", "Wait until it has ended."), .init("within", .duration, "How long to wait at most."),
        .init("mode", .choice("MODE", of: ["safe", "fast"]), isRepeated: true, "How."),
      ], examples: ["deploy acme-gpt-oss-120b gpt-oss-120b/7 --wait"], details: "Deploys queue.\n\n  deploy a b",
      fields: [.init("status", "How it stands.")]),
    Signature("version delete", "Delete a version.", effect: .destroys),
    Signature("version get", "Show a version.", effect: .reads),
    Signature("first", "The first rows.", effect: .none, isStage: true),
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

        answers:
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

  @Test func theOverviewNamesEveryCommand() throws {
    let overview = try #require(book.topic(nil, width: 80))
    for name in ["arch", "deploy", "version", "first", "keys"] { #expect(overview.contains(name)) }
    #expect(overview.contains("  version       delete, get\n"))
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
            line.displayWidth <= width || line.hasPrefix("  ") && isCode, "\(name ?? "overview"): \(line)")
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
    #expect(book.topic("wait", width: 80)?.hasPrefix("Asks again and again") == true)
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
        "ask", "Ask.", effect: .reads,
        flags: [.init("stop", .text, isRepeated: true, "Where to stop; may be repeated.")])
    ])
    let page = HelpBook(table: table).topic("ask", width: 80)
    #expect(page?.contains("may be repeated.\n") == true && page?.contains("again") == false)
  }
}
