/// The JSON of a safetensors header, parsed by the rules of the reference reader.
struct HeaderText {
  private(set) var tensors: [SafetensorsHeader.Tensor] = []
  private(set) var metadata: [String: String] = [:]
  private(set) var oddities: [SafetensorsHeader.Oddity] = []

  init(_ bytes: [UInt8], in range: Range<Int>) throws(SafetensorsError) {
    guard bytes[range].isUTF8 else { throw .notUTF8 }
    var scanner = JSONScanner(bytes, in: range)
    do { try read(&scanner) } catch {
      switch error {
      case .syntax(let failure): throw .invalidJSON(failure.message, offset: failure.offset - range.lowerBound)
      case .meaning(let error): throw error
      }
    }
    if !range.isEmpty, bytes[range.lowerBound] != UInt8(ascii: "{") { oddities.append(.leadingBlanks) }
  }

  private enum Problem: Error {
    case syntax(JSONScanner.Failure)
    case meaning(SafetensorsError)
  }

  private mutating func read(_ scanner: inout JSONScanner) throws(Problem) {
    var positions: [String: Int] = [:]
    var hasMetadata = false
    // The scanner throws only its own errors; an error in the meaning of a member is stored until the scanner returns.
    var wrong: SafetensorsError?
    do {
      try scanner.object { (scanner, name) throws(JSONScanner.Failure) in
        if name == "__metadata__" {
          if hasMetadata { wrong = wrong ?? .invalidMetadata("it is there twice") }
          hasMetadata = true
          try readMetadata(&scanner, &wrong)
        } else {
          guard scanner.kind() == .object else {
            wrong = wrong ?? .invalidTensor(name, problem: "it is not an object")
            return try scanner.skip()
          }
          guard let tensor = try Self.tensor(name, &scanner, &wrong) else { return }
          if let position = positions.updateValue(tensors.count, forKey: name) {
            positions[name] = position
            tensors[position] = tensor
            oddities.append(.duplicateTensor(name))
          } else {
            tensors.append(tensor)
          }
        }
      }
      try scanner.finish()
    } catch {
      throw .syntax(error)
    }
    if let wrong { throw .meaning(wrong) }
  }

  private mutating func readMetadata(
    _ scanner: inout JSONScanner, _ wrong: inout SafetensorsError?
  ) throws(JSONScanner.Failure) {
    if scanner.takeNull() { return }
    guard scanner.kind() == .object else {
      wrong = wrong ?? .invalidMetadata("it is not an object")
      return try scanner.skip()
    }
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      guard scanner.kind() == .string else {
        wrong = wrong ?? .invalidMetadata("'\(key)' is not text")
        return try scanner.skip()
      }
      metadata[key] = try scanner.string()
    }
  }

  private static func tensor(
    _ name: String, _ scanner: inout JSONScanner, _ wrong: inout SafetensorsError?
  ) throws(JSONScanner.Failure) -> SafetensorsHeader.Tensor? {
    var dataType: DataType?
    var shape: [UInt64]?
    var offsets: [UInt64]?
    var seen: Set<String> = []
    var problem: SafetensorsError?
    try scanner.object { (scanner, field) throws(JSONScanner.Failure) in
      let isOurs = field == "dtype" || field == "shape" || field == "data_offsets"
      if isOurs, !seen.insert(field).inserted { problem = problem ?? .duplicateField(field, tensor: name) }
      switch (field, scanner.kind()) {
      case ("dtype", .string):
        let text = try scanner.string()
        dataType = DataType(rawValue: text)
        if dataType == nil { problem = problem ?? .invalidTensor(name, problem: "there is no data type '\(text)'") }
      case ("shape", .array): shape = try numbers(&scanner)
      case ("data_offsets", .array): offsets = try numbers(&scanner)
      default:
        if isOurs { problem = problem ?? .invalidTensor(name, problem: "'\(field)' is of the wrong kind") }
        try scanner.skip()
      }
    }
    let missing = ["dtype", "shape", "data_offsets"].first { !seen.contains($0) }
    if let missing { problem = problem ?? .invalidTensor(name, problem: "'\(missing)' is missing") }
    if let offsets, offsets.count != 2 {
      problem = problem ?? .invalidTensor(name, problem: "'data_offsets' holds \(offsets.count) numbers, not 2")
    } else if let offsets, offsets[0] > offsets[1] {
      problem = problem ?? .invalidOffset(name)
    }
    guard problem == nil, let dataType, let shape, let offsets else {
      wrong = wrong ?? problem
      return nil
    }
    return SafetensorsHeader.Tensor(
      name: name, dataType: dataType, shape: shape, extent: offsets[0]..<offsets[1])
  }

  private static func numbers(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) -> [UInt64] {
    var numbers: [UInt64] = []
    try scanner.array { (scanner) throws(JSONScanner.Failure) in numbers.append(try scanner.unsignedInteger()) }
    return numbers
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes are UTF-8, without copying them.
  var isUTF8: Bool {
    withUnsafeBufferPointer { buffer in
      var decoder = UTF8()
      var bytes = buffer.makeIterator()
      while true {
        switch decoder.decode(&bytes) {
        case .scalarValue: continue
        case .emptyInput: return true
        case .error: return false
        }
      }
    }
  }
}
