import FoundationEssentials
import Testing

@testable import CBSDiagnostics

/// What holds for every declared code. `ExplanationTests` runs the examples.
@Suite struct ErrorCodeTests {
  @Test func everyNameIsDeclaredOnce() {
    let names = ErrorCode.all.map(\.name)
    #expect(names.count > 140 && Set(names).count == names.count)
    for name in names {
      #expect(name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(name)")
      #expect(ErrorCode.named(name)?.name == name)
    }
  }

  @Test func explanationsAreWholeSentences() throws {
    for code in ErrorCode.all {
      let explanation = try #require(code.explanation, "\(code)")
      #expect(!explanation.title.hasSuffix(".") && explanation.title.count <= 72, "\(code)")
      #expect(explanation.title.first?.isUppercase == false, "\(code)")
      #expect(explanation.text.hasSuffix(".") && !explanation.text.contains("\n"), "\(code)")
      #expect(explanation.text.count { $0 == "." } <= 8, "\(code)")
    }
  }

  /// The lists of the families are written by hand, beside what they list.
  @Test func whatAFileDeclaresIsInItsList() throws {
    for family in ErrorCode.Family.allCases {
      let file =
        "CBSDiagnostics/Errors/ErrorCode+\(family.rawValue.prefix(1).uppercased())\(family.rawValue.dropFirst()).swift"
      let declared = try Self.source(file).matches(of: /static let \w+ = ErrorCode\(\s*"([a-z0-9-]+)"/).map {
        String($0.1)
      }
      #expect(family.codes.map(\.name) == declared)
    }
  }

  @Test func everyCodeIsUsed() throws {
    var members: Set<Substring> = []
    var used: Set<Substring> = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: Self.root) where file.hasSuffix(".swift") {
      let text = try Self.source(file)
      if file.hasPrefix("CBSDiagnostics/Errors/") {
        members.formUnion(text.matches(of: /static let (\w+) = ErrorCode\(/).map(\.1))
      } else {
        used.formUnion(text.matches(of: /(?:ErrorCode|[\s(\[,:])\.(\w+)/).map(\.1))
      }
    }
    #expect(members.count == ErrorCode.all.count)
    #expect(members.subtracting(used) == [], "declared, and nothing raises it")
  }

  @Test func aCodeFromOutsideEqualsTheDeclaredOneOfItsName() {
    #expect(ErrorCode(custom: "not-found") == .notFound && ErrorCode(custom: "not-found") != .forbidden)
    #expect(ErrorCode(custom: "too-old").explanation == nil && ErrorCode.named("too-old") == nil)
    #expect(Set([ErrorCode(custom: "not-found"), .notFound, .forbidden]).count == 2)
  }

  private static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/Sources"

  private static func source(_ file: String) throws -> String {
    let bytes = try #require(FileManager.default.contents(atPath: root + "/" + file), "\(file)")
    return String(decoding: bytes, as: UTF8.self)
  }
}
