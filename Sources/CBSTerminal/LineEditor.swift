import Glibc

/// Reads entries from a terminal, on a thread of its own.
///
/// It reads one entry at a time: `read` blocks the editor's thread, but not its caller. Between two entries the
/// terminal is in its usual modes, so that commands can use it. A process has one editor at a time, because libedit
/// uses terminfo, whose state is global.
package actor LineEditor {
  private let thread: EditorThread
  private let inbox: Inbox
  private let core: EditorCore
  private var turn = 0

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// - Parameters:
  ///   - input: The terminal that keys come from.
  ///   - output: The terminal on which the line is painted: standard output, or another one if that is redirected.
  /// - Throws: `LineEditorError`; the caller then reads plain lines.
  package init(input: Int32, output: Int32, options: LineEditorOptions) throws {
    inbox = try Inbox()
    thread = try EditorThread()
    core = try EditorCore(input: input, output: output, options: options, inbox: inbox)
  }

  /// Reads one entry. Cancelling the task has the same effect as Ctrl-C.
  package func read(_ prompt: EditorPrompt) async -> EditorEvent {
    turn += 1
    let number = turn
    let inbox = inbox
    let watcher = Watcher { inbox.post(.signal($0)) }
    return await withTaskCancellationHandler {
      withExtendedLifetime(watcher) { core.read(prompt, turn: number) }
    } onCancel: {
      inbox.post(.cancel(turn: number))
    }
  }

  /// Prints a message above the prompt; the line being typed is unchanged. Between entries it waits for the next
  /// prompt.
  package nonisolated func announce(_ text: String) { inbox.post(.announce(text)) }

  /// Changes the prompt of the current entry.
  package nonisolated func setPrompt(_ prompt: EditorPrompt) { inbox.post(.prompt(prompt)) }

  /// Ends the current entry, if any, and every later one with `EditorEvent.end`.
  package nonisolated func close() async {
    inbox.post(.close)
    await shut()
  }

  private func shut() { core.close() }
}
