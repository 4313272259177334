import Glibc

/// As much of the history as has been looked at: a growing tail of the file.
struct HistoryTail {
  private var file: HistoryFile?
  /// Newest first, one for each line of the file that was read backwards; nil for a damaged one.
  private var old: [HistoryEntry?] = []
  /// Newest last, equal neighbours once; what was added or taken in since.
  private var new: [HistoryEntry] = []
  /// Where `old` begins in the file: everything before it has not been read.
  private var lower = 0
  /// Up to where other sessions' entries have been taken in.
  private var upper = 0
  /// Offsets after `upper` of our own records, which are in `new` already.
  private var own: Set<Int> = []
  /// The size of the file when it was opened: `old` is part of what stands before it.
  private var openedSize = 0
  /// How many lines stand before `openedSize`, once somebody asked.
  private var oldCount: Int?
  private static let chunk = 16 * 1024

  /// How many lines there are, damaged ones and equal neighbours included. Counts line breaks, reads no record.
  mutating func count() -> Int {
    let known = oldCount ?? file?.lineCount(upTo: openedSize) ?? 0
    oldCount = known
    return known + new.count
  }

  /// Opens the file where it is there and not open yet.
  mutating func openExisting(at path: String) {
    if file == nil { _ = try? openedFile(at: path, isCreated: false) }
  }

  /// The file that is at `path` now; nil where there is none and `isCreated` is false.
  mutating func openedFile(at path: String, isCreated: Bool) throws(HistoryFailure) -> HistoryFile? {
    if let file, file.isCurrent { return file }
    if access(path, F_OK) != 0 {
      guard isCreated else { return nil }
      PrivateFile.makeFolders(above: path)
    }
    let isFirst = file == nil
    let file = try HistoryFile(path: path)
    self.file = file
    if isFirst {
      lower = file.size
      upper = lower
      openedSize = lower
      oldCount = nil
    } else {
      // Somebody replaced the file: what it holds comes with the next refresh.
      upper = 0
      lower = 0
      openedSize = 0
      oldCount = old.count
      own = []
    }
    return file
  }

  /// Adds an entry of this session; `offset` is where its record stands in the file.
  mutating func add(_ entry: HistoryEntry, at offset: Int?) {
    if let offset {
      if offset == upper { upper += entry.record.utf8.count } else { own.insert(offset) }
    }
    join(entry)
  }

  /// The line `back` steps before the newest, nil where it is damaged; nothing before the oldest.
  private mutating func line(back: Int) -> HistoryEntry?? {
    if back < new.count { return new[new.count - 1 - back] }
    let index = back - new.count
    while index >= old.count, readBack() {}
    return index < old.count ? .some(old[index]) : nil
  }

  /// The line `back` steps before the newest; for a damaged one the next newer entry, or older where there is none.
  mutating func entry(back: Int) -> HistoryEntry? {
    guard let line = line(back: back) else { return nil }
    if let line { return line }
    for newer in stride(from: back - 1, through: 0, by: -1) {
      if case .some(.some(let entry)) = self.line(back: newer) { return entry }
    }
    var older = back + 1
    while let line = self.line(back: older) {
      if let line { return line }
      older += 1
    }
    return nil
  }

  /// Entries from the newest back, damaged lines left out and equal neighbours once, until `body` has enough.
  mutating func forEachBackwards(_ body: (HistoryEntry) -> Bool) {
    var newer: String?
    var back = 0
    while let line = line(back: back) {
      back += 1
      guard let entry = line, entry.line != newer else { continue }
      newer = entry.line
      if !body(entry) { return }
    }
  }

  /// Takes in what follows `upper`; where the file became shorter, begins anew.
  mutating func refresh() {
    guard let file else { return }
    let size = file.size
    if size < upper {
      forget()
      upper = 0
    }
    guard size > upper else { return }
    let bytes = file.bytes(in: upper..<size)
    // A record without its line break is being written, or was cut off by a crash; it is looked at again next time.
    guard let end = bytes.lastIndex(of: 0x0A) else { return }
    var start = 0
    for line in bytes[..<end].split(separator: 0x0A, omittingEmptySubsequences: false) {
      let offset = upper + start
      start += line.count + 1
      if own.remove(offset) == nil, let entry = HistoryEntry(record: line) { join(entry) }
    }
    upper += end + 1
  }

  /// Drops everything known; entries of the file that are not yet read stay unread.
  mutating func forget() {
    old = []
    new = []
    own = []
    lower = 0
    upper = file?.size ?? 0
    openedSize = 0
    oldCount = 0
  }

  private mutating func join(_ entry: HistoryEntry) {
    if new.last?.line == entry.line {
      new[new.count - 1] = entry
    } else if new.isEmpty, self.entry(back: 0)?.line == entry.line {
      return
    } else {
      new.append(entry)
    }
  }

  /// Reads the chunk before `lower`, up to the start of a record; false at the beginning of the file.
  private mutating func readBack() -> Bool {
    guard let file, lower > 0 else { return false }
    var size = Self.chunk
    var start = max(0, lower - size)
    var bytes = file.bytes(in: start..<lower)
    // The chunk begins within a record unless it begins the file; that record is read with the chunk before.
    while start > 0, bytes.dropLast().firstIndex(of: 0x0A) == nil {
      size *= 2
      start = max(0, lower - size)
      bytes = file.bytes(in: start..<lower)
    }
    let first = start == 0 ? 0 : (bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? 0)
    var lines = bytes[first...]
    if lines.last == 0x0A { lines.removeLast() }
    var latest: HistoryEntry?
    for line in lines.split(separator: 0x0A, omittingEmptySubsequences: false).reversed() {
      let entry = HistoryEntry(record: line, sharingWith: latest)
      if let entry { latest = entry }
      old.append(entry)
    }
    lower = start + first
    return true
  }
}
