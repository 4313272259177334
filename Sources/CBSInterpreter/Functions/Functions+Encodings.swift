import CBSLanguage
import CBSText
import CBSValues

extension Functions {
  /// Functions that encode texts and decode them; what comes of a secret is a secret.
  static let encodings: [Function] = [
    Function(
      "url_encode", ["string"], preserves: .secrecy, "The string with all but letters, digits and -._~ as %XX.",
      example: #"url_encode("a b/ü")"#, gives: "a%20b%2F%C3%BC"
    ) { (arguments, _) throws(FunctionFailure) in
      try arguments[0].rewritten { (text) throws(FunctionFailure) in
        try Bounds.check(bytes: text.utf8.count)
        return text.percentEncoded()
      }
    },
    Function(
      "url_decode", ["string"], preserves: .secrecy, "The string that url_encode() has encoded.",
      example: #"url_decode("a%20b%2F%C3%BC")"#,
      gives: "a b/ü"
    ) { (arguments, _) throws(FunctionFailure) in
      try arguments[0].rewritten { (text) throws(FunctionFailure) in
        guard let bytes = text.percentDecodedBytes else {
          throw FunctionFailure("a '%' is not followed by two hexadecimal digits")
        }
        return try bytes.asText()
      }
    },
    Function(
      "base64", ["string"], preserves: .secrecy, "The bytes of the string in base64.",
      example: #"base64("user:password")"#,
      gives: "dXNlcjpwYXNzd29yZA=="
    ) { (arguments, _) throws(FunctionFailure) in
      try arguments[0].rewritten { (text) throws(FunctionFailure) in
        try Bounds.check(bytes: text.utf8.count / 3 * 4)
        return text.utf8.base64
      }
    },
    Function(
      "parse_base64", ["string"], preserves: .secrecy, "The string that base64 (also with - and _) stands for.",
      example: #"parse_base64("b2s=")"#, gives: "ok"
    ) { (arguments, _) throws(FunctionFailure) in
      try arguments[0].rewritten { (text) throws(FunctionFailure) in
        guard let bytes = text.base64Decoded else { throw FunctionFailure("this is not base64") }
        return try bytes.asText()
      }
    },
    Function(
      "basic_auth", ["user", "password"], preserves: .secrecy,
      "What an Authorization header holds for a user and a password.",
      example: #"basic_auth("ci", "x")"#, gives: "Basic Y2k6eA=="
    ) { (arguments, _) throws(FunctionFailure) in
      guard arguments[0].text?.utf8.contains(UInt8(ascii: ":")) != true else {
        throw FunctionFailure("a user's name has no ':' here")
      }
      for argument in arguments {
        if case .secret = argument { continue }
        _ = try argument.wantText()
      }
      return try Value.joined([arguments[0], .string(":"), arguments[1]]).rewritten { "Basic " + $0.utf8.base64 }
    },
  ]
}

extension [UInt8] {
  /// The text whose UTF-8 this is.
  fileprivate func asText() throws(FunctionFailure) -> String {
    guard let text = String(validating: self, as: UTF8.self) else {
      throw FunctionFailure("the bytes are not a string", hint: "a string is UTF-8")
    }
    return text
  }
}
