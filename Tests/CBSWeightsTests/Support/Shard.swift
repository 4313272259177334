/// A safetensors file written by hand: the length, the given header text, the data.
func shard(_ header: String, data: Int = 8) -> [UInt8] { shard(Array(header.utf8), data: data) }

func shard(_ header: [UInt8], data: Int = 8) -> [UInt8] {
  lengthField(UInt64(header.count)) + header + [UInt8](repeating: 0, count: data)
}

func lengthField(_ length: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } }
