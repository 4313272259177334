package import CBSInterpreter
package import CBSLanguage
package import CBSValues

/// What `help` shows. Everything about commands and functions comes from their declarations.
package struct HelpBook: Sendable {
  private let table: CommandTable
  /// The functions by subject.
  private let subjects: [Functions.Subject]
  private let functions: [FunctionSignature]

  package init(table: CommandTable, functions subjects: [Functions.Subject] = []) {
    self.table = table
    self.subjects = subjects
    functions = subjects.flatMap(\.functions).map(\.signature)
  }

  /// Names that have a page: commands, the first words of commands, topics, functions.
  package var topics: [String] {
    var names = table.names
    for name in table.names where name.contains(" ") {
      let head = String(name.prefix { $0 != " " })
      if !names.contains(head) { names.append(head) }
    }
    for name in (HelpTopic.all + HelpTopic.words).map(\.name) + functions.map(\.name) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// The page of `name`, with no line wider than `width`, or nil if there is none. Without a name, the front page.
  package func topic(_ name: String?, width: Int) -> String? {
    var page = HelpPage(width: width)
    guard let name else {
      writeFrontPage(to: &page)
      return page.text
    }
    let family = table.subcommands(of: name).map { name + " " + $0 }.compactMap { table[$0] }
    if let signature = table[name] {
      write(signature, to: &page)
      if !family.isEmpty { page.blank() }
    }
    if !family.isEmpty {
      page.rows(family.map { ($0.name, $0.summary) })
    } else if page.isEmpty, let topic = HelpTopic.page(of: name) {
      page.write(topic.text)
      if topic.name == "functions" { writeFunctions(to: &page) }
    }
    if let function = functions.first(where: { $0.name == name || $0.name + "()" == name }) {
      // A stage or a keyword may have the same name.
      if !page.isEmpty { page.title("function") }
      write(function, to: &page)
    }
    return page.isEmpty ? nil : page.text
  }

  /// The page of a command that is not in a table, such as a script.
  package static func page(of signature: Signature, width: Int) -> String {
    var page = HelpPage(width: width)
    HelpBook(table: CommandTable([])).write(signature, to: &page)
    return page.text
  }

  private func writeFunctions(to page: inout HelpPage) {
    for subject in subjects {
      page.title(subject.name)
      page.rows(subject.functions.map { ($0.signature.usage, $0.signature.summary) })
    }
  }

  private func write(_ function: FunctionSignature, to page: inout HelpPage) {
    page.paragraph(function.usage)
    page.blank()
    page.paragraph(function.summary)
    page.blank()
    page.code(function.example + "   # " + function.result)
  }

  // MARK: Commands

  private func write(_ signature: Signature, to page: inout HelpPage) {
    page.paragraph(signature.usage, indentation: 2)
    page.blank()
    page.write(signature.summary + note(on: signature.effect))
    if !signature.details.isEmpty {
      page.blank()
      page.write(signature.details)
    }
    let parameters =
      signature.positionals.map { ($0.label + ($0.isRepeated ? "…" : ""), $0.summary + choices(of: $0.type)) }
      + signature.flags.map { flag in
        (
          (flag.letter.map { "-\($0), " } ?? "") + "--" + flag.name + (flag.takesValue ? " " + flag.type.label : ""),
          flag.summary + (flag.takesValue ? choices(of: flag.type) : "") + repetition(of: flag)
        )
      }
    if !parameters.isEmpty {
      page.blank()
      page.rows(parameters)
    }
    if let fields = signature.fields, !fields.isEmpty {
      page.title("result")
      page.rows(fields.map { ($0.name, $0.summary) })
    }
    if !signature.examples.isEmpty {
      page.title(signature.examples.count == 1 ? "example" : "examples")
      for example in signature.examples { page.code(example) }
    }
  }

  private func note(on effect: Effect) -> String {
    switch effect {
    case .none, .reads: ""
    case .writes: " Asks first on a production profile."
    case .destroys: " Asks first."
    }
  }

  private func repetition(of flag: AnyParameter) -> String {
    flag.isRepeated && !flag.summary.lowercased().contains("repeated") ? " May be given again." : ""
  }

  private func choices(of type: ParameterType) -> String {
    guard !type.completion.words.isEmpty, type.kind != .boolean else { return "" }
    return " One of " + type.completion.words.joined(separator: ", ") + "."
  }

  // MARK: Front page

  /// What a newcomer does first: lines to type, and what they do.
  static let firstSteps: [(line: String, summary: String)] = [
    ("help first-steps", "Try everything in the sandbox, without a key."),
    ("help keys", "Connect to your own endpoint."),
    ("endpoint list", "Show your endpoints and their architectures."),
    ("version list gpt-oss-120b", "Show the versions of an architecture."),
    ("infer acme-gpt-oss-120b Hello", "Send a prompt to an endpoint."),
  ]

  /// The first words of commands, by subject; all others are in the group of their key.
  private static let groups: [(title: String, heads: [String])] = [
    ("versions", ["arch", "weights", "bucket", "upload", "version", "alias"]),
    ("endpoints", ["endpoint", "deploy", "rollback", "release"]),
    ("inference", ["infer", "chat", "complete", "model", "public", "metrics"]),
    ("sandbox", ["sandbox", "serve"]),
    ("scripts", ["cbs", "run", "script", "watch", "api", "jobs", "job", "record"]),
    ("settings", ["login", "profile", "config"]),
    ("shell", []),
  ]

  /// Commands for work on cbs itself: they have help pages, but are not on the front page.
  private static let projectTools: Set<String> = ["test"]

  /// The group of a first word that none of the groups lists: what calls the API is with the rest that has its key.
  private func defaultGroup(of head: String) -> String {
    let name = table.names.first { $0 == head || $0.hasPrefix(head + " ") }
    return switch name.flatMap({ table[$0] })?.key {
    case .management: "endpoints"
    case .inference: "inference"
    case .some(.none), nil: "shell"
    }
  }

  private func writeFrontPage(to page: inout HelpPage) {
    page.title("first steps")
    page.rows(Self.firstSteps.map { ($0.line, $0.summary) })
    page.title("commands")
    var heads: [String] = []
    for name in table.names where table[name]?.isStage != true {
      let head = String(name.prefix { $0 != " " })
      if !heads.contains(head), !Self.projectTools.contains(head) { heads.append(head) }
    }
    let grouped = Set(Self.groups.flatMap(\.heads))
    let others = Dictionary(grouping: heads.filter { !grouped.contains($0) }, by: defaultGroup)
    let groups = Self.groups.map { group in
      (group.title, (group.heads.filter(heads.contains) + (others[group.title] ?? []).sorted()).joined(separator: ", "))
    }
    let stages = Parser.stageWords + table.names.filter { table[$0]?.isStage == true }
    page.rows(groups.filter { !$0.1.isEmpty } + [("after |", stages.joined(separator: ", "))], nameWidth: 10)
    page.title("topics")
    page.paragraph(HelpTopic.all.map(\.name).joined(separator: ", "), indentation: 2)
    page.blank()
    page.paragraph("'help NAME' explains a command or topic: help alias move, help strings.")
  }
}
