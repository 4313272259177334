import CEditLine
import Glibc

/// The editor as its own thread sees it: the functions that libedit calls, and what is painted.
///
/// libedit calls `nextCharacter` for every character. That function decodes keys, paints the screen when no more input
/// is waiting, and receives messages of other threads.
final class EditorCore {
  let editLine: EditLine
  let options: LineEditorOptions
  let inbox: Inbox
  let input: Int32
  let output: Int32
  /// Whether this terminal rewraps rows that are wider than a window that became narrower.
  let rewraps: Bool
  var prompt = EditorPrompt(text: "")
  var undo = UndoStack()
  var walk = HistoryWalk()
  var search: HistorySearch?
  var painter = Painter()
  /// Output written before the next paint, in the same `write`.
  var pending = ""
  var size = Terminal.Size(columns: 80, rows: 24)
  /// The first visible row of an entry that is taller than the window.
  var topRow = 0
  /// How the current entry ended; nil while it is being edited.
  private(set) var outcome: EditorEvent?
  /// Whether a write failed: then the terminal is gone, and there is no reason to read on.
  var hasLostTerminal = false
  /// The texts of pastes whose key libedit has not dispatched yet.
  var pastes: [String] = []

  private let answers: HistoryAnswers
  private let userSequences: Set<[UInt8]>
  private let readsUserSettings: Bool
  private var decoder = KeyDecoder()
  /// The characters of a key sequence that libedit receives unchanged.
  private var passedOn: [Unicode.Scalar] = []
  private var lastBuffer = TextBuffer()
  private var turn = 0
  private var isClosed = false

  /// - Throws: `LineEditorError`.
  init(input: Int32, output: Int32, options: LineEditorOptions, inbox: Inbox) throws {
    // The library uses the locale to decide what is printable and what is a letter; ours is always UTF-8.
    if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "") }
    (self.input, self.output, self.options, self.inbox) = (input, output, options, inbox)
    rewraps = Terminal.rewraps(
      name: getenv("TERM").map { String(cString: $0) }, isXterm: getenv("XTERM_VERSION") != nil)
    editLine = try EditLine(program: "cbs", input: input, output: output)
    answers = HistoryAnswers(history: options.history)
    readsUserSettings = options.readsUserSettings && UserSettings.exist
    for function in EditorFunctions.all { editLine.add(function.name, function.help, function.body) }
    let defaults = readsUserSettings ? KeyBindings.defaults(of: editLine) : nil
    editLine.mode = options.editingMode ?? .emacs
    if readsUserSettings { UserSettings.apply(to: editLine) }
    if let mode = options.editingMode, mode != editLine.mode { editLine.mode = mode }
    userSequences = KeyBindings.install(in: editLine, over: defaults)
    if editLine.isSwitchedOff { throw LineEditorError.switchedOff }
    // Ctrl-C is a key, and carriage returns and line feeds arrive unchanged, so that a pasted CR LF is one line break.
    for flag in ["-isig", "-icrnl", "-inlcr"] { editLine.setTerminal(flag) }
    answers.attach(to: editLine)
    _ = cel_set_owner(editLine.handle, Unmanaged.passUnretained(self).toOpaque())
    _ = cel_set_reader(editLine.handle) { handle, character in
      guard let core = EditorCore.owner(of: handle), let character else { return 0 }
      guard let scalar = core.nextCharacter() else { return 0 }
      character.pointee = wchar_t(bitPattern: scalar.value)
      return 1
    }
  }

  /// The core of a libedit handle, inside a callback.
  static func owner(of handle: OpaquePointer?) -> EditorCore? {
    var owner: UnsafeMutableRawPointer?
    guard let handle, cel_get_owner(handle, &owner) == 0, let owner else { return nil }
    return Unmanaged<EditorCore>.fromOpaque(owner).takeUnretainedValue()
  }

  // MARK: One turn at the prompt

  /// Reads one entry; blocks the thread. The corresponding C function is `el_wgets`.
  func read(_ prompt: EditorPrompt, turn: Int) -> EditorEvent {
    guard !isClosed, !hasLostTerminal else { return .end }
    self.prompt = prompt
    self.turn = turn
    begin()
    var count: Int32 = 0
    let line = el_wgets(editLine.handle, &count)
    let event = outcome ?? endedByLibrary(hasLine: line != nil)
    write(pending + "\u{1B}[?2004l")
    pending = ""
    painter.forget()
    return event
  }

  /// Ends the editor; later reads return `end`.
  func close() { isClosed = true }

  private func begin() {
    outcome = nil
    search = nil
    pastes = []
    passedOn = []
    walk = HistoryWalk()
    lastBuffer = TextBuffer()
    undo.begin(with: lastBuffer)
    painter.forget()
    topRow = 0
    measure()
    for case .announce(let text) in takeMessages() { pending += Self.lines(text) }
    // Spaces up to the right edge wrap to a new row exactly if this row has output without a line break. In that case
    // the mark after that output remains; otherwise it is painted over.
    let blanks = String(repeating: " ", count: size.columns - 1)
    pending = "\u{1B}[7m%\u{1B}[27m" + blanks + "\r" + pending + "\u{1B}[?2004h"
  }

  /// Receives all messages and returns them, but acts only on those that concern the current entry.
  private func takeMessages() -> [Inbox.Message] {
    let messages = inbox.drain()
    for message in messages {
      switch message {
      case .prompt(let prompt): self.prompt = prompt
      case .close: finish(.end)
      case .cancel(let turn) where turn == self.turn: finish(.interrupted)
      case .announce, .signal, .cancel: break
      }
    }
    return messages
  }

  /// The line as ended by one of the library's own functions, such as a key that the user bound to `ed-newline`.
  private func endedByLibrary(hasLine: Bool) -> EditorEvent {
    guard hasLine else {
      finish(.end)
      return .end
    }
    var buffer = editLine.buffer
    if buffer.scalars.last == "\n" { buffer.scalars.removeLast() }
    editLine.replace(with: TextBuffer(scalars: buffer.scalars, cursor: buffer.scalars.count))
    finish(.line(buffer.text))
    return .line(buffer.text)
  }

  /// Ends the entry: paints the last state, writes `tail` after it and moves to the row below.
  func finish(_ event: EditorEvent, tail: String = "") {
    guard outcome == nil else { return }
    search = nil
    let body = pending + painter.paint(frame()) + painter.leave(tail: tail)
    pending = ""
    outcome = event
    write(Self.shielded(body))
  }

  // MARK: Characters for libedit

  /// The next character, or nil if the entry has ended.
  private func nextCharacter() -> Unicode.Scalar? {
    while outcome == nil, !hasLostTerminal {
      if !passedOn.isEmpty { return passedOn.removeFirst() }
      if let output = decoder.next() {
        if let scalar = scalar(for: output) { return scalar }
        continue
      }
      settle()
      var isWaiting = isReadable(within: 0)
      if !isWaiting {
        paint()
        // 50 ms: longer than the gaps between the bytes of one key, shorter than a noticeable pause.
        isWaiting = isReadable(within: decoder.hasOpenEscape ? 50 : -1)
        if !isWaiting { decoder.closeEscape() }
      }
      if isWaiting { takeInput() }
    }
    return nil
  }

  private func scalar(for output: KeyDecoder.Output) -> Unicode.Scalar? {
    switch output {
    case .scalar(let scalar):
      return scalar
    case .key(let key, let bytes):
      guard userSequences.contains(bytes) else { return key.scalar }
      passedOn = bytes.map { Unicode.Scalar($0) }
      return nil
    case .paste(let text):
      pastes.append(text)
      return Key.paste.scalar
    case .sequence(let bytes):
      // The library inserts the rest of a sequence that it does not know, so it receives only known ones.
      let sequence = String(decoding: bytes, as: UTF8.self)
      if readsUserSettings, !editLine.binding(of: sequence, in: .insert).isEmpty {
        passedOn = bytes.map { Unicode.Scalar($0) }
      }
      return nil
    }
  }

  /// Cleans up after keys: the cursor is never inside a character, and the change is recorded for undo.
  func settle() {
    guard search == nil else { return }
    var buffer = editLine.buffer
    if buffer.scalars == lastBuffer.scalars, buffer.cursor != lastBuffer.cursor {
      let cluster = buffer.cluster(around: buffer.cursor)
      if !cluster.isEmpty {
        buffer.cursor = buffer.cursor < lastBuffer.cursor ? cluster.lowerBound : cluster.upperBound
        editLine.move(to: buffer.cursor)
      }
    }
    lastBuffer = buffer
    undo.note(buffer)
  }

  /// Waits until the terminal can be read; handles messages that arrive in the meantime.
  private func isReadable(within milliseconds: Int32) -> Bool {
    while outcome == nil, !hasLostTerminal {
      var descriptors = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&descriptors, 2, milliseconds)
      if count < 0, errno != EINTR { finish(.end) }
      guard count > 0 else {
        if count == 0 { return false }
        continue
      }
      if descriptors[1].revents != 0 {
        takeIn()
        if milliseconds < 0, outcome == nil { paint() }
      }
      if descriptors[0].revents != 0 { return true }
    }
    return false
  }

  private func takeInput() {
    guard outcome == nil else { return }
    var bytes: [UInt8] = Array(repeating: 0, count: 4096)
    let count = Glibc.read(input, &bytes, bytes.count)
    if count > 0 {
      decoder.feed(bytes[..<count])
    } else if count == 0 || errno != EINTR {
      finish(.end)
    }
  }

  private func takeIn() {
    for message in takeMessages() where outcome == nil {
      switch message {
      case .announce(let text): pending += painter.erase() + Self.lines(text)
      case .signal(let number): take(signal: number)
      case .prompt, .cancel, .close: break
      }
    }
  }

  private func take(signal number: Int32) {
    switch number {
    case SIGWINCH:
      el_resize(editLine.handle)
      measure()
      pending += painter.eraseAfterResize(width: size.columns, rewraps: rewraps)
    case SIGTSTP: suspend()
    case SIGCONT: resume()
    case SIGINT: finish(.interrupted, tail: "^C")
    default: finish(.end)
    }
  }
}
