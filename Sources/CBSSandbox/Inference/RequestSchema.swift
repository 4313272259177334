import CBSValues
import OrderedCollections

/// What an inference body may hold: a small schema, checked at once, every problem reported.
///
/// The service forbids keys it does not know at every level; null stands for an optional key left out.
indirect enum RequestSchema: Sendable {
  case any, boolean
  case text(maximum: Int = .max)
  case integer(ClosedRange<Int64>)
  case number(ClosedRange<Double>)
  case choice([String])
  case list(RequestSchema, minimum: Int = 0, maximum: Int = .max)
  case object([Property])
  /// Any keys, values of one kind.
  case map(RequestSchema)
  /// An object whose member `by` says which of several schemas counts; the word becomes part of the path.
  case variants(by: String, [String: RequestSchema])
  case oneOf([RequestSchema], String)

  struct Property: Sendable {
    let name: String
    let schema: RequestSchema
    let isRequired: Bool
    /// Whether null stands for the key left out.
    var isNullable: Bool { !isRequired }
  }

  static func required(_ name: String, _ schema: RequestSchema) -> Property {
    Property(name: name, schema: schema, isRequired: true)
  }

  static func optional(_ name: String, _ schema: RequestSchema) -> Property {
    Property(name: name, schema: schema, isRequired: false)
  }

  /// What is wrong with `value`, one line each, in the words of the service: `path: problem`.
  func problems(of value: JSON, at path: String = "") -> [String] {
    switch self {
    case .any: return []
    case .boolean: return value.boolean == nil ? [Self.say(path, "value must be a boolean")] : []
    case .text(let maximum):
      guard let text = value.string else { return [Self.say(path, "value must be a string")] }
      return text.unicodeScalars.count > maximum ? [Self.say(path, "string is longer than \(maximum) characters")] : []
    case .integer(let range):
      guard let number = value.integer else { return [Self.say(path, "value must be an integer")] }
      return Self.check(number, in: range, at: path)
    case .number(let range):
      guard let number = value.double else { return [Self.say(path, "value must be a number")] }
      return Self.check(number, in: range, at: path)
    case .choice(let words):
      guard let text = value.string, words.contains(text) else {
        return [Self.say(path, "value must be one of " + words.map { "'\($0)'" }.joined(separator: ", "))]
      }
      return []
    case .list(let element, let minimum, let maximum):
      guard let elements = value.array else { return [Self.say(path, "value must be an array")] }
      var problems: [String] = []
      if elements.count < minimum { problems.append(Self.say(path, "array must hold at least \(minimum) item(s)")) }
      if elements.count > maximum { problems.append(Self.say(path, "array must hold at most \(maximum) item(s)")) }
      for (index, value) in elements.enumerated() {
        problems += element.problems(of: value, at: Self.join(path, "\(index)"))
      }
      return problems
    case .map(let element):
      guard let members = value.object else { return [Self.say(path, "value must be an object")] }
      return members.elements.flatMap { element.problems(of: $0.value, at: Self.join(path, $0.key)) }
    case .object(let properties): return Self.problems(of: value, properties: properties, at: path)
    case .variants(let key, let variants):
      guard value.object != nil else { return [Self.say(path, "value must be an object")] }
      guard let word = value[key]?.string, let schema = variants[word] else {
        let words = variants.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
        return [Self.say(Self.join(path, key), "value must be one of " + words)]
      }
      return schema.problems(of: value, at: Self.join(path, word))
    case .oneOf(let schemas, let phrase):
      let found = schemas.map { $0.problems(of: value, at: path) }
      if found.contains(where: \.isEmpty) { return [] }
      // A list or an object is meant as that alternative, so that the innermost problem is told.
      for (schema, problems) in zip(schemas, found) where schema.isMeant(by: value) { return problems }
      return [Self.say(path, "value must be \(phrase)")]
    }
  }

  private func isMeant(by value: JSON) -> Bool {
    switch (self, value) {
    case (.list, .array), (.object, .object), (.variants, .object), (.map, .object): true
    default: false
    }
  }

  private static func problems(of value: JSON, properties: [Property], at path: String) -> [String] {
    guard let members = value.object else { return [say(path, "value must be an object")] }
    var problems: [String] = []
    for property in properties {
      let here = join(path, property.name)
      guard let value = members[property.name], !(value.isNull && property.isNullable) else {
        if property.isRequired { problems.append(say(here, "property '\(here)' is required")) }
        continue
      }
      problems += property.schema.problems(of: value, at: here)
    }
    let known = Set(properties.map(\.name))
    for name in members.keys where !known.contains(name) {
      let here = join(path, name)
      problems.append(say(here, "property '\(here)' is unsupported"))
    }
    return problems
  }

  private static func check<Number: Comparable>(
    _ number: Number, in range: ClosedRange<Number>, at path: String
  ) -> [String] {
    if number < range.lowerBound { return [say(path, "value must be at least \(range.lowerBound)")] }
    return number > range.upperBound ? [say(path, "value must be at most \(range.upperBound)")] : []
  }

  private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }
  private static func say(_ path: String, _ problem: String) -> String {
    path.isEmpty ? problem : "\(path): \(problem)"
  }
}
