import Synchronization

/// Messages of other threads to an editor that waits for keys.
final class Inbox: Sendable {
  enum Message: Sendable, Equatable {
    case announce(String)
    case prompt(EditorPrompt)
    /// A signal arrived: window size, suspend, continue, interrupt, hang-up.
    case signal(Int32)
    /// The task that reads entry `number` was cancelled.
    case cancel(turn: Int)
    case close
  }

  /// Readable if there are messages.
  var descriptor: Int32 { pipe.readEnd }
  private let pipe: WakePipe
  private let messages = Mutex<[Message]>([])

  init() throws { pipe = try WakePipe() }

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    pipe.wake()
  }

  /// Removes and returns all messages, oldest first.
  func drain() -> [Message] {
    pipe.drain()
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
