/// A page as the user names it: `FILE`, or `FILE:LINE` for one step or block of it.
package struct PageAddress: Sendable, Equatable {
  package let path: String
  /// Counted from 1; nil for the whole page.
  package let line: Int?

  /// Takes digits after the last colon as a line.
  package init(_ argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 1, let last = parts.last, last.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let line = Int(last)
    {
      path = parts.dropLast().joined(separator: ":")
      self.line = line
    } else {
      path = argument
      line = nil
    }
  }
}
