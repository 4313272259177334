/// The contents of a safetensors file to write.
package struct SafetensorsFile: Sendable {
  package struct Tensor: Sendable {
    package let name: String
    package let dataType: DataType
    package let shape: [Int]
    /// Little-endian, row by row.
    package let bytes: [UInt8]

    package init(name: String, dataType: DataType, shape: [Int], bytes: [UInt8]) {
      self.name = name
      self.dataType = dataType
      self.shape = shape
      self.bytes = bytes
    }
  }

  package let tensors: [Tensor]

  package init(_ tensors: [Tensor]) { self.tensors = tensors }

  /// The whole file: tensors ordered by decreasing element size, then by name; the header padded to eight bytes.
  package var bytes: [UInt8] {
    let sorted = tensors.sorted { ($1.dataType.bits, $0.name) < ($0.dataType.bits, $1.name) }
    var header = #"{"__metadata__":{"format":"pt"}"#
    var position = 0
    for tensor in sorted {
      let end = position + tensor.bytes.count
      header += #","\#(tensor.name)":{"dtype":"\#(tensor.dataType.rawValue)","shape":["#
      header += tensor.shape.map(String.init).joined(separator: ",")
      header += #"],"data_offsets":[\#(position),\#(end)]}"#
      position = end
    }
    header += "}"
    header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + header.utf8 + sorted.flatMap(\.bytes)
  }
}
