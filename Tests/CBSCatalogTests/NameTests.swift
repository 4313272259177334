import CBSCatalog
import CBSValues
import Testing

@Suite struct NameTests {
  @Test(arguments: ["production", "v1-stable", "latest", "rc2", "aB-9", "ab", "a" + String(repeating: "b", count: 127)])
  func theseAreAliases(text: String) { #expect(Alias(text)?.text == text) }

  @Test(arguments: [
    "v1.2", "v_1", "Prod", "p", "42", "prod-", "", "-ab", "aB", "pröd", "a b", "a" + String(repeating: "b", count: 128),
  ])
  func theseAreNot(text: String) {
    #expect(Alias(text) == nil)
    #expect(throws: WireMismatch(.pattern(Alias.pattern))) { try Alias(wire: .string(text)) }
  }

  @Test func aBadAliasIsToldTheRule() {
    let mismatch = #expect(throws: ArgumentMismatch.self) { try Alias(argument: "Prod") }
    #expect(
      mismatch?.message
        == "'Prod' is not an alias: 2 to 128 characters: first a-z, last a-z or 0-9, between them letters, digits and '-'"
    )
  }

  @Test(arguments: [
    ("s3://acme-weights/support-bot/2026-03", "acme-weights", "support-bot/2026-03"),
    ("s3://abc", "abc", ""), ("s3://abc/", "abc", ""), ("s3://a.b-c9/x/", "a.b-c9", "x/"),
    ("s3://abc/ü x", "abc", "ü x"),
  ])
  func theseAreS3Locations(text: String, bucket: String, prefix: String) {
    let uri = S3URI(text)
    #expect(uri?.text == text && uri?.bucket == bucket && uri?.prefix == prefix)
  }

  @Test(arguments: [
    "s3:/abc", "S3://abc", "s3://ab", "s3://Abc/x", "s3://abc-/x", "s3://-abc", "https://abc", "s3://", "s3://abc/\n",
  ])
  func theseAreNot(uri: String) { #expect(S3URI(uri) == nil) }

  private let context = ArgumentContext(
    organization: OrganizationName("acme"), architecture: ArchitectureID("gpt-oss-120b"))

  @Test(arguments: [
    ("7", "orgs/acme/models/gpt-oss-120b/versions/7"),
    ("production", "orgs/acme/models/gpt-oss-120b/versions/production"),
    ("zai-glm-4.7/3", "orgs/acme/models/zai-glm-4.7/versions/3"),
    ("orgs/other/models/a.b/versions/9", "orgs/other/models/a.b/versions/9"),
  ])
  func versionsAreReadInTheirContext(argument: String, name: String) throws {
    #expect(try VersionName(argument: argument, in: context).description == name)
    #expect(try VersionName(values: [["name": .string(name), "id": 7]], in: ArgumentContext()).description == name)
  }

  @Test func aNumberOfAScriptIsAVersion() throws {
    #expect(try VersionName(values: [7], in: context).shortName == "gpt-oss-120b/7")
  }

  @Test(arguments: ["", "a/b/c", "gpt-oss-120b/", "/7", "gpt-oss-120b/0", "orgs/a/models/b/versions/1/2", "x"])
  func theseAreNoVersions(argument: String) {
    #expect(throws: ArgumentMismatch.self) { try VersionName(argument: argument, in: context) }
  }

  @Test func aBareVersionNeedsAnArchitecture() {
    let mismatch = #expect(throws: ArgumentMismatch.self) {
      try VersionName(argument: "7", in: ArgumentContext(organization: OrganizationName("acme")))
    }
    #expect(mismatch?.message.contains("use ARCH") == true)
  }

  @Test func identifiersFollowTheRule() {
    for good in ["acme", "llama3.1-8b", "A_1", String(repeating: "a", count: 128)] { #expect(EndpointID(good) != nil) }
    for bad in ["", ".a", "-a", "a b", "a/b", "ü", String(repeating: "a", count: 129)] {
      #expect(EndpointID(bad) == nil)
    }
    for bad in ["..", "/x", "a b", ""] { #expect(ModelID(bad) == nil) }
    #expect(ModelID("meta/llama:free")?.parts == ["meta/llama:free"])
  }

  @Test func recordsStandForWhatTheyName() throws {
    #expect(try EndpointID(values: [["id": "dep", "endpoint": "acme-a"]], in: context).text == "acme-a")
    #expect(try EndpointID(values: [["id": "acme-b"]], in: context).text == "acme-b")
    #expect(try ArchitectureID(values: [["arch": "x.y", "id": 7]], in: context).text == "x.y")
    #expect(try [Alias](values: [["ab", "cd"], "ef"], in: context).map(\.text) == ["ab", "cd", "ef"])
    #expect(throws: ArgumentMismatch.self) { try EndpointID(values: ["a", "b"], in: context) }
  }

  @Test func draftsInferWhatTheSessionKnows() throws {
    var draft = Draft<ListVersions>()
    #expect(draft.missing?.label == "arch")
    draft.infer(from: context)
    #expect(draft.missing == nil)
    let error = #expect(throws: IncompleteCall.self) { try Call<ListVersions>(Draft()) }
    #expect(error?.message == "'version list' needs an architecture")
  }
}
