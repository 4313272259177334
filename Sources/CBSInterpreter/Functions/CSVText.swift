import CBSValues
import OrderedCollections

/// Values between separators, a line for each row (RFC 4180, with LF).
struct CSVText {
  /// One ASCII character.
  let separator: UInt8

  /// - Parameter separator: what the script wants; nil is a comma.
  init(separator: Value?) throws(FunctionFailure) {
    guard let separator else {
      self.separator = UInt8(ascii: ",")
      return
    }
    let bytes = Array(try separator.wantText().utf8)
    guard bytes.count == 1, bytes[0] < 0x80, ![0x0A, 0x0D, 0x22].contains(bytes[0]) else {
      throw FunctionFailure("\(separator.quoted) cannot separate values", hint: "one of , ; | or a tab can")
    }
    self.separator = bytes[0]
  }

  /// The rows as text: records under a line of all their fields' names, lists as they are.
  func text(of rows: [Value]) throws(FunctionFailure) -> Value {
    var result = BoundedText()
    guard case .record? = rows.first else {
      for (index, row) in rows.enumerated() {
        guard let cells = row.list else { throw .wanted("a list of records, or of lists,", row) }
        try write(cells, isFirst: index == 0, to: &result)
      }
      return result.value
    }
    var names: OrderedSet<String> = []
    var count = 0
    for row in rows { names.formUnion(try row.wantRecord().keys) }
    try write(names.map(Value.string), isFirst: true, to: &result)
    for row in rows {
      let fields = try row.wantRecord()
      // A thousand records of different fields make a million cells.
      count += names.count
      try Bounds.check(elements: count)
      try write(names.map { fields[$0] ?? .null }, isFirst: false, to: &result)
    }
    return result.value
  }

  private func write(_ cells: [Value], isFirst: Bool, to result: inout BoundedText) throws(FunctionFailure) {
    if !isFirst { try result.append("\n") }
    for (index, cell) in cells.enumerated() {
      if index > 0 { try result.append(String(Unicode.Scalar(separator))) }
      switch cell {
      // A lone null would be an empty line, which is no row.
      case .null: try result.append(cells.count == 1 ? "\"\"" : "")
      case .secret(let secret): try result.append(secret) { quoted($0) }
      case .list, .record:
        switch try cell.jsonText() {
        case .secret(let secret): try result.append(secret) { quoted($0) }
        case let text: try result.append(quoted(text.description))
        }
      case .boolean, .integer, .float, .digits, .string, .duration, .size, .time:
        let text = quoted(cell.description)
        try result.append(text.isEmpty && cells.count == 1 ? "\"\"" : text)
      }
    }
  }

  private func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 != separator && $0 != 0x22 && $0 != 0x0A && $0 != 0x0D }
    if isPlain, text.first?.isWhitespace != true, text.last?.isWhitespace != true { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
