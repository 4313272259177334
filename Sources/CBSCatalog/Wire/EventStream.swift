/// Reads server-sent events from bytes that arrive in any pieces.
///
/// Follows the WHATWG rules for `text/event-stream`: lines end with LF, CR or CRLF, a blank line ends an event,
/// several `data` lines are joined by LF, a line that begins with a colon is a comment, a byte-order mark is skipped.
package struct EventStream: Sendable {
  package struct Event: Sendable, Hashable {
    /// The `event` field; nil where there was none.
    package let name: String?
    package let data: String

    package init(name: String? = nil, data: String) {
      self.name = name
      self.data = data
    }

    /// Whether it says that the stream is whole.
    package var isDone: Bool { data.hasPrefix("[DONE]") }
  }

  private var line: [UInt8] = []
  /// Whether the last byte was CR, so that an LF right after it ends no line of its own.
  private var endedWithReturn = false
  private var isFirstLine = true
  private var name: String?
  private var data: [String] = []

  package init() {}

  /// The events that `bytes` complete.
  package mutating func read(_ bytes: [UInt8]) -> [Event] {
    var events: [Event] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D {
      let follows = byte == 0x0A && index == start && endedWithReturn
      if !follows {
        line += bytes[start..<index]
        endLine(&events)
      }
      endedWithReturn = byte == 0x0D
      start = index + 1
    }
    if start < bytes.count {
      line += bytes[start...]
      endedWithReturn = false
    }
    return events
  }

  /// What the end of the body completes: an event whose blank line never came, when its data is there.
  ///
  /// The rules would drop it; a server that ends right after its last line has sent it all the same.
  package mutating func finish() -> [Event] {
    var events: [Event] = []
    if !line.isEmpty { endLine(&events) }
    endEvent(&events)
    return events
  }

  private mutating func endLine(_ events: inout [Event]) {
    defer { line.removeAll(keepingCapacity: true) }
    var bytes = line[...]
    if isFirstLine {
      isFirstLine = false
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    }
    guard !bytes.isEmpty else { return endEvent(&events) }
    let field = bytes.prefix { $0 != UInt8(ascii: ":") }
    var value = bytes.dropFirst(field.count + 1)
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    if field.elementsEqual("data".utf8) {
      data.append(String(decoding: value, as: UTF8.self))
    } else if field.elementsEqual("event".utf8), field.count < bytes.count {
      name = String(decoding: value, as: UTF8.self)
    }
  }

  private mutating func endEvent(_ events: inout [Event]) {
    if !data.isEmpty { events.append(Event(name: name, data: data.joined(separator: "\n"))) }
    data = []
    name = nil
  }
}
