import CBSCatalog
import CBSValues
import Testing

/// What must be true of every endpoint there is.
@Suite struct CatalogTests {
  @Test func commandsAreUnique() {
    let commands = Catalog.all.map { $0.signature.name }
    #expect(Set(commands).count == commands.count)
    #expect(commands.count >= 15)
    for command in commands { #expect(Catalog.endpoint(command: command)?.signature.name == command) }
    #expect(Catalog.endpoint(command: "alias") == nil)
  }

  @Test func routesAreUnique() {
    let routes = Catalog.all.map { "\($0.wire.method) \($0.wire.template)" }
    #expect(Set(routes).count == routes.count)
  }

  @Test func commandsAreWordsWithOneBlank() {
    for endpoint in Catalog.all {
      let words = endpoint.signature.name.split(separator: " ", omittingEmptySubsequences: false)
      #expect((1...2).contains(words.count))
      #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase } })
    }
  }

  @Test func placeholdersAreThePathFields() {
    for endpoint in Catalog.all {
      let fields = endpoint.wire.fields.filter { $0.place == .path }.flatMap(\.names)
      #expect(Set(fields) == Set(endpoint.wire.template.names), "\(endpoint.signature.name)")
      #expect(fields.count == endpoint.wire.template.names.count)
      #expect(endpoint.wire.fields.allSatisfy { $0.place == .path || $0.place == .line || $0.names.count == 1 })
    }
  }

  @Test func fieldsAreUniqueAndFlagsToo() {
    for endpoint in Catalog.all {
      let ids = endpoint.wire.fields.map { $0.id }
      #expect(Set(ids).count == ids.count, "\(endpoint.signature.name)")
      let flags = endpoint.signature.flags.map { $0.name }
      #expect(Set(flags).count == flags.count)
      #expect(flags.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } }, "\(flags)")
    }
  }

  @Test func nothingFollowsTheFieldThatTakesAllWords() {
    for endpoint in Catalog.all {
      #expect(endpoint.signature.positionals.dropLast().allSatisfy { !$0.isRepeated })
    }
  }

  @Test func whatALineTakesIsSent() {
    for endpoint in Catalog.all {
      let sent = Set(endpoint.wire.fields.map { $0.id })
      #expect(endpoint.signature.parameters.allSatisfy { sent.contains($0.name) }, "\(endpoint.signature.name)")
    }
  }

  @Test func helpLinesFitAndEndWithAFullStop() {
    for endpoint in Catalog.all {
      for line in [endpoint.signature.summary] + endpoint.wire.fields.map({ $0.parameter.summary }) {
        #expect(line.count <= 72 && line.hasSuffix("."), "\(line)")
      }
      for member in endpoint.rowMembers { #expect(member.summary.hasSuffix("."), "\(member)") }
    }
  }

  @Test func columnsAreMembers() {
    for endpoint in Catalog.all {
      let members = Set(endpoint.rowMembers.map(\.name))
      let columns = endpoint.signature.columns ?? []
      #expect(!columns.isEmpty)
      for column in columns { #expect(members.contains(column), "\(endpoint.signature.name): \(column)") }
      #expect(members.count == endpoint.rowMembers.count)
    }
  }

  @Test func examplesBeginWithTheirCommand() {
    for endpoint in Catalog.all {
      let (name, examples) = (endpoint.signature.name, endpoint.signature.examples)
      #expect(!examples.isEmpty, "\(name)")
      for example in examples { #expect(example == name || example.hasPrefix(name + " ")) }
    }
  }

  @Test func onlyGetReadsAtTheManagementAPI() {
    for endpoint in Catalog.all where endpoint.signature.key == .management {
      #expect((endpoint.wire.method == .get) == (endpoint.signature.effect == .reads))
      #expect((endpoint.wire.method == .delete) == (endpoint.signature.effect == .destroys))
    }
  }

  @Test func pathsOfOneMethodAreToldApart() throws {
    var sampler = ValueSampler(seed: 3)
    for endpoint in Catalog.all { try check(endpoint, &sampler) }

    func check<E: Endpoint>(_: E.Type, _ sampler: inout ValueSampler) throws {
      for _ in 0..<20 {
        let path = try Call(try sampler.draft(of: E.self)).request(origin: "").path
        let matching = Catalog.all.filter { $0.wire.method == E.wire.method && $0.wire.template.match(path) != nil }
        let best = matching.max { $0.wire.template.specificity < $1.wire.template.specificity }
        #expect(best?.signature.name == E.signature.name, "\(path)")
      }
    }
  }
}

extension Endpoint {
  fileprivate static var rowMembers: [FieldType] { Output.Row.type.rowFields ?? [] }
}
