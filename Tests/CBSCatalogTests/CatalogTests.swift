import CBSCatalog
import CBSValues
import Testing

/// What must be true of every endpoint there is.
@Suite struct CatalogTests {
  @Test func commandsAreUnique() {
    let commands = Catalog.all.map { $0.command }
    #expect(Set(commands).count == commands.count)
    #expect(commands.count == 15)
    for command in commands { #expect(Catalog.endpoint(command: command)?.command == command) }
    #expect(Catalog.endpoint(command: "alias") == nil)
  }

  @Test func routesAreUnique() {
    let routes = Catalog.all.map { "\($0.method) \($0.path)" }
    #expect(Set(routes).count == routes.count)
  }

  @Test func commandsAreWordsWithOneBlank() {
    for endpoint in Catalog.all {
      let words = endpoint.command.split(separator: " ", omittingEmptySubsequences: false)
      #expect((1...2).contains(words.count))
      #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase } })
    }
  }

  @Test func placeholdersAreThePathFields() {
    for endpoint in Catalog.all {
      let fields = endpoint.fields.filter { $0.place == .path }.flatMap(\.names)
      #expect(Set(fields) == Set(endpoint.template.names), "\(endpoint.command)")
      #expect(fields.count == endpoint.template.names.count)
      #expect(endpoint.fields.allSatisfy { $0.place == .path || $0.names.count == 1 })
    }
  }

  @Test func fieldsAreUniqueAndFlagsToo() {
    for endpoint in Catalog.all {
      let ids = endpoint.fields.map { $0.id }
      #expect(Set(ids).count == ids.count, "\(endpoint.command)")
      let flags = endpoint.fields.compactMap { $0.syntax.flagName }
      #expect(Set(flags).count == flags.count)
      #expect(flags.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } }, "\(flags)")
    }
  }

  @Test func nothingFollowsTheFieldThatTakesAllWords() {
    for endpoint in Catalog.all {
      let words = endpoint.fields.filter { $0.syntax.isPositional }
      #expect(words.dropLast().allSatisfy { $0.syntax == .word })
    }
  }

  @Test func helpLinesFitAndEndWithAFullStop() {
    for endpoint in Catalog.all {
      for line in [endpoint.summary] + endpoint.fields.map({ $0.summary }) {
        #expect(line.count <= 72 && line.hasSuffix("."), "\(line)")
      }
      for member in endpoint.rowMembers { #expect(member.summary.hasSuffix("."), "\(member)") }
    }
  }

  @Test func columnsAreMembers() {
    for endpoint in Catalog.all {
      let members = Set(endpoint.rowMembers.map(\.name))
      #expect(!endpoint.columns.isEmpty)
      for column in endpoint.columns { #expect(members.contains(column), "\(endpoint.command): \(column)") }
      #expect(members.count == endpoint.rowMembers.count)
    }
  }

  @Test func examplesBeginWithTheirCommand() {
    for endpoint in Catalog.all {
      #expect(endpoint.example == endpoint.command || endpoint.example.hasPrefix(endpoint.command + " "))
    }
  }

  @Test func onlyGetReadsAtTheManagementAPI() {
    for endpoint in Catalog.all where endpoint.key == .management {
      #expect((endpoint.method == .get) == (endpoint.effect == .reads))
      #expect((endpoint.method == .delete) == (endpoint.effect == .destroys))
    }
  }

  @Test func pathsOfOneMethodAreToldApart() throws {
    var sampler = ValueSampler(seed: 3)
    for endpoint in Catalog.all { try check(endpoint, &sampler) }

    func check<E: Endpoint>(_: E.Type, _ sampler: inout ValueSampler) throws {
      for _ in 0..<20 {
        let path = try Call(try sampler.draft(of: E.self)).request(origin: "").path
        let matching = Catalog.all.filter { $0.method == E.method && $0.template.match(path) != nil }
        let best = matching.max { $0.template.specificity < $1.template.specificity }
        #expect(best?.command == E.command, "\(path)")
      }
    }
  }
}

extension Endpoint {
  fileprivate static var rowMembers: [ShapeMember] { Output.Row.shape.members ?? [] }
}
