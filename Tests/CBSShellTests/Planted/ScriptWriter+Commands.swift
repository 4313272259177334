import CBSLanguage
import CBSValues
import TestSupport

extension ScriptWriter {
  /// Writes some command and gives what it answers.
  ///
  /// - Parameter answering: whether it reads something, and its answer is known.
  @discardableResult
  mutating func command(answering: Bool = false) -> ValueType {
    let signature = random.pick(
      commands.filter { command in
        if case .any = command.answers { return !answering }
        return !answering || command.effect == .reads
      })
    put(.command(signature.name))
    let start = place
    for positional in signature.positionals {
      // What may be left out is, and then all that may be behind it; in front of what may not it is left out alone.
      if !positional.isRequired, random.below(3) > 0 {
        if signature.positionals.last?.isRequired == true { continue } else { break }
      }
      put(" ")
      word(for: positional)
    }
    for flag in signature.flags where flag.isRequired || random.below(4) == 0 {
      guard !["dry-run", "raw", "format"].contains(flag.name) else { continue }
      put(" ", .marked("--" + flag.name, .flag))
      guard flag.takesValue else { continue }
      put(random.below(2) == 0 ? " " : "=")
      word(for: flag)
    }
    mark(.arguments(signature), start..<place)
    return signature.answers
  }

  private mutating func word(for parameter: AnyParameter) {
    if parameter.type.kind == .integer, random.below(3) == 0, let variable = pick(\.isInteger) { return use(variable) }
    put(.marked(random.pick(ScriptWords.words(for: parameter)), .word(parameter)))
  }

  mutating func pipeline() {
    put(.command("version list"), " gpt-oss-120b")
    for _ in 0..<(1 + random.below(2)) {
      put(" | ")
      switch random.below(3) {
      case 0: put(.marked("where", .stage), " .", .field("status"), " == \"done\"")
      case 1: put(.marked("sort", .stage), " .", .field("id"), " desc")
      default: put(.command("first"), " 3")
      }
    }
    switch random.below(4) {
    case 0: put(" | ", .marked("each", .stage), " { print (.", .field("id"), ") }")
    case 1: put(" | ", .marked("map", .stage), " .", .field(random.pick(["aliases", "status", "suffix"])))
    default: break
    }
  }
}
