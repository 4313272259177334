import CBSCatalog
import CBSText

/// A server through which connections are made.
struct Proxy: Hashable {
  enum Kind: Hashable {
    case http, socks
  }

  struct Credentials: Hashable {
    let user: String
    let password: String
  }

  let kind: Kind
  let host: String
  let port: Int
  let credentials: Credentials?

  /// Parses `http://user:password@host:port`, `socks5://host:port`, `host:port`.
  init?(_ text: String) {
    var rest = text[...]
    var scheme = "http"
    if let mark = text.firstRange(of: "://") {
      scheme = text[..<mark.lowerBound].lowercased()
      rest = text[mark.upperBound...]
    }
    switch scheme {
    case "http", "https": kind = .http
    case "socks", "socks5", "socks5h": kind = .socks
    default: return nil
    }
    rest = rest.prefix { $0 != "/" }
    if let at = rest.lastIndex(of: "@") {
      let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      credentials = Credentials(
        user: parts[0].percentDecoded ?? parts[0],
        password: parts.count > 1 ? parts[1].percentDecoded ?? parts[1] : "")
      rest = rest[rest.index(after: at)...]
    } else {
      credentials = nil
    }
    guard let (host, port) = Origin.hostAndPort(rest) else { return nil }
    self.host = host
    self.port = port ?? (kind == .socks ? 1080 : scheme == "https" ? 443 : 80)
  }
}

/// Which proxy the environment sets for which host.
struct ProxySettings {
  private let http: Proxy?
  private let https: Proxy?
  private let exceptions: [String]

  /// Lowercase names override uppercase ones, as in most programs.
  init(environment: [String: String]) {
    func variable(_ name: String) -> String? {
      let value = environment[name.lowercased()] ?? environment[name]
      return value?.isEmpty == true ? nil : value
    }
    let all = variable("ALL_PROXY").flatMap(Proxy.init)
    http = variable("HTTP_PROXY").flatMap(Proxy.init) ?? all
    https = variable("HTTPS_PROXY").flatMap(Proxy.init) ?? all
    exceptions = (variable("NO_PROXY") ?? "").split { $0 == "," || $0 == " " }.map { $0.lowercased() }
  }

  /// The proxy for `target`, or nil for a direct connection. This machine is always reached directly.
  func proxy(for target: Origin) -> Proxy? {
    guard let proxy = target.scheme == "https" ? https : http else { return nil }
    if target.isLoopback || exceptions.contains(where: { Self.matches(target, $0) }) { return nil }
    return proxy
  }

  /// Whether an entry of `NO_PROXY` is the host, a domain that contains it, or the host with its port.
  private static func matches(_ target: Origin, _ entry: String) -> Bool {
    if entry == "*" { return true }
    guard let (name, port) = Origin.hostAndPort(entry[...]) else { return false }
    if let port, port != target.port { return false }
    let domain =
      name.hasPrefix("*.") ? String(name.dropFirst(2)) : name.hasPrefix(".") ? String(name.dropFirst()) : name
    return target.host == domain || target.host.hasSuffix("." + domain)
  }
}
