/// The scheme, host and port of an address.
struct Origin: Hashable {
  let scheme: String
  /// In lowercase, without brackets.
  let host: String
  let port: Int

  init?(_ text: String) {
    guard let mark = text.firstRange(of: "://") else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let authority = text[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@"), let (host, port) = Self.hostAndPort(authority) else { return nil }
    self.host = host.lowercased()
    self.port = port ?? (scheme == "https" ? 443 : 80)
  }

  var text: String { "\(host):\(port)" }

  /// Whether the host is this machine, by name or address.
  var isLoopback: Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.") || host.hasSuffix(".localhost")
  }

  /// Parses `HOST`, `HOST:PORT`, `[::1]` and `[::1]:PORT`.
  static func hostAndPort(_ text: Substring) -> (host: String, port: Int?)? {
    var host = text
    var rest: Substring = ""
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
    } else if let colon = text.firstIndex(of: ":") {
      host = text[..<colon]
      rest = text[colon...]
    }
    guard !host.isEmpty else { return nil }
    if rest.isEmpty { return (String(host), nil) }
    guard rest.first == ":", let port = Int(rest.dropFirst()), (1...65535).contains(port) else { return nil }
    return (String(host), port)
  }
}
