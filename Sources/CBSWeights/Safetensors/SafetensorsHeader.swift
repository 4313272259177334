/// The header of a safetensors file, which precedes its tensor bytes.
package struct SafetensorsHeader: Sendable, Hashable {
  package struct Tensor: Sendable, Hashable {
    package let name: String
    package let dataType: DataType
    package let shape: [UInt64]
    /// Offsets into the tensor bytes, which follow the header.
    package let extent: Range<UInt64>

    package var byteCount: UInt64 { extent.upperBound - extent.lowerBound }
    package var elementCount: UInt64 { shape.reduce(1) { $0 &* $1 } }
  }

  /// A violation of the format that the reference reader accepts.
  package enum Oddity: Sendable, Hashable {
    /// The last one counts.
    case duplicateTensor(String)
    case leadingBlanks
  }

  /// Ordered by offset.
  package let tensors: [Tensor]
  package let metadata: [String: String]
  package let oddities: [Oddity]
  /// The size of the JSON text, without the eight bytes before it.
  package let length: Int

  /// The largest header that the reference reader accepts.
  package static let maximumLength: UInt64 = 100_000_000

  /// The size of the header's text, from the first eight bytes of a file.
  ///
  /// - Throws: `SafetensorsError` if no reader would continue: too short, too large, beyond the end, another format.
  package static func length(firstBytes: [UInt8], fileSize: Int64) throws(SafetensorsError) -> Int {
    if let format = ForeignFormat(firstBytes: firstBytes) { throw .foreign(format) }
    guard firstBytes.count >= 8, fileSize >= 8 else { throw .tooShort(size: fileSize) }
    let length = firstBytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= maximumLength else { throw .headerTooLarge(length) }
    guard length <= UInt64(fileSize - 8) else { throw .headerBeyondEnd(length: length, fileSize: fileSize) }
    return Int(length)
  }

  /// Parses the header at the start of `bytes` and compares it with the size of the file.
  ///
  /// - Parameter bytes: at least the eight bytes of the length and the header; anything after them is ignored.
  package init(parsing bytes: [UInt8], fileSize: Int64) throws(SafetensorsError) {
    length = try Self.length(firstBytes: bytes, fileSize: fileSize)
    guard bytes.count >= 8 + length else {
      throw .headerBeyondEnd(length: UInt64(length), fileSize: Int64(bytes.count))
    }
    let parsed = try HeaderText(bytes, in: 8..<8 + length)
    metadata = parsed.metadata
    oddities = parsed.oddities
    tensors = parsed.tensors.sorted {
      ($0.extent.lowerBound, $0.extent.upperBound) < ($1.extent.lowerBound, $1.extent.upperBound)
    }
    try Self.checkExtents(tensors)
    let end = UInt64(8 + length) + (tensors.last?.extent.upperBound ?? 0)
    guard end == UInt64(fileSize) else { throw .size(expected: end, found: fileSize) }
  }

  /// The sum of the tensors' bytes.
  package var byteCount: UInt64 { tensors.last?.extent.upperBound ?? 0 }

  /// Requires that there is no gap and no overlap, and that each extent matches shape and type.
  private static func checkExtents(_ tensors: [Tensor]) throws(SafetensorsError) {
    var position: UInt64 = 0
    for tensor in tensors {
      guard tensor.extent.lowerBound == position else { throw .invalidOffset(tensor.name) }
      position = tensor.extent.upperBound
      var count: UInt64 = 1
      for dimension in tensor.shape + [tensor.dataType.bits] {
        let (product, isTooBig) = count.multipliedReportingOverflow(by: dimension)
        guard !isTooBig else { throw .overflow(tensor.name) }
        count = product
      }
      guard count % 8 == 0 else {
        throw .invalidTensor(tensor.name, problem: "its \(tensor.dataType.rawValue) elements do not fill whole bytes")
      }
      guard tensor.byteCount == count / 8 else {
        throw .extent(tensor.name, expected: count / 8, found: tensor.byteCount)
      }
    }
  }
}
