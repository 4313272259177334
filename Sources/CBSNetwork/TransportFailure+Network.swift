import AsyncHTTPClient
import CBSCatalog
import Glibc
import NIOCore
import NIOHTTP1

extension TransportFailure {
  /// Why no response arrived.
  init(translating error: any Error, to target: Origin, within limit: Duration) {
    if Task.isCancelled || error is CancellationError {
      self.init(.cancelled)
      return
    }
    if let error = error as? HTTPClientError {
      self.init(error, to: target, within: limit)
      return
    }
    // The errors of NIOPosix and NIOSSL are recognized by name: the target does not depend on these modules.
    let text = "\(error)"
    switch String(describing: type(of: error)) {
    case "NIOConnectionError":
      if text.hasPrefix("DNS error") {
        self.init(.unresolved(host: target.host), mayHaveHappened: false)
      } else if text.contains("connectTimeout") || text.contains("ConnectTimeout") {
        self.init(.timedOut(after: limit), mayHaveHappened: false)
      } else {
        self.init(.refused(target.text), mayHaveHappened: false)
      }
    case "NIOSSLError", "NIOSSLExtraError", "BoringSSLError":
      self.init(.insecure("\(target.text) \(Self.reason(ofTLS: text))"), mayHaveHappened: false)
    case "ConnectTimeoutException":
      self.init(.timedOut(after: limit), mayHaveHappened: false)
    default:
      if let error = error as? IOError {
        self.init(error, to: target)
      } else if error is HTTPParserError {
        self.init(.other("\(target.text) does not speak HTTP"))
      } else if let error = error as? ChannelError, case .connectTimeout = error {
        self.init(.timedOut(after: limit), mayHaveHappened: false)
      } else {
        self.init(.other("\(target.text): \(text)"))
      }
    }
  }

  /// Why a body was cut off.
  init(breaking error: any Error) {
    if error is CancellationError || error as? HTTPClientError == .cancelled {
      self.init(.cancelled)
    } else {
      self.init(.closed("the answer broke off"))
    }
  }

  /// The error of the kernel: these mean that there never was a connection; any other means that it was cut.
  private init(_ error: IOError, to target: Origin) {
    switch error.errnoCode {
    case ECONNREFUSED: self.init(.refused(target.text), mayHaveHappened: false)
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL, EACCES, EPERM:
      self.init(.refused("\(target.text) cannot be reached"), mayHaveHappened: false)
    default: self.init(.closed("\(target.text): \(String(cString: strerror(error.errnoCode)))"))
    }
  }

  /// BoringSSL's name of the error, in words if it is a common one.
  private static func reason(ofTLS text: String) -> String {
    guard let mark = text.firstRange(of: "OPENSSL_internal:") else { return "offers no TLS that is understood" }
    let name = text[mark.upperBound...].prefix { $0.isUppercase || $0.isNumber || $0 == "_" }
    return switch name {
    case "CERTIFICATE_VERIFY_FAILED": "has a certificate that is not trusted"
    case "WRONG_VERSION_NUMBER": "does not speak TLS"
    default: "ended the TLS handshake: \(name.lowercased().map { $0 == "_" ? " " : String($0) }.joined())"
    }
  }

  private init(_ error: HTTPClientError, to target: Origin, within limit: Duration) {
    switch error {
    case .cancelled: self.init(.cancelled)
    case .deadlineExceeded, .readTimeout, .writeTimeout: self.init(.timedOut(after: limit))
    case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
      .tlsHandshakeTimeout:
      self.init(.timedOut(after: limit), mayHaveHappened: false)
    case .invalidURL, .emptyHost, .emptyScheme:
      self.init(.badAddress("'\(target.text)' is not an address"), mayHaveHappened: false)
    case .proxyAuthenticationRequired:
      self.init(.refused("the proxy wants a name and password"), mayHaveHappened: false)
    case .invalidProxyResponse: self.init(.refused("the proxy made no tunnel"), mayHaveHappened: false)
    case .redirectLimitReached, .redirectCycleDetected: self.init(.other("too many redirects"))
    case .remoteConnectionClosed: self.init(.closed("\(target.text) closed it before it answered"))
    default: self.init(.other("\(target.text): \(error.shortDescription)"))
    }
  }
}
