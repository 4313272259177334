/// The real format of a file with the name of a safetensors file, detected from its first bytes.
package enum ForeignFormat: Sendable, Hashable, CaseIterable {
  case gitLFSPointer, errorPage, pytorchArchive, pickle, gzip, zstandard, tar, gguf

  /// Detects the format from the first bytes; 264 are enough.
  package init?(firstBytes bytes: some RandomAccessCollection<UInt8>) {
    if Self.looksLikeHeader(bytes) { return nil }
    let starts = { (text: String) in bytes.starts(with: text.utf8) }
    let lowercased = String(decoding: bytes.prefix(64), as: UTF8.self).lowercased()
      .drop { $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" || $0 == "\u{FEFF}" }
    if starts("version https://git-lfs") {
      self = .gitLFSPointer
    } else if lowercased.hasPrefix("<!doc") || lowercased.hasPrefix("<html") || lowercased.hasPrefix("<?xml")
      || lowercased.hasPrefix("{\"error\"")
    {
      self = .errorPage
    } else if starts("PK\u{03}\u{04}") {
      self = .pytorchArchive
    } else if starts("GGUF") {
      self = .gguf
    } else if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstandard
    } else if bytes.dropFirst(257).starts(with: "ustar".utf8) {
      self = .tar
    } else if bytes.first == 0x80, let version = bytes.dropFirst().first, (2...5).contains(version) {
      self = .pickle
    } else {
      return nil
    }
  }

  /// Whether the bytes may be a safetensors file after all: the first bytes of a gzip file or a pickle are also a
  /// possible length of a header, but in a safetensors file JSON follows the eight bytes of the length.
  private static func looksLikeHeader(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
    guard bytes.count > 8, bytes.dropFirst(4).prefix(4).allSatisfy({ $0 == 0 }) else { return false }
    return bytes.dropFirst(8).first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "{")
  }

  /// Completes "it is …".
  package var name: String {
    switch self {
    case .gitLFSPointer: "a Git LFS pointer"
    case .errorPage: "an error page saved under the file's name"
    case .pytorchArchive: "a PyTorch archive"
    case .pickle: "a pickle"
    case .gzip: "a gzip file"
    case .zstandard: "a zstd file"
    case .tar: "a tar archive"
    case .gguf: "a GGUF file"
    }
  }

  /// What to do.
  package var remedy: String {
    switch self {
    case .gitLFSPointer: "fetch the real file with `git lfs pull` and copy it again"
    case .errorPage: "download the file again"
    case .pytorchArchive, .pickle: "convert it to safetensors"
    case .gzip, .zstandard, .tar: "unpack it"
    case .gguf: "convert it; GGUF is not a Hugging Face layout"
    }
  }
}
