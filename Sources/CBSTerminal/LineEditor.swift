import Glibc

/// Reads entries from a terminal, on a thread of its own.
///
/// One turn at a time: `read` blocks the editor's thread, and whoever awaits it does not block. Between two
/// turns the terminal is in its usual modes, so that commands can use it. A process has one editor at a time:
/// libedit asks terminfo, whose state is the process's.
package actor LineEditor {
  private let thread: EditorThread
  private let inbox: Inbox
  private let core: EditorCore
  private var turn = 0

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// - Parameters:
  ///   - input: Where keys come from.
  ///   - output: Where the line is painted: standard output, or another way to the terminal when that is redirected.
  /// - Throws: `LineEditorError`; the caller then reads plain lines.
  package init(input: Int32, output: Int32, options: LineEditorOptions) throws {
    inbox = try Inbox()
    thread = try EditorThread()
    core = try EditorCore(input: input, output: output, options: options, inbox: inbox)
  }

  /// Reads one entry. Cancelling the task ends the turn as Ctrl-C does.
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

  /// Prints news above the prompt; the line being typed stays as it is. Between turns it waits for the next prompt.
  package nonisolated func announce(_ text: String) { inbox.post(.announce(text)) }

  /// Changes the prompt of the turn that goes on.
  package nonisolated func setPrompt(_ prompt: EditorPrompt) { inbox.post(.prompt(prompt)) }

  /// Ends the turn that goes on, if any, and every later one with `EditorEvent.end`.
  package nonisolated func close() async {
    inbox.post(.close)
    await shut()
  }

  private func shut() { core.close() }
}
