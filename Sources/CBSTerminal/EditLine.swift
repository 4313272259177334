import CEditLine
import Glibc

/// One libedit editor that draws to a file nobody reads.
///
/// libedit takes the terminal from the two descriptors and draws to the `FILE`. With `/dev/null` as the file it still
/// keeps its edit buffer, key maps and terminal modes, and we control what is shown. Source: libedit 3.1-20221030,
/// `el_init_fd`, `tty_setup`; a test verifies this.
final class EditLine {
  typealias Function = @convention(c) (OpaquePointer?, wint_t) -> UInt8

  let handle: OpaquePointer
  private let sink: UnsafeMutablePointer<FILE>
  /// The names given to `el_wset(EL_ADDFN)`, which keeps pointers to them.
  private var names: [UnsafeMutablePointer<wchar_t>] = []

  /// - Throws: `LineEditorError` if a descriptor is not a terminal or the library is out of memory.
  ///
  /// The corresponding C function is `el_init_fd`.
  init(program: String, input: Int32, output: Int32) throws {
    guard Terminal.isTerminal(input), Terminal.isTerminal(output) else { throw LineEditorError.notATerminal }
    guard let sink = fopen("/dev/null", "r+e") else { throw LineEditorError.systemRefused(errno) }
    guard let handle = el_init_fd(program, sink, sink, sink, input, output, output) else {
      fclose(sink)
      throw LineEditorError.systemRefused(ENOMEM)
    }
    (self.handle, self.sink) = (handle, sink)
    _ = cel_remove_prompt(handle)
    _ = cel_set_number(handle, EL_SIGNAL, 0)
  }

  deinit {
    el_end(handle)
    fclose(sink)
    for name in names { name.deallocate() }
  }

  /// The contents of the line. The corresponding C function is `el_wline`.
  var buffer: TextBuffer {
    guard let line = el_wline(handle)?.pointee, let start = line.buffer else { return TextBuffer() }
    let count = line.lastchar - start
    let scalars = UnsafeBufferPointer(start: start, count: max(0, count)).map {
      Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
    }
    return TextBuffer(scalars: scalars, cursor: line.cursor - start)
  }

  /// Replaces the contents of the line. The corresponding C function is `el_wreplacestr`.
  ///
  /// That function rejects an empty string. Every way to delete text also overwrites the text that yank inserts, except
  /// the key function `vi-delete-prev-char`, so the line is emptied by pushing its key.
  func replace(with buffer: TextBuffer) {
    let scalars = buffer.scalars.filter { $0.value != 0 }
    _ = el_wreplacestr(handle, Self.wide(scalars.isEmpty ? [" "] : scalars))
    move(to: scalars.isEmpty ? 1 : buffer.cursor)
    if scalars.isEmpty { push([.deleteBefore]) }
  }

  /// Inserts at the cursor, which then follows the text. The corresponding C function is `el_winsertstr`.
  func insert(_ text: String) {
    _ = el_winsertstr(handle, Self.wide(text.unicodeScalars.filter { $0.value != 0 }))
  }

  /// Moves the cursor. The corresponding C function is `el_cursor`, which takes a relative distance.
  func move(to index: Int) {
    _ = el_cursor(handle, Int32(clamping: index - buffer.cursor))
  }

  /// Makes the editor read these keys before any others. The corresponding C function is `el_wpush`.
  func push(_ keys: [Key]) { push(keys.map(\.scalar)) }

  func push(_ scalars: [Unicode.Scalar]) { el_wpush(handle, Self.wide(scalars)) }

  /// Reads one key inside a key function; nil if the edit has ended. The corresponding C function is `el_wgetc`.
  func readKey() -> Unicode.Scalar? {
    var character: wchar_t = 0
    guard el_wgetc(handle, &character) == 1 else { return nil }
    return Unicode.Scalar(UInt32(bitPattern: character))
  }

  /// Adds a function that keys can be bound to. The corresponding C function is `el_wset` with `EL_ADDFN`.
  func add(_ name: String, _ help: String, _ function: Function) {
    _ = cel_add_function(handle, kept(name), kept(help), function)
  }

  /// Binds a key in one map. The corresponding C function is `el_wset` with `EL_BIND`.
  func bind(_ key: String, to function: String, in map: KeyMap) {
    switch map {
    case .insert: _ = cel_bind(handle, Self.wide(key), Self.wide(function))
    case .command: _ = cel_bind_alternative(handle, Self.wide(key), Self.wide(function))
    }
  }

  /// Binds a key of the insert map to other keys. The corresponding C function is `el_wset` with `EL_BIND`.
  func bind(_ key: String, toKeys keys: [Key]) {
    _ = cel_bind_keys(handle, Self.wide(key), Self.wide(keys.map(\.name).joined()))
  }

  /// The binding of a key as the library reports it; empty for a sequence that is not bound.
  ///
  /// The library can only print the binding, so it prints to memory. The corresponding C function is `open_memstream`.
  func binding(of key: String, in map: KeyMap) -> String {
    var text: UnsafeMutablePointer<CChar>?
    var size = 0
    guard let memory = open_memstream(&text, &size) else { return "" }
    _ = cel_set_output(handle, memory)
    switch map {
    case .insert: _ = cel_show_binding(handle, Self.wide(key))
    case .command: _ = cel_show_alternative_binding(handle, Self.wide(key))
    }
    _ = cel_set_output(handle, sink)
    fclose(memory)
    defer { free(text) }
    return text.map { String(cString: $0) } ?? ""
  }

  /// The family of key maps; setting it removes all bindings.
  ///
  /// The corresponding C function is `el_wset` with `EL_EDITOR`.
  var mode: EditingMode {
    get {
      var name: UnsafePointer<wchar_t>?
      guard cel_get_key_map(handle, &name) == 0, let name else { return .emacs }
      return name[0] == wchar_t(UInt8(ascii: "v")) ? .vi : .emacs
    }
    set { _ = cel_set_key_map(handle, Self.wide(newValue.rawValue)) }
  }

  /// Whether `.editrc` contains `edit off`. The corresponding C function is `el_wget` with `EL_EDITMODE`.
  var isSwitchedOff: Bool {
    var isOn: Int32 = 1
    return cel_get_number(handle, EL_EDITMODE, &isOn) == 0 && isOn == 0
  }

  /// Changes a terminal flag while editing. The corresponding C function is `el_wset` with `EL_SETTY`.
  func setTerminal(_ flag: String) { _ = cel_set_terminal_mode(handle, Self.wide("-d"), Self.wide(flag)) }

  /// Restores the terminal's usual modes, or sets the modes for editing. The corresponding C function is `el_wset` with
  /// `EL_PREP_TERM`.
  func prepareTerminal(_ isEditing: Bool) { _ = cel_set_number(handle, EL_PREP_TERM, isEditing ? 1 : 0) }

  static func wide(_ text: String) -> [wchar_t] { wide(text.unicodeScalars) }

  static func wide(_ scalars: some Collection<Unicode.Scalar>) -> [wchar_t] {
    scalars.map { wchar_t(bitPattern: $0.value) } + [0]
  }

  private func kept(_ text: String) -> UnsafeMutablePointer<wchar_t> {
    let scalars = Self.wide(text)
    let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: scalars.count)
    copy.initialize(from: scalars, count: scalars.count)
    names.append(copy)
    return copy
  }
}

/// The map in which typing inserts (emacs, vi insert), or the other one (vi command).
enum KeyMap: CaseIterable { case insert, command }
