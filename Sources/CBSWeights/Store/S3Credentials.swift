package import CBSValues


/// The keys that sign requests to S3.
package struct S3Credentials: Sendable, Hashable {
  package let accessKey: Secret
  package let secretKey: Secret
  /// Of temporary keys.
  package let sessionToken: Secret?

  package init(accessKey: Secret, secretKey: Secret, sessionToken: Secret? = nil) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
  }

  /// What must never be printed.
  package var secrets: [Secret] { [accessKey, secretKey] + (sessionToken.map { [$0] } ?? []) }
}

/// What is needed to talk to S3, found where AWS's own tools look.
///
/// Variables win over files. Keys: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, else the profile
/// `AWS_PROFILE` (or `default`) of `~/.aws/credentials`, then of `~/.aws/config`. Region: `AWS_REGION`,
/// `AWS_DEFAULT_REGION`, the profile. Endpoint: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, the profile.
package struct S3Settings: Sendable, Hashable {
  /// Nil where there are no keys; `lack` says why.
  package let credentials: S3Credentials?
  package let region: String?
  /// Scheme, host and port of another server than AWS, perhaps with a path.
  package let endpoint: String?
  /// Why there are no keys, as a clause.
  package let lack: String?

  package init(credentials: S3Credentials?, region: String? = nil, endpoint: String? = nil, lack: String? = nil) {
    self.credentials = credentials
    self.region = region
    self.endpoint = endpoint
    self.lack = lack
  }

  /// Reads the settings.
  ///
  /// - Parameter file: gives a file's text, or nil where there is no such file.
  package init(environment: [String: String], file: @escaping (_ path: String) -> String?) {
    let variable = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let home = variable("HOME") ?? ""
    let read = { (path: String) in file(path).map(INIFile.init) ?? INIFile("") }
    let profile = variable("AWS_PROFILE") ?? variable("AWS_DEFAULT_PROFILE") ?? "default"
    let keys = read(variable("AWS_SHARED_CREDENTIALS_FILE") ?? home + "/.aws/credentials").section(profile)
    let config = read(variable("AWS_CONFIG_FILE") ?? home + "/.aws/config")
    let settings = (profile == "default" ? config.section("default") : nil) ?? config.section("profile " + profile)
    region = variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION") ?? settings?["region"] ?? keys?["region"]
    let address =
      variable("AWS_ENDPOINT_URL_S3") ?? variable("AWS_ENDPOINT_URL") ?? settings?["endpoint_url"]
      ?? keys?["endpoint_url"]
    endpoint = address.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }

    if let key = variable("AWS_ACCESS_KEY_ID"), let secret = variable("AWS_SECRET_ACCESS_KEY") {
      credentials = S3Credentials(
        accessKey: Secret(key, name: "AWS_ACCESS_KEY_ID"), secretKey: Secret(secret, name: "AWS_SECRET_ACCESS_KEY"),
        sessionToken: variable("AWS_SESSION_TOKEN").map { Secret($0, name: "AWS_SESSION_TOKEN") })
    } else {
      credentials = Self.credentials(in: keys) ?? Self.credentials(in: settings)
    }
    lack = credentials == nil ? Self.lack(profile: profile, keys: keys, settings: settings) : nil
  }

  private static func credentials(in section: [String: String]?) -> S3Credentials? {
    guard let section, let key = section["aws_access_key_id"], let secret = section["aws_secret_access_key"] else {
      return nil
    }
    return S3Credentials(
      accessKey: Secret(key, name: "aws_access_key_id"), secretKey: Secret(secret, name: "aws_secret_access_key"),
      sessionToken: section["aws_session_token"].map { Secret($0, name: "aws_session_token") })
  }

  private static func lack(profile: String, keys: [String: String]?, settings: [String: String]?) -> String {
    guard keys != nil || settings != nil else { return "there are no S3 keys" }
    let section = (settings ?? [:]).merging(keys ?? [:]) { own, _ in own }
    if let way = ["sso_session", "sso_start_url", "credential_process", "role_arn", "web_identity_token_file"]
      .first(where: { section[$0] != nil })
    {
      return "profile '\(profile)' of ~/.aws gets its keys by '\(way)', which cbs does not do; "
        + "`aws configure export-credentials --format env` prints keys that it can use"
    }
    return "profile '\(profile)' of ~/.aws holds no keys"
  }
}

/// A file of sections and settings, as AWS's tools write it.
struct INIFile {
  private var sections: [String: [String: String]] = [:]

  /// Reads the text. Lines that are neither a section nor a setting count for nothing.
  init(_ text: String) {
    var name: String?
    for line in text.split(whereSeparator: \.isNewline) {
      // An indented line belongs to a nested block of the setting above, which none of ours has.
      guard let first = line.first, !first.isWhitespace, first != "#", first != ";" else { continue }
      if first == "[" {
        let section = line.dropFirst().prefix { $0 != "]" }
        let words = section.split(whereSeparator: \.isWhitespace).map(String.init).joined(separator: " ")
        name = words
        if sections[words] == nil { sections[words] = [:] }
      } else if let name, let equals = line.firstIndex(of: "=") {
        let key = Self.trimmed(line[..<equals]).lowercased()
        sections[name]?[key] = Self.value(line[line.index(after: equals)...])
      }
    }
  }

  /// The settings of a section, or nil where the file has none of that name.
  func section(_ name: String) -> [String: String]? { sections[name] }

  /// A value ends where ` #` or ` ;` begins a remark.
  private static func value(_ text: Substring) -> String {
    var end = text.endIndex
    for mark in [" #", " ;", "\t#", "\t;"] {
      if let range = text.firstRange(of: mark) { end = min(end, range.lowerBound) }
    }
    return trimmed(text[..<end])
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
