import CBSCatalog
import CBSSandbox
import CBSValues
import Testing

/// Items 12 to 23 of api.md, section 7: aliases and deleting.
@Suite struct AliasItemTests {
  @Test("item 12: the list sent replaces the list, in its order")
  func replacing() async throws {
    let fixture = Fixture()
    let set = try await fixture.setAliases("1", ["zeta", "alpha", "r1"])
    #expect(
      set.json == ["name": "orgs/acme/models/gpt-oss-120b/versions/1", "version_aliases": ["zeta", "alpha", "r1"]])
    let again = try await fixture.setAliases("1", ["zeta", "alpha", "r1"])
    #expect(again.status == 200)
    #expect(again.json == set.json)
    _ = try await fixture.setAliases("1", ["alpha"])
    #expect(try await fixture.ask(.get, Fixture.version("1")).json["response"]?["version_aliases"] == ["alpha"])
    _ = try await fixture.setAliases("1", [])
    #expect(try await fixture.ask(.get, Fixture.version("1")).json["response"]?["version_aliases"] == [])
  }

  @Test("item 13: an alias twice in one list is 422")
  func duplicates() async throws {
    let fixture = Fixture()
    #expect(try await fixture.setAliases("1", ["twin", "twin"]).status == 422)
    #expect(try await fixture.upload(aliases: ["twin", "twin"]).status == 422)
  }

  @Test("item 14: an alias of another version is 409, names the holder and changes nothing")
  func taken() async throws {
    let fixture = Fixture()
    let answer = try await fixture.setAliases("1", ["fresh", "production"])
    #expect(answer.status == 409)
    #expect(answer.json["detail"]?.string?.contains("'production'") == true)
    #expect(answer.json["detail"]?.string?.contains("version 2") == true)
    #expect(try await fixture.ask(.get, Fixture.version("1")).json["response"]?["version_aliases"] == ["r1"])
    #expect(try await fixture.ask(.get, Fixture.version("fresh")).status == 404)
  }

  @Test("item 14: the same alias may name versions of two architectures")
  func otherArchitecture() async throws {
    let fixture = Fixture()
    _ = try await fixture.readyVersion(arch: "llama3.1-8b")
    #expect(try await fixture.setAliases("1", ["production"], arch: "llama3.1-8b").status == 200)
  }

  @Test("item 15: a version that syncs or failed takes aliases")
  func notReady() async throws {
    let fixture = Fixture()
    _ = try await fixture.upload()
    #expect(try await fixture.setAliases("3", ["early"]).status == 200)
    try await fixture.sandbox.addFault(Fault(.syncFailure(nil)))
    _ = try await fixture.readyVersion()
    #expect(try await fixture.setAliases("4", ["broken"]).status == 200)
  }

  @Test("item 16: an alias stands wherever a number does, and names come back with the number")
  func byAlias() async throws {
    let fixture = Fixture()
    #expect(
      try await fixture.ask(.get, Fixture.version("production")).json["name"]
        == "orgs/acme/models/gpt-oss-120b/versions/2")
    #expect(
      try await fixture.setAliases("r1", ["r1", "old"]).json["name"] == "orgs/acme/models/gpt-oss-120b/versions/1")
    #expect(
      try await fixture.ask(.delete, Fixture.version("old")).json["name"]
        == "orgs/acme/models/gpt-oss-120b/versions/1")
  }

  @Test("item 17: a version may have hundreds of aliases")
  func many() async throws {
    let fixture = Fixture()
    let aliases = (0..<300).map { "tag-\($0)" }
    #expect(try await fixture.setAliases("1", aliases).json["version_aliases"]?.array?.count == 300)
  }

  @Test(
    "item 18: what names no version is 404",
    arguments: ["v1.2", "0", "01", "99", "-1", "nobody", "Prod", "9223372036854775808"])
  func unknown(segment: String) async throws {
    let fixture = Fixture()
    #expect(try await fixture.ask(.get, Fixture.version(segment)).status == 404)
    #expect(try await fixture.ask(.delete, Fixture.version(segment)).status == 404)
  }

  @Test("item 19: moving an alias deploys nothing")
  func moving() async throws {
    let fixture = Fixture()
    _ = try await fixture.setAliases("2", [])
    _ = try await fixture.setAliases("1", ["production"])
    try await fixture.sandbox.advanceClock(by: .seconds(60))
    #expect(try await fixture.deployments() == ["2 complete"])
  }

  @Test("item 20: what is live, rolling out or queued cannot be deleted")
  func protected() async throws {
    let fixture = Fixture()
    let third = try await fixture.readyVersion(aliases: ["rc"])
    _ = try await fixture.deploy("\(third)")
    _ = try await fixture.deploy("1")
    for version in ["1", "2", "3"] {
      let answer = try await fixture.ask(.delete, Fixture.version(version))
      #expect(answer.status == 409)
      #expect(answer.json["detail"]?.string?.contains(Fixture.endpoint) == true)
    }
    #expect(try await fixture.ask(.get, Fixture.version("rc")).status == 200)
    try await fixture.sandbox.advanceClock(by: .seconds(20))
    #expect(try await fixture.ask(.delete, Fixture.version("2")).status == 200)
    #expect(try await fixture.ask(.delete, Fixture.version("1")).status == 409)
  }

  @Test("item 21: a version that syncs can be deleted")
  func whileSyncing() async throws {
    let fixture = Fixture { $0.checksWeights = true }
    _ = try await fixture.upload()
    #expect(try await fixture.ask(.delete, Fixture.version("3")).status == 200)
    try await fixture.sandbox.advanceClock(by: .seconds(10))
    #expect(try await fixture.ask(.get, Fixture.version("3")).status == 404)
  }

  @Test("item 22: the second delete is 404, and its aliases are free at once")
  func twice() async throws {
    let fixture = Fixture()
    #expect(try await fixture.ask(.delete, Fixture.version("1")).status == 200)
    #expect(try await fixture.ask(.delete, Fixture.version("1")).status == 404)
    #expect(try await fixture.setAliases("2", ["production", "r1"]).status == 200)
  }

  @Test("item 23: a delete answers with both documented forms")
  func deletionBody() async throws {
    let answer = try await Fixture().ask(.delete, Fixture.version("1"))
    #expect(
      answer.json == [
        "name": "orgs/acme/models/gpt-oss-120b/versions/1", "deleted": true,
        "message": "Version 1 of gpt-oss-120b was deleted",
      ])
  }
}
