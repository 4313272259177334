import CBSValues
import OrderedCollections

/// What one request changes of one resource.
struct PlanChange: Sendable {
  enum Kind: String, Sendable {
    case added, removed, changed
  }

  /// A field as it was and as it is; nil where there is no resource on that side.
  struct Field: Sendable {
    let name: String
    let before: JSON?
    let after: JSON?

    init(_ name: String, from before: JSON?, to after: JSON?) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  let kind: Kind
  /// `version gpt-oss-120b/3`
  let resource: String
  let fields: [Field]

  init(_ kind: Kind, _ resource: String, fields: [Field]) {
    self.kind = kind
    self.resource = resource
    self.fields = fields
  }

  /// `~ endpoint acme-gpt-oss-120b: live 2 -> 3`
  func text(colored: Bool) -> String {
    let (sign, color) =
      switch kind {
      case .added: ("+", 32)
      case .removed: ("-", 31)
      case .changed: ("~", 33)
      }
    let told = fields.map(\.text).joined(separator: ", ")
    let text = "\(sign) \(resource)" + (told.isEmpty ? "" : ": \(told)")
    return colored ? "\u{1B}[\(color)m\(text)\u{1B}[0m" : text
  }

  var json: JSON {
    var members: OrderedDictionary<String, JSON> = [:]
    for field in fields {
      var sides: OrderedDictionary<String, JSON> = [:]
      if let before = field.before { sides["before"] = before }
      if let after = field.after { sides["after"] = after }
      members[field.name] = .object(sides)
    }
    return ["kind": .string(kind.rawValue), "resource": .string(resource), "fields": .object(members)]
  }
}

extension PlanChange.Field {
  fileprivate var text: String {
    switch (before, after) {
    case (let before?, let after?) where before == after: "\(name) stays \(Self.text(after))"
    case (let before?, let after?): "\(name) \(Self.text(before)) -> \(Self.text(after))"
    case (let value?, nil), (nil, let value?): "\(name) \(Self.text(value))"
    case (nil, nil): name
    }
  }

  private static func text(_ value: JSON) -> String {
    switch value {
    case .null: "none"
    case .string(let text): text
    case .array(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
    case .boolean, .integer, .float, .digits, .object: value.text
    }
  }
}
