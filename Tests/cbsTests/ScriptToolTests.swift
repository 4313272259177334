import CBSShell
import CBSValues
import FoundationEssentials
import Glibc
import Testing

/// `cbs check`, `cbs fmt` and the arguments of scripts, as another program meets them.
@Suite("tools for scripts") struct ScriptToolTests {
  private static let bad = "let _a = 1\nprint $b\nversion lsit gpt-oss-120b\nprint ü $c --x\n"

  @Test func checkTellsEveryFaultAsAnObjectWithItsPlace() async throws {
    let fixture = try Fixture()
    let path = try fixture.file("bad.cbs", Self.bad)
    let outcome = try await fixture.run(["check", "--errors", "json", path])
    #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome)")
    let objects = try outcome.errors.split(separator: "\n").map { try JSON(parsing: String($0)) }
    #expect(
      objects.map { $0["code"]?.string } == ["undefined-name", "unknown-command", "undefined-name", "unknown-flag"])
    let bytes = Array(Self.bad.utf8)
    let texts = objects.map { object -> String in
      guard let start = object["start"]?.integer, let end = object["end"]?.integer else { return "" }
      return String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self)
    }
    #expect(texts == ["$b", "lsit", "$c", "--x"])
    #expect(objects.map { $0["line"]?.integer } == [2, 3, 4, 4])
    #expect(objects.map { $0["column"]?.integer } == [7, 9, 9, 12])
    for object in objects {
      #expect(object["file"]?.string == path && object["severity"] == "error" && object["exit"] == 2)
    }
  }

  @Test func checkReadsStandardInputAndManyFiles() async throws {
    let fixture = try Fixture()
    let good = try fixture.file("good.cbs", "version list gpt-oss-120b\n")
    let bad = try fixture.file("bad.cbs", Self.bad)
    let server = try SilentServer()
    let variables = [
      "CEREBRAS_MANAGEMENT_API_KEY": "some-key", "CEREBRAS_ORG": "acme",
      "CEREBRAS_BASE_URL": "http://127.0.0.1:\(server.port)",
    ]
    let clean = try await fixture.run(["check", "-"], input: good, variables: variables)
    #expect(clean.status == 0 && clean.errors == "checked 1 statement in 1 file: no errors\n", "\(clean)")
    let piped = try await fixture.run(["check", "-"], input: bad, variables: variables)
    #expect(piped.status == 2 && piped.errors.contains("--> -:2:7"), "\(piped)")
    let both = try await fixture.run(["check", good, bad], variables: variables)
    #expect(both.status == 2 && both.errors.hasSuffix("checked 5 statements in 2 files: 4 errors\n"), "\(both)")
    let quiet = try await fixture.run(["check", "--quiet", good], variables: variables)
    #expect(quiet.status == 0 && quiet.errors.isEmpty && quiet.output.isEmpty, "\(quiet)")
    let nothing = try await fixture.run(["check"], variables: variables)
    #expect(nothing.status == 2 && nothing.errors.contains("cbs check FILE"), "\(nothing)")
    #expect(!server.wasReached)
  }

  @Test func theTroubleWithACheckIsOneJSONDocument() async throws {
    let fixture = try Fixture()
    let bad = try fixture.file("bad.cbs", Self.bad)
    let outcome = try await fixture.run(["--format", "json", "check", bad, fixture.home + "/none.cbs"])
    #expect(outcome.status == 2)
    #expect(try JSON(parsing: outcome.output)["error"]?["code"] == "check-failed")
  }

  @Test func formattingReplacesWhatIsNotInLayoutAlone() async throws {
    let fixture = try Fixture()
    let wide = try fixture.file("wide.cbs", "let   a=1\r\nprint   $a")
    let narrow = try fixture.file("narrow.cbs", "print one\n")
    let broken = try fixture.file("broken.cbs", "print (\n")
    let link = fixture.home + "/link.cbs"
    #expect(symlink(wide, link) == 0 && chmod(wide, 0o751) == 0)
    let before = try Facts(narrow)

    let check = try await fixture.run(["fmt", "--check", wide, narrow])
    #expect(check.status == 1 && check.output.contains("+let a = 1\n"), "\(check)")
    #expect(fixture.contents(wide) == "let   a=1\r\nprint   $a")
    let formatted = try await fixture.run(["fmt", link, narrow, broken])
    #expect(formatted.status == 2, "\(formatted)")
    #expect(formatted.errors.contains("formatted \(link)\n") && !formatted.errors.contains("formatted \(narrow)"))
    #expect(formatted.errors.contains("--> \(broken):1:8"))
    #expect(fixture.contents(wide) == "let a = 1\nprint $a\n" && fixture.contents(broken) == "print (\n")
    #expect(try Facts(wide).mode == 0o751)
    #expect(try Facts(narrow) == before)
    var status = stat()
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    let again = try await fixture.run(["fmt", "--check", wide, narrow])
    #expect(again.status == 0 && again.output.isEmpty, "\(again)")
    let left = (try? FileManager.default.contentsOfDirectory(atPath: fixture.home)) ?? []
    #expect(left.filter { $0.hasPrefix("wide.cbs") } == ["wide.cbs"])
  }

  @Test func formattingReadsStandardInput() async throws {
    let fixture = try Fixture()
    let wide = try fixture.file("wide.cbs", "print   one\n")
    let piped = try await fixture.run(["fmt", "-"], input: wide)
    #expect(piped.status == 0 && piped.output == "print one\n" && piped.errors.isEmpty, "\(piped)")
    let broken = try await fixture.run(["fmt", "-"], input: try fixture.file("broken.cbs", "print (\n"))
    #expect(broken.status == 2 && broken.output.isEmpty, "\(broken)")
  }

  @Test func wrongArgumentsAreToldBeforeAnythingRuns() async throws {
    let fixture = try Fixture()
    let script = try fixture.file("a.cbs", "param weights: uri\nparam count = 1\nprint \"$weights $count\"\n")
    let wrong = try await fixture.run(["--errors", "json", script, "--count", "x", "--wieghts", "s3://a/b"])
    #expect(wrong.status == 2 && wrong.output.isEmpty, "\(wrong)")
    let codes = try wrong.errors.split(separator: "\n").map { try JSON(parsing: String($0))["code"]?.string }
    #expect(codes == ["bad-parameter", "unknown-parameter"])
    let right = try await fixture.run([script, "--weights=s3://a/b", "--count", "-2"])
    #expect(right.status == 0 && right.output == "s3://a/b -2\n", "\(right)")
    let same = try await fixture.run(["run", script, "weights=s3://a/b", "--count=2"])
    #expect(same.status == 0 && same.output == "s3://a/b 2\n", "\(same)")
    let help = try await fixture.run([script, "--help"])
    #expect(help.status == 0 && help.output.contains("--weights URI") && help.errors.isEmpty, "\(help)")
  }

  @Test func aBudgetEndsARun() async throws {
    let fixture = try Fixture()
    let outcome = try await fixture.run(["--max-steps", "500", "-c", "while true { }"])
    #expect(outcome.status == 1 && outcome.errors.contains("error[over-budget]"), "\(outcome)")
    let long = try await fixture.run(["--max-time", "200ms", "-c", "while true { }"])
    #expect(long.status == 1 && long.errors.contains("error[over-budget]"), "\(long)")
    let deep = try await Fixture(settings: "max_depth = 3\n").run(
      ["-c", "def down(n: integer) {\n  if $n > 0 { down ($n - 1) }\n}\ndown 9"])
    #expect(deep.status == 1 && deep.errors.contains("error[over-budget]"), "\(deep)")
  }

  @Test func whatExplanationsCallRightIsRight() async throws {
    let fixture = try Fixture()
    var paths: [String] = []
    for explanation in Explanation.all {
      guard let right = explanation.right else { continue }
      paths.append(try fixture.file("\(explanation.code).cbs", right + "\n"))
    }
    #expect(paths.count > 60)
    let outcome = try await fixture.run(["check", "--errors", "json"] + paths)
    // An example may make a name that it does not use.
    #expect(outcome.status == 0 && !outcome.errors.contains(#""severity":"error""#), "\(outcome)")
  }

  @Test func theScriptsOfThePackageAreInOrder() async throws {
    let folder = Fixture.root + "/scripts"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".cbs") }
    #expect(!names.isEmpty)
    let fixture = try Fixture()
    for tool in [["check"], ["fmt", "--check"]] {
      let outcome = try await fixture.run(tool + names.map { folder + "/" + $0 })
      #expect(outcome.status == 0, "\(outcome)")
    }
  }
}

/// What must stay of a file that is not touched.
private struct Facts: Equatable {
  let inode: UInt64
  let mode: UInt32

  init(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw WaitFailure(description: "there is no \(path)") }
    inode = UInt64(status.st_ino)
    mode = status.st_mode & 0o7777
  }
}
