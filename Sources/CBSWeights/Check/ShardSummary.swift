import CBSText
import Crypto

/// The part of a shard's header that is kept.
struct ShardSummary: Sendable {
  let name: String
  let outcome: Result<SafetensorsHeader, SafetensorsError>
  /// A digest of the bytes that were read.
  let digest: SHA256.Digest
  let encryption: String?
}

extension CheckReport {
  /// The problems of individual shards, and the contents of all shards together.
  mutating func addShards(_ shards: [ShardSummary]) {
    facts.shards = shards.count
    for shard in shards {
      switch shard.outcome {
      case .failure(let error): add(error, of: shard.name)
      case .success(let header):
        for oddity in header.oddities {
          switch oddity {
          case .duplicateTensor(let tensor):
            add(
              .warning, .shardOdd, "'\(shard.name)' describes tensor '\(tensor)' twice; the last one counts",
              object: shard.name, hint: "save the model again")
          case .leadingBlanks:
            add(
              .warning, .shardOdd, "the header of '\(shard.name)' begins with spaces, which the format forbids",
              object: shard.name)
          }
        }
        facts.tensorBytes += header.byteCount
        facts.tensors += header.tensors.count
        for tensor in header.tensors {
          facts.elements[tensor.dataType, default: 0] += tensor.elementCount
          facts.parameters += Self.parameters(of: tensor)
        }
      }
    }
    let encrypted = shards.filter { $0.encryption?.hasPrefix("aws:kms") == true }
    if let first = encrypted.first {
      add(
        .warning, .objectEncrypted,
        "\(encrypted.count.counted("shard")) encrypted with a key of KMS, as '\(first.name)'", object: first.name,
        hint: "whoever reads them needs kms:Decrypt on that key, which the usual bucket policy does not grant")
    }
  }

  private mutating func add(_ error: SafetensorsError, of name: String) {
    let message = "'\(name)' \(error)"
    if case .foreign(let format) = error {
      add(.error, .shardForeign, message, object: name, hint: format.remedy)
    } else if error.isCutShort {
      add(.error, .shardCutShort, message, object: name, hint: "copy the file again")
    } else {
      add(.error, .shardInvalid, message, object: name, hint: "save or copy the file again")
    }
  }

  /// Packed four-bit weights have two elements per byte; their scales do not count.
  private static func parameters(of tensor: SafetensorsHeader.Tensor) -> UInt64 {
    guard tensor.dataType == .u8 else { return tensor.elementCount }
    if tensor.name.hasSuffix("_scales") { return 0 }
    return tensor.name.hasSuffix("_blocks") ? tensor.elementCount * 2 : tensor.elementCount
  }
}
