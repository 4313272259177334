/// Why a file is not a safetensors file that can be loaded.
package enum SafetensorsError: Error, Sendable, Hashable {
  case foreign(ForeignFormat)
  /// Fewer than the eight bytes of the length.
  case tooShort(size: Int64)
  case headerTooLarge(UInt64)
  case headerBeyondEnd(length: UInt64, fileSize: Int64)
  case notUTF8
  case invalidJSON(String, offset: Int)
  case invalidTensor(String, problem: String)
  case duplicateField(String, tensor: String)
  case invalidMetadata(String)
  /// A gap, an overlap, or an end before its start.
  case invalidOffset(String)
  /// The extent does not match the shape and type.
  case extent(String, expected: UInt64, found: UInt64)
  case overflow(String)
  /// The tensors end at `expected`, the file at `found`.
  case size(expected: UInt64, found: Int64)
}

extension SafetensorsError: CustomStringConvertible {
  /// Whether a file is valid except that bytes are missing at its end.
  package var isCutShort: Bool {
    switch self {
    case .size(let expected, let found): UInt64(max(0, found)) < expected
    case .headerBeyondEnd, .tooShort: true
    case .foreign, .headerTooLarge, .notUTF8, .invalidJSON, .invalidTensor, .duplicateField, .invalidMetadata,
      .invalidOffset, .extent, .overflow:
      false
    }
  }

  /// The reason, as a clause that follows the file's name: lowercase, without a full stop.
  package var description: String {
    switch self {
    case .foreign(let format): "is \(format.name), not a safetensors file"
    case .tooShort(let size): "has \(size) bytes, which is too short for a safetensors file"
    case .headerTooLarge(let length):
      "is not a safetensors file: its first eight bytes ask for a header of \(length) bytes"
    case .headerBeyondEnd(let length, let size): "is cut short: its header takes \(length) bytes, the file has \(size)"
    case .notUTF8: "has a header that is not UTF-8"
    case .invalidJSON(let problem, let offset): "has a header that is not JSON: \(problem) at byte \(offset)"
    case .invalidTensor(let name, let problem): "describes tensor '\(name)' wrongly: \(problem)"
    case .duplicateField(let field, let tensor): "describes tensor '\(tensor)' wrongly: '\(field)' is there twice"
    case .invalidMetadata(let problem): "has wrong metadata: \(problem)"
    case .invalidOffset(let name): "has a hole or an overlap at tensor '\(name)'"
    case .extent(let name, let expected, let found):
      "describes tensor '\(name)' with \(found) bytes where its shape and type take \(expected)"
    case .overflow(let name): "describes tensor '\(name)' with a shape beyond 64 bits"
    case .size(let expected, let found):
      found < Int64(clamping: expected)
        ? "is cut short: \(found) of \(expected) bytes are there"
        : "is \(UInt64(max(0, found)) - expected) bytes longer than its tensors"
    }
  }
}
