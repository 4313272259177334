import CBSText
import Crypto

/// Tells one checkpoint from another: a SHA-256 over what the check reads anyway.
///
/// It covers the names and sizes of all files, the small files, and the first read of each shard, which is its header
/// and the tensor bytes that come with it. Equal files give the same value in any bucket and at any time; two
/// checkpoints that differ only deep inside a large shard are not told apart.
package struct WeightsFingerprint: Sendable, Hashable, CustomStringConvertible {
  /// 64 digits in lower case.
  package let hexadecimal: String

  /// - Parameters:
  ///   - sizes: for each file its name below the prefix and its bytes.
  ///   - digests: of the bytes that were read of some files.
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
