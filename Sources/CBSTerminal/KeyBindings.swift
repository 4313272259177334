/// The keys and their functions, beyond libedit's own maps.
///
/// The user's `.editrc` overrides soft bindings; the prompt depends on hard ones. To see whether the user bound a key,
/// its binding is compared before and after reading the file, because `bind -v` in it makes the library discard all
/// earlier bindings.
enum KeyBindings {
  private struct Binding {
    let key: String
    let function: String
    let maps: [KeyMap]
    let mode: EditingMode?

    init(_ key: String, _ function: String, _ maps: [KeyMap] = [.insert], only mode: EditingMode? = nil) {
      (self.key, self.function, self.maps, self.mode) = (key, function, maps, mode)
    }
  }

  private static let soft: [Binding] = [
    Binding("^R", "cbs-search", [.insert, .command]),
    Binding("^L", "cbs-clear", [.insert, .command]),
    Binding("^W", "ed-delete-prev-word"),
    Binding("^Y", "em-yank"),
    Binding("^A", "cbs-home"),
    Binding("^E", "cbs-end"),
    Binding("^P", "cbs-up"),
    Binding("^N", "cbs-down"),
    Binding("^_", "cbs-undo"),
    Binding("^I", "cbs-complete"),
    Binding("^?", "cbs-backspace"),
    Binding("^H", "cbs-backspace"),
    Binding("\\e/", "cbs-redo", only: .emacs),
    Binding("\\ep", "cbs-older-match", only: .emacs),
    Binding("\\en", "cbs-newer-match", only: .emacs),
    Binding("k", "cbs-vi-up", [.command], only: .vi),
    Binding("j", "cbs-vi-down", [.command], only: .vi),
    Binding("-", "cbs-vi-up", [.command], only: .vi),
    Binding("+", "cbs-vi-down", [.command], only: .vi),
    Binding("K", "cbs-older-match", [.command], only: .vi),
    Binding("J", "cbs-newer-match", [.command], only: .vi),
    Binding("G", "cbs-oldest", [.command], only: .vi),
    Binding("/", "cbs-search", [.command], only: .vi),
    Binding("?", "cbs-search", [.command], only: .vi),
    Binding("u", "cbs-undo", [.command], only: .vi),
  ]

  /// Keys of the insert map that expand to others: kill between the mark and where the cursor goes.
  private static let strings: [(key: String, keys: [Key])] = [
    ("^U", [.setMark, .toLineStart, .killToMark]),
    ("^K", [.setMark, .toLineEnd, .killToMark]),
  ]

  private static let hard: [Binding] =
    [
      Binding("^M", "cbs-enter", KeyMap.allCases),
      Binding("^J", "cbs-enter", KeyMap.allCases),
      Binding("^C", "cbs-interrupt", KeyMap.allCases),
      Binding("^D", "cbs-delete-or-end", KeyMap.allCases),
      Binding("^Z", "cbs-suspend", KeyMap.allCases),
      // libedit's own `v` treats EDITOR as a single word and runs the result at once.
      Binding("v", "ed-unassigned", [.command], only: .vi),
      // libedit's own right key stops before the last character in vi's insert map, too.
      Binding(Key.right.name, "ed-next-char", KeyMap.allCases),
      Binding(Key.right.name, "cbs-right", [.insert], only: .vi),
    ]
    + [
      (Key.up, "cbs-up"), (.down, "cbs-down"), (.left, "ed-prev-char"), (.home, "cbs-home"), (.end, "cbs-end"),
      (.delete, "cbs-delete"), (.wordLeft, "ed-prev-word"), (.wordRight, "em-next-word"),
      (.deleteWord, "em-delete-next-word"), (.newline, "cbs-newline"), (.paste, "cbs-paste"),
      (.backTab, "ed-unassigned"), (.setMark, "em-set-mark"), (.toLineStart, "cbs-home"),
      (.toLineEnd, "cbs-end-or-next"), (.killToMark, "em-kill-region"), (.deleteBefore, "vi-delete-prev-char"),
    ].map { Binding($0.0.name, $0.1, KeyMap.allCases) }

  /// The sequences that the decoder translates to a `Key` unless the user bound them.
  private static let sequences = [
    "[A", "[B", "[C", "[D", "[H", "[F", "OA", "OB", "OC", "OD", "OH", "OF", "[1~", "[3~", "[4~", "[7~", "[8~",
    "[1;5C", "[1;5D", "[1;3C", "[1;3D", "[3;5~", "[Z",
  ].map { "\u{1B}" + $0 }

  /// The bindings of these keys before the user's file is read, in both modes.
  struct Defaults {
    fileprivate var bindings: [EditingMode: [KeyMap: [String: String]]] = [:]
  }

  static func defaults(of editLine: EditLine) -> Defaults {
    var defaults = Defaults()
    for mode in EditingMode.allCases {
      editLine.mode = mode
      for map in KeyMap.allCases { defaults.bindings[mode, default: [:]][map] = bindings(of: editLine, in: map) }
    }
    return defaults
  }

  /// Makes all bindings, and returns the key sequences that the user has bound.
  ///
  /// - Parameter defaults: nil if no file was read.
  static func install(in editLine: EditLine, over defaults: Defaults?) -> Set<[UInt8]> {
    let mode = editLine.mode
    func isFree(_ key: String, _ map: KeyMap) -> Bool {
      guard let before = defaults?.bindings[mode]?[map] else { return true }
      return editLine.binding(of: key, in: map) == before[key]
    }
    let taken = defaults == nil ? [] : sequences.filter { !isFree($0, .insert) }
    for binding in soft where binding.mode == nil || binding.mode == mode {
      for map in binding.maps where isFree(binding.key, map) {
        editLine.bind(binding.key, to: binding.function, in: map)
      }
    }
    for (key, keys) in strings where isFree(key, .insert) { editLine.bind(key, toKeys: keys) }
    for binding in hard where binding.mode == nil || binding.mode == mode {
      for map in binding.maps { editLine.bind(binding.key, to: binding.function, in: map) }
    }
    return Set(taken.map { Array($0.utf8) })
  }

  private static func bindings(of editLine: EditLine, in map: KeyMap) -> [String: String] {
    let keys = soft.filter { $0.maps.contains(map) }.map(\.key) + strings.map(\.key) + sequences
    return Dictionary(keys.map { ($0, editLine.binding(of: $0, in: map)) }) { first, _ in first }
  }
}
