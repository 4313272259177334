package import CBSRendering
import CBSInterpreter

/// The options: each is an entry of the list, and a property for what reads it.
extension Settings {
  /// The options, in the order they are listed.
  package static let options: [Option] = [
    Option(name: "profile", kind: .profileName, fallback: nil, summary: "The profile to begin with."),
    Option(
      name: "format", kind: .choice(OutputFormat.allCases.map(\.rawValue)), fallback: "table",
      summary: "How results are printed."),
    Option(name: "color", kind: .choice(["auto", "always", "never"]), fallback: "auto", summary: "When to colour."),
    Option(
      name: "editing_mode", kind: .choice(["emacs", "vi"]), fallback: nil,
      summary: "Keys of the line editor; unset, .editrc says."),
    Option(
      name: "prompt", kind: .text, fallback: nil,
      summary: "The prompt; {profile}, {arch}, {live} and {n} are filled in."),
    Option(
      name: "max_steps", kind: .count, fallback: String(Budget().steps),
      summary: "Iterations and calls of defs after which a run is ended."),
    Option(
      name: "max_depth", kind: .count, fallback: String(Budget().depth),
      summary: "How deep calls of defs may go."),
    Option(name: "max_time", kind: .duration, fallback: nil, summary: "Time after which a run is ended."),
  ]

  /// The profile to use when the command line names none.
  package var defaultProfile: String? { values["profile"] }
  package var format: OutputFormat? { values["format"].flatMap(OutputFormat.init(rawValue:)) }
  /// `emacs` or `vi`; nil leaves it to `.editrc`.
  package var editingMode: String? { values["editing_mode"] }
  /// `auto`, `always` or `never`.
  package var color: String? { values["color"] }
  /// The prompt with `{profile}`, `{arch}`, `{live}`, `{n}` to be filled in.
  package var promptTemplate: String? { values["prompt"] }
}
