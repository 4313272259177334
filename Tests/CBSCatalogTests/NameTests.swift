import CBSCatalog
import CBSValues
import OrderedCollections
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
    let mismatch = #expect(throws: ArgumentMismatch.self) { try Alias(argument: .string("Prod")) }
    #expect(mismatch?.value == .string("Prod") && Alias.type.phrase == "an alias")
    #expect(
      mismatch?.rule == "2 to 128 characters: first a-z, last a-z or 0-9, between them letters, digits and '-'"
    )
  }

  private let context = ArgumentContext(
    organization: OrganizationName("acme"), architecture: ArchitectureID("gpt-oss-120b"))

  @Test(arguments: [
    ("7", "orgs/acme/models/gpt-oss-120b/versions/7"),
    ("production", "orgs/acme/models/gpt-oss-120b/versions/production"),
    ("zai-glm-4.7/3", "orgs/acme/models/zai-glm-4.7/versions/3"),
    ("orgs/other/models/a.b/versions/9", "orgs/other/models/a.b/versions/9"),
  ])
  func versionsAreReadInTheirContext(argument: String, name: String) throws {
    #expect(try VersionReference(argument: .string(argument)).name(in: context).description == name)
    let record = Value.record(["name": .string(name), "id": .integer(7)])
    #expect(try VersionReference(argument: record).name(in: ArgumentContext()).description == name)
  }

  @Test func aNumberOfAScriptIsAVersion() throws {
    #expect(try VersionReference(argument: .integer(7)).name(in: context).shortName == "gpt-oss-120b/7")
  }

  @Test(arguments: ["", "a/b/c", "gpt-oss-120b/", "/7", "gpt-oss-120b/0", "orgs/a/models/b/versions/1/2", "x"])
  func theseAreNoVersions(argument: String) {
    #expect(throws: ArgumentMismatch.self) { try VersionReference(argument: .string(argument)) }
  }

  @Test func aBareVersionNeedsAnArchitecture() {
    let mismatch = #expect(throws: ArgumentMismatch.self) {
      try VersionReference(argument: .string("7")).name(in: ArgumentContext(organization: OrganizationName("acme")))
    }
    #expect(mismatch?.rule.contains("use ARCH") == true)
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
    func record(_ fields: JSON) -> Value { Value(json: fields) }
    #expect(try EndpointID(argument: record(["id": "dep", "endpoint": "acme-a"])).text == "acme-a")
    #expect(try EndpointID(argument: record(["id": "acme-b"])).text == "acme-b")
    #expect(try ArchitectureID(argument: record(["arch": "x.y", "id": 7])).text == "x.y")
    #expect(throws: ArgumentMismatch.self) { try EndpointID(argument: record(["name": "acme-b"])) }
    let two = Value.list([.string("a"), .string("b")])
    #expect(throws: ArgumentMismatch.self) { try Parameter<EndpointID>("endpoint", "It.").erased.read(two) }
  }

  @Test func aListOfAScriptIsAsGoodAsItsElements() throws {
    let parameter = UpdateAliases.aliases.erased
    let read = try parameter.read(.list([.string("ab"), .string("cd")])) + parameter.read(.string("ef"))
    #expect(read.compactMap { ($0 as? Alias)?.text } == ["ab", "cd", "ef"])
  }

  @Test func draftsInferWhatTheSessionKnows() throws {
    var draft = Draft<ListVersions>()
    draft.infer(from: context)
    #expect(try Call(draft)[ListVersions.architecture].text == "gpt-oss-120b")
    var incomplete = Draft<ListVersions>()
    incomplete.infer(from: ArgumentContext(organization: OrganizationName("acme")))
    let error = #expect(throws: IncompleteCall.self) { try Call(incomplete) }
    #expect(error?.message == "'version list' needs an architecture")
  }
}
