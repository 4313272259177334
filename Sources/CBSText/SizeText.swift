/// How numbers of bytes are written: exactly, as the language reads them, or briefly, for people.
package enum SizeText {
  /// The units a size may have, the smallest first.
  package static let units: [(name: String, bytes: Int64)] = [
    ("B", 1), ("kB", 1000), ("KiB", 1 << 10), ("MB", 1_000_000), ("MiB", 1 << 20), ("GB", 1_000_000_000),
    ("GiB", 1 << 30), ("TB", 1_000_000_000_000), ("TiB", 1 << 40),
  ]

  /// `10GiB`: in the greatest unit that divides it; it reads back as the same size.
  package static func exact(bytes: Int64) -> String {
    let unit = units.last { bytes != 0 && bytes.isMultiple(of: $0.bytes) } ?? units[0]
    return "\(bytes / unit.bytes)\(unit.name)"
  }

  /// As people read it, with at most one decimal: `512B`, `1.5KiB`, `61.7GiB`.
  package static func brief(bytes: Int64) -> String {
    let names = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    guard bytes.magnitude >= 1024 else { return "\(bytes)B" }
    var amount = Double(bytes.magnitude) / 1024
    var name = 0
    // 1023.96 KiB would round to 1024.0: it is 1 MiB.
    while amount >= 1023.95, name + 1 < names.count {
      amount /= 1024
      name += 1
    }
    let tenths = Int64((amount * 10).rounded())
    let fraction = tenths % 10 == 0 ? "" : ".\(tenths % 10)"
    return (bytes < 0 ? "-" : "") + "\(tenths / 10)\(fraction)\(names[name])"
  }
}
