extension ErrorCode {
  /// A group of codes with a page of the manual of its own, by when or where the error is found.
  package enum Family: String, CaseIterable, Sendable {
    case characters, syntax, checking, flow, running, scripts, shell, service

    /// In the order of their page. A test compares the lists with what the files declare.
    package var codes: [ErrorCode] {
      switch self {
      case .characters: ErrorCode.characters
      case .syntax: ErrorCode.syntax
      case .checking: ErrorCode.checking
      case .flow: ErrorCode.flow
      case .running: ErrorCode.running
      case .scripts: ErrorCode.scripts
      case .shell: ErrorCode.shell
      case .service: ErrorCode.service
      }
    }

    /// The headline of the page, after "Errors:".
    package var title: String {
      switch self {
      case .characters: "characters"
      case .syntax: "syntax"
      case .checking: "names and commands"
      case .flow: "functions, lanes, includes"
      case .running: "while running"
      case .scripts: "around scripts"
      case .shell: "the shell"
      case .service: "the service"
      }
    }

    /// The first paragraph of the page.
    package var summary: String {
      switch self {
      case .characters: "Errors in bytes, quotes and numbers."
      case .syntax: "What the grammar does not allow."
      case .checking: "Errors in names, commands and their arguments, found before anything runs."
      case .flow:
        """
        Errors in functions, lanes and includes, found before anything runs. Only `cbs check` shows warnings.
        """
      case .running: "Errors of values and statements while a script runs."
      case .scripts: "Errors in files, arguments and options."
      case .shell: "Errors of commands, settings and keys."
      case .service: "Errors of the API and of the connection to it."
      }
    }
  }

  /// Every code that cbs reports, family by family.
  package static let all = Family.allCases.flatMap(\.codes)

  /// The code that cbs reports under this name.
  package static func named(_ name: String) -> ErrorCode? { all.first { $0.name == name } }
}
