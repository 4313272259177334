import CBSValues
import OrderedCollections

/// One input of the user, as the history keeps it: possibly several lines of text.
package struct HistoryEntry: Hashable, Sendable {
  package let line: String
  /// Seconds since 1970; 0 where the file does not say.
  package let time: Int64
  package let directory: String?
  package let profile: String?

  init(line: String, time: Int64, directory: String?, profile: String?) {
    self.line = line
    self.time = time
    self.directory = directory
    self.profile = profile
  }

  /// Reads a line of the file; nil where it is damaged.
  ///
  /// Texts that equal those of `neighbour` share its storage: a hundred thousand entries know few folders.
  init?(record: ArraySlice<UInt8>, sharingWith neighbour: HistoryEntry? = nil) {
    if let entry = Self.plain(record, neighbour) {
      self = entry
      return
    }
    guard let json = try? JSON(parsing: record), let line = json["line"]?.string, !line.isEmpty else { return nil }
    self.line = line
    time = json["t"]?.integer ?? 0
    directory = json["dir"]?.string
    profile = json["profile"]?.string
  }

  /// An entry written by us in which nothing is escaped, without the cost of a JSON parser; nil for any other.
  private static func plain(_ record: ArraySlice<UInt8>, _ neighbour: HistoryEntry?) -> HistoryEntry? {
    var rest = record
    guard let time = rest.take(number: "{\"t\":"), let line = rest.take(text: ",\"line\":\""), !line.isEmpty else {
      return nil
    }
    func text(_ bytes: ArraySlice<UInt8>?, _ known: String?) -> String? {
      guard let bytes else { return nil }
      return known.map { $0.utf8.elementsEqual(bytes) } == true ? known : String(decoding: bytes, as: UTF8.self)
    }
    let directory = text(rest.take(text: ",\"dir\":\""), neighbour?.directory)
    let profile = text(rest.take(text: ",\"profile\":\""), neighbour?.profile)
    guard rest.elementsEqual("}".utf8), let line = String(validating: line, as: UTF8.self) else { return nil }
    return HistoryEntry(line: line, time: time, directory: directory, profile: profile)
  }

  /// The line of the file, with its line break: `{"t":1767225600,"line":"arch list"}`.
  var record: String {
    var members: [(String, JSON)] = [("t", .integer(time)), ("line", .string(line))]
    if let directory { members.append(("dir", .string(directory))) }
    if let profile { members.append(("profile", .string(profile))) }
    return JSON.object(.init(members) { _, last in last }).text + "\n"
  }
}

extension ArraySlice<UInt8> {
  /// Takes `head` and the digits after it.
  fileprivate mutating func take(number head: StaticString) -> Int64? {
    guard starts(with: head) else { return nil }
    var rest = dropFirst(head.utf8CodeUnitCount)
    var number: Int64 = 0
    while let byte = rest.first, (0x30...0x39).contains(byte), number < 1 << 50 {
      number = number * 10 + Int64(byte - 0x30)
      rest.removeFirst()
    }
    self = rest
    return number
  }

  /// Takes `head`, the text after it and its closing quote; nil, and nothing taken, where the text has escapes.
  fileprivate mutating func take(text head: StaticString) -> ArraySlice<UInt8>? {
    guard starts(with: head) else { return nil }
    let rest = dropFirst(head.utf8CodeUnitCount)
    guard let end = rest.firstIndex(where: { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }), rest[end] == 0x22 else {
      return nil
    }
    self = rest[(end + 1)...]
    return rest[..<end]
  }

  private func starts(with head: StaticString) -> Bool {
    head.withUTF8Buffer { starts(with: $0) }
  }
}
