import CBSCatalog
@testable import CBSSandbox
import CBSValues
import TestSupport
import Testing

/// Tests over all routes.
@Suite struct RouteTests {
  @Test("every endpoint of the catalog has exactly one route", arguments: Catalog.all.map { "\($0)" })
  func oneRoute(endpoint: String) {
    #expect(Routes.all.filter { $0.endpoint.map { "\($0)" } == endpoint }.count == 1)
  }

  @Test("no two routes share method and path")
  func unique() {
    let lines = Routes.all.map { "\($0.method) \($0.template)" }
    #expect(Set(lines).count == lines.count)
  }

  @Test("law: tokens joined are the text", arguments: 0..<200 as Range<UInt64>)
  func tokens(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let letters = Array("ab cd.,\n\r\tÄ日本🙂é19 ")
    let text = String(
      (0..<Int.random(in: 0..<60, using: &random)).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)]
      })
    let tokens = Tokens.split(text)
    #expect(tokens.joined() == text)
    #expect(!tokens.contains(""))
  }
}
