import CBSCatalog
import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
@testable import CBSSettings
@testable import CBSShell
import CBSValues
import TestSupport
import Testing

@Suite struct CompletionTests {
  static let version = Parameter<Value>(
    "version", "The version.", type: ParameterType("VERSION", .any, completing: .versions))
  static let arch = Parameter<String>("arch", "One.", type: ParameterType("ARCH", completing: .architectures))
  static let endpoint = Parameter<String>(
    "endpoint", "Where.", type: ParameterType("ENDPOINT", completing: .endpoints))
  static let alias = ParameterType("ALIAS", completing: .aliases)
  static let fields: [FieldType] = [
    .init("id", "The number."), .init("status", "How the sync stands."),
    .init("error", "", .record([.init("message")])),
  ]

  static let table = CommandTable([
    Signature("arch list", "List architectures.", effect: .reads),
    Signature("version get", "Show a version.", takes: [version], fields: fields, effect: .reads),
    Signature("version list", "List versions.", takes: [arch], fields: fields, effect: .reads),
    Signature(
      "deploy", "Deploy a version.",
      takes: [
        endpoint, version, Switch("wait", "Wait."), Parameter<Duration?>(flag: "within", "How long."),
        Switch("yes", "Do not ask."),
      ], effect: .writes),
    Signature(
      "alias add", "Add aliases.", takes: [version, Parameter<[String]>("alias", "Names.", type: alias)],
      effect: .writes),
    Signature(
      "upload", "Upload.",
      takes: [
        arch, Parameter<Value>("uri", "From.", type: ParameterType("URI", .any, completing: .s3)),
        Parameter<[String]>(flag: "alias", "A name.", type: alias),
      ], effect: .writes),
    Signature("use", "Choose.", takes: [Parameter<String?>("arch", "Which.", type: arch.erased.type)], effect: .none),
    Signature(
      "watch", "Repeat a command.",
      takes: [
        Parameter<[Value]>("word", "It.", type: ParameterType("COMMAND", .any, completing: .commands)),
        Parameter<Duration?>(flag: "every", "How often."),
      ], effect: .none),
    Signature(
      "help", "Help.",
      takes: [
        Parameter<[String]>(
          "topic", "On what.", type: ParameterType("TOPIC", completing: .topics), isRequired: false)
      ], effect: .none),
    Signature("run", "Run.", takes: [Parameter<String>("file", "A script.", type: .file)], effect: .none),
    Signature(
      "config set", "Set.",
      takes: [
        Parameter<String>("name", "It.", type: ParameterType("OPTION", completing: .settings)),
        Parameter<String>("value", "To what.", type: String.type.completing(.settingValues)),
      ], effect: .none),
    Signature(
      "print", "Print.",
      takes: [
        Parameter<[Value]>("word", "It.", isRequired: false),
        Parameter<String?>(
          flag: "format", "How.", type: ParameterType("FORMAT", completing: .values(["json", "jsonl", "csv"]))),
      ], effect: .none),
    Signature("first", "The first rows.", effect: .none, isStage: true),
  ])

  static let snapshot = CompletionSnapshot(
    architectures: ["gpt-oss-120b", "llama3.1-8b"],
    endpoints: [
      .init(id: "acme-gpt-oss-120b", arch: "gpt-oss-120b", live: 7), .init(id: "acme-llama", arch: "llama3.1-8b"),
    ],
    versions: [
      "gpt-oss-120b": [
        .init(id: 7, status: "done", aliases: ["production", "r7"]), .init(id: 8, status: "failed"),
        .init(id: 12, status: "in_progress", aliases: ["candidate"]),
      ],
      "llama3.1-8b": [.init(id: 1, status: "done", aliases: ["prod"])],
    ],
    objects: [
      "s3://acme-weights/support-bot/2026-03/config.json", "s3://acme-weights/support-bot/2026-04/config.json",
      "s3://acme-weights/my models/a.json", "s3://acme-weights/readme.txt", "s3://other/x",
    ], models: ["gpt-oss-120b"])

  static func completer(
    architecture: String? = nil, folder: String = ".", variables: Completer.Variables = .none
  ) -> Completer {
    Completer(table: table, functions: Functions.all.map(\.signature), variables: variables) {
      .init(
        snapshot: snapshot, architecture: architecture, profiles: ["work"], topics: ["strings"],
        workingDirectory: folder)
    }
  }

  /// The text with `|` as the cursor; what the candidates would put in.
  func insertions(_ marked: String, _ completer: Completer = completer()) -> [String] {
    let (text, cursor) = Self.split(marked)
    return completer.complete(text, cursor: cursor).candidates.map(\.insertion)
  }

  static func split(_ marked: String) -> (text: String, cursor: Int) {
    let parts = marked.split(separator: "¦", omittingEmptySubsequences: false)
    return (parts.joined(), parts[0].utf8.count)
  }

  @Test(
    arguments: [
      // Commands.
      ("ver¦", ["version"]), ("version ¦", ["get", "list"]), ("version g¦", ["get"]), ("dep¦", ["deploy"]),
      ("let v = up¦", ["upload", "uppercase("]), ("wait ver¦", ["version"]), ("deploy (ver¦", ["version"]),
      ("print 1; ar¦", ["arch"]),
      ("if true {\n  upl¦", ["upload"]), ("ass¦", ["assert"]), ("DEP¦", ["deploy"]), ("loy¦", ["deploy"]),
      // Flags, and their values.
      ("deploy --w¦", ["--wait", "--within"]), ("deploy --wait --w¦", ["--within"]),
      ("deploy acme-llama llama3.1-8b/1 ¦", ["--wait", "--within", "--yes"]), ("print --format j¦", ["json", "jsonl"]),
      ("print --format=c¦", ["csv"]), ("print -- --f¦", []), ("deploy --within ¦", []),
      // Names of the API.
      ("use ¦", ["gpt-oss-120b", "llama3.1-8b"]), ("deploy ¦", ["acme-gpt-oss-120b", "acme-llama"]),
      ("deploy acme-gpt-oss-120b gpt-oss-120b/p¦", ["gpt-oss-120b/production"]),
      ("deploy --wait acme-llama ¦", ["llama3.1-8b/1", "llama3.1-8b/prod"]),
      ("version get gpt-oss-120b/1¦", ["gpt-oss-120b/12"]),
      ("version get ¦", ["gpt-oss-120b/", "llama3.1-8b/"]), ("version get l¦", ["llama3.1-8b/"]),
      ("alias add gpt-oss-120b/7 ¦", ["candidate", "production", "r7"]),
      ("alias add gpt-oss-120b/7 r7 ¦", ["candidate", "production"]),
      ("upload llama3.1-8b s3://x --alias ¦", ["prod"]),
      // Addresses, one level at a time.
      ("upload gpt-oss-120b ¦", ["s3://acme-weights/", "s3://other/"]),
      ("upload gpt-oss-120b s3://acme-weights/s¦", ["s3://acme-weights/support-bot/"]),
      (
        "upload gpt-oss-120b s3://acme-weights/support-bot/¦",
        ["s3://acme-weights/support-bot/2026-03/", "s3://acme-weights/support-bot/2026-04/"]
      ),
      ("upload gpt-oss-120b s3://acme-weights/m¦", ["'s3://acme-weights/my models/"]),
      ("upload gpt-oss-120b 's3://acme-weights/my models/¦", ["'s3://acme-weights/my models/a.json'"]),
      ("upload gpt-oss-120b \"s3://o¦", ["\"s3://other/"]),
      // Commands within commands; topics.
      (
        "watch ¦",
        ["alias", "arch", "config", "deploy", "first", "help", "print", "run", "upload", "use", "version", "watch"]
      ),
      ("watch version g¦", ["get"]), ("watch --every 5s version get l¦", ["llama3.1-8b/"]), ("help str¦", ["strings"]),
      ("help version ¦", ["get", "list"]),
      // Stages, functions, fields.
      ("arch list | fi¦", ["first"]), ("arch list | wh¦", ["where"]),
      ("version list x | where .s¦", ["status"]), ("version list x | where .error.¦", ["message"]),
      ("(version list x) | where .s¦", ["status"]), ("let y = (version list x | sort .id) | map .s¦", ["status"]),
      ("(version list x) == [] | where .s¦", []), ("[1] | wh¦", ["where"]),
      ("wait version get gpt-oss-120b/7 until .st¦", ["status"]), ("print (le¦", ["len("]),
      ("let v = version get 7\nprint $v.e¦", ["error"]), ("let vx = 3\nprint $¦", ["vx"]),
      // Settings.
      ("config set co¦", ["color"]), ("config set profiles.work.prod¦", ["profiles.work.production"]),
      ("config set color ¦", ["auto", "always", "never"]),
      // Nothing.
      ("# ver¦", []), ("let v¦", []), ("version get 'gpt oss'x¦", []), ("print \"ver¦", []),
    ] as [(String, [String])])
  func offers(_ marked: String, _ expected: [String]) {
    let found = insertions(marked)
    #expect(found == expected, "\(marked)")
  }

  @Test func bareVersionsFollowTheArchitectureInUse() {
    let completer = Self.completer(architecture: "gpt-oss-120b")
    #expect(
      insertions("version get ¦", completer) == ["12", "8", "7", "candidate", "production", "r7", "llama3.1-8b/"])
    #expect(insertions("deploy acme-gpt-oss-120b pro¦", completer) == ["production"])
    #expect(insertions("deploy acme-llama ¦", completer) == ["llama3.1-8b/1", "llama3.1-8b/prod"])
    let shown = completer.complete("version get ", cursor: 12).candidates
    #expect(shown[2].detail == "done  production, r7" && shown[4].detail == "7  done")
    #expect(completer.complete("deploy ", cursor: 7).candidates[0].detail == "gpt-oss-120b  live: 7")
  }

  @Test func variablesAndTheirFields() {
    let value: Value = .fields(
      ("id", .integer(7)), ("live", .fields(("version", .integer(6)))), ("rows", .list([.fields(("odd", .null))])))
    let completer = Self.completer(
      variables: .init(names: { ["name", "v", "nap"] }, value: { $0 == "v" ? value : .string("t") }))
    #expect(insertions("print $na¦", completer) == ["nap", "name"])
    #expect(insertions("print $v.¦", completer) == ["id", "live", "rows"])
    #expect(insertions("print \"is $v.live.¦", completer) == ["version"])
    #expect(insertions("print $v.rows[0].¦", completer) == ["odd"])
    #expect(insertions("$v.rows | where .¦", completer) == ["odd"])
    #expect(insertions("let x = $v.rows | sort .odd | map .¦", completer) == ["odd"])
    #expect(insertions("print $v.id.¦", completer) == [])
    let live = completer.complete("$v.live", cursor: 7).candidates
    #expect(live.map(\.isFinal) == [false] && live[0].detail == "record of version")
  }

  @Test func filesAndFolders() {
    let folder = TemporaryFolder()
    for name in ["release.cbs", "read me.cbs", "it's.cbs", ".hidden", "sub/inner.cbs"] { folder.write("", to: name) }
    let completer = Self.completer(folder: folder.path)
    #expect(insertions("run ¦", completer) == ["\"it's.cbs\"", "'read me.cbs'", "release.cbs", "sub/"])
    #expect(insertions("run .¦", completer) == [".hidden"])
    #expect(insertions("run sub/¦", completer) == ["sub/inner.cbs"])
    #expect(insertions("run \(folder.path)/rel¦", completer) == ["\(folder.path)/release.cbs"])
    #expect(insertions("run none/¦", completer) == [])
  }

  @Test func onlyTheWordBeforeTheCursorIsReplaced() {
    let (text, cursor) = Self.split("print é; deploy acme-g¦ 7")
    let result = Self.completer().complete(text, cursor: cursor)
    #expect(result.replacing == cursor - 6..<cursor)
    #expect(result.candidates.map(\.insertion) == ["acme-gpt-oss-120b"])
  }

  @Test func snapshotsSurviveTheCache() {
    #expect(CompletionSnapshot(json: Self.snapshot.json) == Self.snapshot)
    #expect(CompletionSnapshot(json: "nonsense") == CompletionSnapshot())
    let folder = TemporaryFolder()
    let cache = SnapshotCache(
      directories: Directories(config: folder.path, state: folder.path, cache: folder.path + "/c"))
    #expect(cache.load(profile: "work") == nil)
    cache.save(Self.snapshot, profile: "work")
    cache.save(Self.snapshot, profile: "../escape")
    #expect(cache.load(profile: "work") == Self.snapshot)
    #expect(folder.names() == ["c"] && folder.names("c") == ["completion-work.json"])
    #expect(folder.mode("c/completion-work.json") == 0o600)
  }

  // MARK: Laws

  /// What is put in is read back as the word it stands for, in whatever quotes it was begun.
  @Test func insertionsAreOneWord() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let name = "n" + generator.text(upTo: 10)
      let completer = Completer(table: Self.table, functions: []) {
        .init(snapshot: CompletionSnapshot(architectures: [name]))
      }
      for opening in ["", "'", "\"", "'n", "\"n", "n"] {
        let text = "use " + opening
        let result = completer.complete(text, cursor: text.utf8.count)
        guard let candidate = result.candidates.first else {
          Issue.record("no candidate for \(name.debugDescription) behind \(opening)")
          continue
        }
        let line = "use " + candidate.insertion
        #expect(result.replacing == 4..<text.utf8.count)
        #expect(Self.word(of: line) == name, "\(line.debugDescription)")
      }
    }
  }

  private static func word(of line: String) -> String? {
    guard let statement = Parser.parse(Source(name: "", text: line)).script.statements.first,
      case .pipeline(let pipeline) = statement.kind, case .command(let command) = pipeline.head,
      command.arguments.count == 1, case .word(let word)? = command.arguments.first
    else { return nil }
    switch word.kind {
    case .bare(let text), .raw(let text): return text
    case .string(let parts):
      return parts.reduce("") { text, part in if case .text(let piece) = part { (text ?? "") + piece } else { nil } }
    case .path, .group, .list, .record: return nil
    }
  }

  @Test func anyTextAndAnyCursorAreFine() {
    var generator = SeededGenerator(seed: 4)
    let completer = Self.completer(architecture: "gpt-oss-120b")
    let pieces = [
      "version get ", "deploy ", "$v.", "--", "(", "{", "\"", "'", "| ", "\n", "let x = ", "=", "s3://", "acme",
    ]
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<generator.below(8) {
        text += generator.below(3) == 0 ? generator.text(upTo: 4) : generator.pick(pieces)
      }
      let cursor = generator.below(text.utf8.count + 1)
      let result = completer.complete(text, cursor: cursor)
      #expect(0 <= result.replacing.lowerBound && result.replacing.upperBound <= cursor, "\(text.debugDescription)")
    }
  }
}
