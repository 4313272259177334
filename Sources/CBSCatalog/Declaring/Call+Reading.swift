import CBSValues
import OrderedCollections

/// What a server does with members nobody declared.
package enum UnknownMembers: Sendable, Hashable {
  case ignored, refused
}

extension Call {
  /// Reads the call out of a request, as a server does.
  package init(request: Request, unknownMembers: UnknownMembers = .ignored) throws(RequestRejection) {
    guard request.method == E.wire.method, let segments = E.wire.template.match(request.path) else {
      throw .otherEndpoint
    }
    var draft = Draft<E>()
    for field in E.wire.fields where field.place == .path {
      let parts = field.names.compactMap { segments[$0] }
      do throws(WireMismatch) { draft.set(field, to: try field.read(parts: parts)) } catch {
        throw .unknownName(field: field.names.last ?? "", value: parts.last ?? "")
      }
    }
    var problems = draft.readQuery(request.query)
    if E.wire.fields.contains(where: { $0.place == .body }) {
      problems += draft.readBody(request.body ?? [], unknownMembers: unknownMembers)
    }
    guard problems.isEmpty else { throw .invalid(problems) }
    do { try self.init(draft) } catch { throw .otherEndpoint }
  }
}

extension Draft {
  fileprivate mutating func readQuery(_ query: [QueryItem]) -> [RequestProblem] {
    var problems: [RequestProblem] = []
    for field in E.wire.fields where field.place == .query {
      let given = query.filter { $0.name == field.names[0] }.compactMap(\.value)
      var mismatch: WireMismatch?
      if given.isEmpty {
        if field.isRequired { mismatch = WireMismatch(.missing) }
      } else {
        do throws(WireMismatch) {
          set(field, to: try field.read(parts: field.parameter.isRepeated ? given : [given[given.count - 1]]))
        } catch { mismatch = error }
      }
      if let mismatch { problems.append(RequestProblem(mismatch.inside(.member(field.names[0])), in: "query")) }
    }
    return problems
  }

  fileprivate mutating func readBody(_ bytes: [UInt8], unknownMembers: UnknownMembers) -> [RequestProblem] {
    guard !bytes.isEmpty else { return [RequestProblem(WireMismatch(.missing), in: "body")] }
    let json: JSON
    do { json = try JSON(parsing: bytes) } catch {
      return [RequestProblem(error, in: "body")]
    }
    var tree = BodyTree()
    for field in E.wire.fields where field.place == .body {
      tree.insert(field, at: field.names[0].split(separator: ".").map(String.init)[...])
    }
    var mismatches: [WireMismatch] = []
    tree.read(json, at: [], unknownMembers: unknownMembers, into: &self, &mismatches)
    return mismatches.map { RequestProblem($0, in: "body") }
  }
}

/// The fields of a body by their nesting, so that a missing object is reported once and not per field.
private struct BodyTree {
  private indirect enum Node {
    case field(WireField)
    case object(BodyTree)
  }

  private var nodes: OrderedDictionary<String, Node> = [:]

  mutating func insert(_ field: WireField, at path: ArraySlice<String>) {
    guard let first = path.first else { return }
    if path.count == 1 {
      nodes[first] = .field(field)
      return
    }
    var inner = BodyTree()
    if case .object(let known)? = nodes[first] { inner = known }
    inner.insert(field, at: path.dropFirst())
    nodes[first] = .object(inner)
  }

  private var hasRequired: Bool {
    nodes.values.contains { node in
      switch node {
      case .field(let field): field.isRequired
      case .object(let tree): tree.hasRequired
      }
    }
  }

  func read<E>(
    _ json: JSON, at path: [WireMismatch.Step], unknownMembers: UnknownMembers, into draft: inout Draft<E>,
    _ mismatches: inout [WireMismatch]
  ) {
    guard case .object(let members) = json else {
      mismatches.append(WireMismatch(.wrongType(expected: .object, found: json.kindName), at: path))
      return
    }
    for (name, node) in nodes {
      let here = path + [.member(name)]
      switch (node, members[name]) {
      case (.field(let field), nil):
        if field.isRequired { mismatches.append(WireMismatch(.missing, at: here)) }
      case (.field(let field), .null?) where !field.isRequired: break
      case (.field(let field), let value?):
        do throws(WireMismatch) { draft.set(field, to: try field.read(wire: value)) } catch {
          mismatches.append(WireMismatch(error.problem, at: here + error.path))
        }
      case (.object(let tree), nil):
        if tree.hasRequired { mismatches.append(WireMismatch(.missing, at: here)) }
      case (.object(let tree), .null?) where !tree.hasRequired: break
      case (.object(let tree), let value?):
        tree.read(value, at: here, unknownMembers: unknownMembers, into: &draft, &mismatches)
      }
    }
    guard unknownMembers == .refused else { return }
    for name in members.keys where nodes[name] == nil {
      mismatches.append(WireMismatch(.unknownMember, at: path + [.member(name)]))
    }
  }
}
