import CBSText
import Crypto

/// Identifies a checkpoint: a SHA-256 over the data that the check reads anyway.
///
/// It covers the names and sizes of all files, the small files, and the first read of each shard, which includes its
/// header and some tensor bytes. Equal files have the same fingerprint in any bucket and at any time. Two checkpoints
/// that differ only deep inside a large shard have the same fingerprint, too.
package struct WeightsFingerprint: Sendable, Hashable, CustomStringConvertible {
  /// 64 lowercase hex digits.
  package let hexadecimal: String

  /// - Parameters:
  ///   - sizes: The name below the prefix and the number of bytes of each file.
  ///   - digests: The digests of the bytes that were read of some files.
  init(sizes: [String: Int64], digests: [String: SHA256.Digest]) {
    var hash = SHA256()
    for (name, size) in sizes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      hash.update(data: Array("\(name.utf8.count) \(name) \(size) ".utf8))
      if let digest = digests[name] { hash.update(data: Array(digest)) }
    }
    hexadecimal = hash.finalize().hexadecimal()
  }

  package var description: String { hexadecimal }
}
