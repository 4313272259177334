import CBSValues
import CBSWeights
import Testing

@Suite struct S3SettingsTests {
  static let credentials = """
    # keys
    [default]
    aws_access_key_id = AKIADEFAULT
    aws_secret_access_key=default/secret=  # a remark

    [ work ]
      ignored = 1
    AWS_ACCESS_KEY_ID = AKIAWORK
    aws_secret_access_key = work
    aws_session_token = t;x
    """
  static let config = """
    [default]
    region = eu-north-1
    s3 =
      addressing_style = path
    [profile work]
    region=us-west-2
    endpoint_url = http://127.0.0.1:9000/
    [profile single]
    sso_session = corp
    [profile empty]
    """

  static func settings(_ environment: [String: String]) -> S3Settings {
    S3Settings(environment: environment.merging(["HOME": "/h"]) { own, _ in own }) { path in
      ["/h/.aws/credentials": credentials, "/h/.aws/config": config][path]
    }
  }

  static func keys(_ settings: S3Settings) -> [String] {
    settings.credentials?.secrets.map { $0.reveal(for: .redaction) } ?? []
  }

  @Test func theDefaultProfile() {
    let settings = Self.settings([:])
    #expect(Self.keys(settings) == ["AKIADEFAULT", "default/secret="])
    #expect(settings.region == "eu-north-1")
    #expect(settings.endpoint == nil)
    #expect(settings.lack == nil)
  }

  @Test func anotherProfile() {
    let settings = Self.settings(["AWS_PROFILE": "work"])
    #expect(Self.keys(settings) == ["AKIAWORK", "work", "t;x"])
    #expect(settings.region == "us-west-2")
    #expect(settings.endpoint == "http://127.0.0.1:9000")
  }

  @Test func variablesWin() {
    let settings = Self.settings([
      "AWS_ACCESS_KEY_ID": "K", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "work",
      "AWS_DEFAULT_REGION": "r2", "AWS_REGION": "r1", "AWS_ENDPOINT_URL": "http://b", "AWS_ENDPOINT_URL_S3": "http://a",
    ])
    #expect(Self.keys(settings) == ["K", "S"])
    #expect(settings.region == "r1")
    #expect(settings.endpoint == "http://a")
  }

  @Test func theLackIsExplained() {
    #expect(S3Settings(environment: [:]) { _ in nil }.lack == "there are no S3 keys")
    #expect(Self.settings(["AWS_PROFILE": "empty"]).lack == "profile 'empty' of ~/.aws holds no keys")
    #expect(Self.settings(["AWS_PROFILE": "single"]).lack?.contains("'sso_session'") == true)
  }

  @Test func keysDoNotPrint() {
    let settings = Self.settings([:])
    #expect(!"\(settings)".contains("AKIADEFAULT"))
    #expect(!String(reflecting: settings).contains("default/secret"))
  }
}
