import CBSDiagnostics
import CBSValues
import OrderedCollections

extension CSVText {
  /// The rows below the first, as records of texts under the names in the first.
  func records(of text: String) throws(FunctionFailure) -> [Value] {
    var rows = try self.rows(of: text)
    guard !rows.isEmpty else { return [] }
    let header = rows.removeFirst()
    let names = OrderedSet(header.cells)
    guard names.count == header.cells.count else {
      throw FunctionFailure("two columns have the same name", hint: "the first line names the columns")
    }
    // A short line cannot stand for thousands of fields: every row has as many cells as the first.
    return try rows.map { (row) throws(FunctionFailure) in
      guard row.cells.count == names.count else {
        throw FunctionFailure("line \(row.line) has \(row.cells.count) values under \(names.count) names")
      }
      return .record(OrderedDictionary(uniqueKeysWithValues: zip(names, row.cells.map(Value.string))))
    }
  }

  private typealias Row = (line: Int, cells: [String])

  /// Every row with the number of the line it begins on; empty lines are none.
  private func rows(of text: String) throws(FunctionFailure) -> [Row] {
    var rows: [Row] = []
    var row: Row = (1, [])
    var cell: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var line = 1
    var cells = 0
    func endCell() throws(FunctionFailure) {
      row.cells.append(String(decoding: cell, as: UTF8.self))
      cell = []
      wasQuoted = false
      cells += 1
      try Bounds.check(elements: cells)
    }
    func endRow() throws(FunctionFailure) {
      if !(row.cells.isEmpty && cell.isEmpty && !wasQuoted) {
        try endCell()
        rows.append(row)
      }
      row = (line + 1, [])
    }
    var bytes = text.utf8.makeIterator()
    var next = bytes.next()
    while let byte = next {
      next = bytes.next()
      switch byte {
      case 0x22 where isQuoted && next == 0x22:
        cell.append(byte)
        next = bytes.next()
      case 0x22 where isQuoted: isQuoted = false
      case 0x22 where cell.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case _ where isQuoted:
        if byte == 0x0A { line += 1 }
        cell.append(byte)
      case separator: try endCell()
      case 0x0D where next == 0x0A || next == nil: break
      case 0x0A:
        try endRow()
        line += 1
      case _ where wasQuoted: throw FunctionFailure("line \(line) has something after a closing quote")
      default: cell.append(byte)
      }
    }
    guard !isQuoted else { throw FunctionFailure("the quote of the value on line \(row.line) is never closed") }
    try endRow()
    return rows
  }
}
