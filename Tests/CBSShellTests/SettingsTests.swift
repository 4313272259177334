@testable import CBSRendering
@testable import CBSSettings
import CBSValues
import FoundationEssentials
import Testing

@testable import CBSShell

@Suite struct SettingsTests {
  let folder = TemporaryFolder()
  var directories: Directories {
    Directories(environment: { [root = folder.path] in ["HOME": root, "XDG_CACHE_HOME": "relative"][$0] })
  }
  let file = ".config/cbs/config.toml"

  func load(_ environment: [String: String] = [:]) throws -> Settings {
    try Settings.load(from: directories, environment: { environment[$0] })
  }

  @Test func foldersFollowXDG() {
    #expect(directories.settingsFile == folder.path + "/.config/cbs/config.toml")
    #expect(directories.history == folder.path + "/.local/state/cbs/history.jsonl")
    #expect(directories.cache == folder.path + "/.cache/cbs")
    #expect(Directories(environment: { $0 == "XDG_STATE_HOME" ? "/s/" : nil }).state == "/s/cbs")
  }

  @Test func readsProfilesAndOptions() throws {
    folder.write(
      """
      # mine
      profile = "work"
      format = "json"

      [profiles.work]
      organization = "acme"
      arch = "gpt-oss-120b"
      production = true
      management_key = "command pass show cerebras"
      inference_key = { env = "ACME_KEY" }

      [profiles.home]
      base_url = "https://example.org"
      """, to: file)
    let settings = try load(["CEREBRAS_ORG": "other", "CEREBRAS_API_KEY": "k"])
    #expect(settings.defaultProfile == "work" && settings.format == .json)
    #expect(settings.profileNames == ["work", "home"])
    #expect(settings.profile(named: "work")?.source(of: .inference) == .environment("ACME_KEY"))
    let work = settings.resolved(profile: "work")
    #expect(work.organization == "other" && work.isProduction && work.origin == ResolvedProfile.defaultOrigin)
    #expect(work.sources[.management] == .command("pass show cerebras"))
    #expect(work.sources[.inference] == .environment("CEREBRAS_API_KEY"))
    #expect(settings.resolved(profile: "home").origin == "https://example.org")
    #expect(settings.warnings.isEmpty)
  }

  @Test func theOrganizationsIDComesFromTheEnvironmentOrTheProfile() throws {
    folder.write("[profiles.work]\norganization_id = \"org_file\"\n", to: file)
    #expect(try load().resolved(profile: "work").organizationID == "org_file")
    #expect(try load(["CEREBRAS_ORG_ID": "org_env"]).resolved(profile: "work").organizationID == "org_env")
    #expect(try load(["CEREBRAS_ORG_ID": ""]).resolved(profile: "other").organizationID == nil)
    let changed = try load().setting("profiles.work.organization_id", to: "org_new")
    #expect(try changed.value(of: "profiles.work.organization_id") == "org_new")
    #expect(changed.listed.contains { $0.name == "profiles.work.organization_id" && $0.value == "org_new" })
  }

  @Test func aKeyThatLoginKeptMakesAProfile() throws {
    folder.write("[profiles.work]\narch = \"a\"\n", to: file)
    let store = KeyStore(directories: directories)
    for (profile, kind) in [("zoo", .management), ("zoo", .inference), ("work", .inference)] as [(String, StoredKey)] {
      try store.save(Secret("k-\(profile)", name: "K"), profile: profile, kind: kind)
    }
    folder.write("x", to: ".config/cbs/keys/notes.txt")
    let settings = try load()
    #expect(settings.profileNames == ["work", "zoo"])
    #expect(settings.profile(named: "zoo") == Profile(name: "zoo") && settings.profile(named: "notes") == nil)
    #expect(settings.profile(named: "work")?.architecture == "a")
    #expect(settings.resolved(profile: "zoo").hasKey(.management))
  }

  @Test func withoutAFileThereAreDefaults() throws {
    let settings = try load()
    #expect(settings.profiles.isEmpty && settings.format == nil && settings.defaultProfile == nil)
    #expect(settings.profile(named: "default")?.name == "default" && settings.profile(named: "x") == nil)
    #expect(!settings.resolved(profile: "default").hasKey(.management))
    #expect(try settings.value(of: "format") == "table")
  }

  @Test(arguments: [
    ("format = \"json", ":1: this is not TOML"),
    ("x = 1\nformat = 7", ":2: 'format' cannot be that"),
    ("format = \"xml\"", "it is one of table"),
    ("[profiles.a]\norganization = \"o\"\nproduction = \"yes\"", ":3: 'profiles.a.production'"),
    ("[profiles.a]\nmanagement_key = \"csk-abcdef\"", "a key itself does not belong here"),
    ("[profiles.a]\nbase_url = \"example.org\"", "begins with https://"),
    ("profiles = 3", "write [profiles.NAME]"),
  ])
  func wrongSettingsSayWhere(_ text: String, _ part: String) throws {
    folder.write(text, to: file)
    let failure = #expect(throws: SettingsFailure.self) { try load() }
    #expect(failure?.description.contains(part) == true, "\(failure?.description ?? "")")
    #expect(failure?.message.hasPrefix(directories.settingsFile) == true)
    #expect(failure?.description.contains("csk-") == false)
  }

  @Test func unknownNamesAreWarnings() throws {
    folder.write("formt = \"json\"\n[profiles.a]\norganisation = \"o\"\n", to: file)
    let warnings = try load().warnings.map(\.description)
    #expect(warnings.contains { $0.contains(":1: unknown setting 'formt': did you mean 'format'?") })
    #expect(warnings.contains { $0.contains(":3:") && $0.contains("did you mean 'organization'?") })
  }

  @Test func settingChangesOneLine() throws {
    let text = """
      # about me
      format = "json"  # because

      # at work
      [profiles.work]
      organization = "acme"

      [profiles.home]
      organization = "me"

      """
    folder.write(text, to: file, mode: 0o644)
    var settings = try load()
    settings = try settings.setting("format", to: "csv")
    settings = try settings.setting("profiles.work.arch", to: "gpt-oss-120b")
    settings = try settings.setting("profiles.new.production", to: "true")
    settings = try settings.setting("editing_mode", to: "vi")
    settings = try settings.setting("profiles.home.management_key", to: "command echo \"x\"")
    #expect(
      folder.contents(file) == """
        # about me
        format = "csv"  # because
        editing_mode = "vi"

        # at work
        [profiles.work]
        organization = "acme"
        arch = "gpt-oss-120b"

        [profiles.home]
        organization = "me"
        management_key = "command echo \\"x\\""

        [profiles.new]
        production = true

        """)
    #expect(settings.format == .csv && settings.profile(named: "new")?.isProduction == true)
    #expect(try load().editingMode == "vi")
    #expect(folder.mode(file) == 0o600 && folder.names(".config/cbs") == [".lock", "config.toml"])
    settings = try settings.unsetting("format")
    #expect(settings.format == nil && !folder.contents(file).contains("csv"))
  }

  @Test func settingRefusesWhatCannotBe() throws {
    let settings = try load()
    func refusal(_ name: String, _ value: String) -> String {
      do {
        _ = try settings.setting(name, to: value)
        return ""
      } catch { return error.description }
    }
    #expect(refusal("formt", "csv").contains("did you mean 'format'?"))
    #expect(refusal("format", "xml").contains("one of table"))
    #expect(refusal("profiles.a.organisation", "x").contains("did you mean 'organization'?"))
    #expect(refusal("profiles.a b.arch", "x").contains("cannot name a profile"))
    let key = refusal("profiles.a.management_key", "csk-secretsecret")
    #expect(key.contains("env NAME") && !key.contains("csk-"))
    #expect(folder.names(".config").isEmpty)
  }

  @Test func settingWritesIntoAnEmptyPlace() throws {
    _ = try load().setting("profiles.work.organization", to: "acme \"quoted\"")
    #expect(folder.contents(file) == "[profiles.work]\norganization = \"acme \\\"quoted\\\"\"\n")
    #expect(try load().profile(named: "work")?.organization == "acme \"quoted\"")
  }

  @Test func keysComeFromFilesOfTheirOwner() async throws {
    let store = KeyStore(directories: directories)
    let path = try store.save(Secret(" csk-1234 \n", name: "K"), profile: "work", kind: .management)
    #expect(path == folder.path + "/.config/cbs/keys/work.management")
    #expect(folder.mode(".config/cbs/keys/work.management") == 0o600 && folder.mode(".config/cbs/keys") == 0o700)
    let resolved = try load(["HOME": folder.path]).resolved(profile: "work")
    #expect(resolved.hasKey(.management) && !resolved.hasKey(.inference))
    let key = try await resolved.key(.management)
    #expect(key?.reveal(for: .authorization) == "csk-1234" && key?.name == "CEREBRAS_MANAGEMENT_API_KEY")
    #expect(try await resolved.key(.inference) == nil)
    #expect(throws: SettingsFailure.self) {
      try store.save(Secret("x", name: "K"), profile: "../x", kind: .management)
    }
  }

  @Test func aKeyThatOthersMayReadIsRefused() async throws {
    folder.write("csk-1234\n", to: "key", mode: 0o644)
    let failure = await #expect(throws: SettingsFailure.self) {
      try await KeySource.file(folder.path + "/key").key(.inference, environment: { _ in nil })
    }
    #expect(failure?.description.contains("mode 0644") == true && failure?.hint == "run: chmod 600 \(folder.path)/key")
    let missing = await #expect(throws: SettingsFailure.self) {
      try await KeySource.file("~/no").key(.inference, environment: { _ in "/none" })
    }
    #expect(missing?.message == "there is no key file '/none/no'")
  }

  @Test func keysComeFromCommands() async throws {
    let key = try await KeySource.command("printf 'csk-%s\\nsecond' abc").key(.inference, environment: { _ in nil })
    #expect(key.reveal(for: .authorization) == "csk-abc")
    for (line, part) in [
      ("exit 3", "exit code 3"), ("true", "is empty"), ("echo a b", "spaces"), ("kill -9 $$", "signal 9"),
    ] {
      let failure = await #expect(throws: SettingsFailure.self) {
        try await KeySource.command(line).key(.inference, environment: { _ in nil })
      }
      #expect(failure?.message.contains(part) == true, "\(failure?.message ?? "")")
    }
  }

  @Test func aCancelledKeyCommandEnds() async throws {
    let fifo = folder.path + "/begun"
    let task = Task {
      try await KeySource.command("echo > '\(fifo)'; exec sleep 20").key(.inference, environment: { _ in nil })
    }
    while !FileManager.default.fileExists(atPath: fifo) { await Task.yield() }
    task.cancel()
    let result = await task.result
    #expect(throws: SettingsFailure.self) { try result.get() }
  }
}
