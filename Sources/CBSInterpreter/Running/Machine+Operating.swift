import CBSDiagnostics
import CBSLanguage
import CBSValues
import OrderedCollections

extension Machine {
  /// `+` of what is not two integers: texts and lists that only this variable holds grow in place.
  func add(_ into: Register, _ left: Register, _ right: Register, _ pc: Int) throws(Fault) {
    let (index, source) = (base + Int(into), base + Int(left))
    switch stack[base + Int(right)] {
    case .string(let more) where stack[source].isText:
      guard extent(left).weight + Int64(more.utf8.count) / 16 <= Extent.weightLimit else {
        throw .tooLarge(Extent(depth: 0, weight: .max), at: site(pc).span)
      }
      if into != left { stack[index] = stack[source] }
      stack[index].grow(by: more)
    case .list(let more) where stack[source].isList:
      var extent = extents[source]
      extent.add(extents[base + Int(right)])
      if !extent.isWithinLimits {
        extent = stack[source].measured()
        extent.add(Value.list(more).measured())
        guard extent.isWithinLimits else { throw .tooLarge(extent, at: site(pc).span) }
      }
      if into != left { stack[index] = stack[source] }
      stack[index].grow(by: more)
      extents[index] = extent
    default: try operate(.add, into, left, right, pc)
    }
  }

  /// Any operator on any values.
  func operate(
    _ symbol: BinaryOperator, _ into: Register, _ left: Register, _ right: Register, _ pc: Int
  ) throws(Fault) {
    let value = try apply(symbol, self[left], self[right], pc)
    var extent = extent(left)
    extent.add(self.extent(right))
    try put(value, extent, into: into, pc)
  }

  /// `+` or `-` with an integer that stands in the text.
  func operate(with integer: Int32, _ into: Register, _ left: Register, _ pc: Int) throws(Fault) {
    let symbol = site(pc).symbol ?? .add
    let number = Int64(integer)
    set(into, to: try apply(symbol, self[left], .integer(symbol == .subtract ? -number : number), pc))
  }

  /// Whether a value is less than an integer that is written in the text.
  func isLess(_ left: Register, than integer: Int32, _ pc: Int) throws(Fault) -> Bool {
    try apply(.less, self[left], .integer(Int64(integer)), pc) == .boolean(true)
  }

  private func apply(_ symbol: BinaryOperator, _ left: Value, _ right: Value, _ pc: Int) throws(Fault) -> Value {
    switch (left, right) {
    case (.secret, .string), (.string, .secret):
      if symbol == .equal || symbol == .notEqual { throw .secretCompared(at: site(pc).span) }
    default: break
    }
    do throws(ArithmeticFailure) {
      return try Value.apply(symbol, left, right)
    } catch {
      throw blamed(.failed(error, symbol, left, right, at: site(pc).span), pc)
    }
  }

  func negate(_ operand: Register, into: Register, _ pc: Int) throws(Fault) {
    do throws(ArithmeticFailure) {
      self[into] = try self[operand].negated()
    } catch {
      let span = site(pc).span
      throw blamed(error == .overflow ? .negationOverflow(at: span) : .cannotNegate(self[operand], at: span), pc)
    }
  }

  /// What is told of a condition that is neither true nor false.
  func notACondition(_ register: Register, _ pc: Int) -> Fault {
    let site = site(pc)
    return blamed(.notACondition(self[register], at: site.operands.first?.span ?? site.span), pc)
  }

  // MARK: Parts of values

  func optionalField(_ name: Name, of from: Register, into: Register, _ pc: Int) throws(Fault) {
    let value = self[from]
    if case .record(let fields) = value {
      let extent = extents[base + Int(from)]
      self[into] = fields[name.text] ?? .null
      extents[base + Int(into)] = extent
    } else if value.isNull {
      self[into] = .null
    } else {
      throw blamed(.noField(name.text, of: value, at: name.span), pc)
    }
  }

  func element(of from: Register, at key: Register, into: Register, _ pc: Int) throws(Fault) {
    let extent = extents[base + Int(from)]
    switch (stack[base + Int(from)], stack[base + Int(key)]) {
    case (.list(let elements), .integer(let number)):
      let position = number < 0 ? number + Int64(elements.count) : number
      guard position >= 0, position < Int64(elements.count) else {
        throw blamed(.outOfRange(number, count: elements.count, at: site(pc).span), pc)
      }
      self[into] = elements[Int(position)]
    case (.record(let fields), .string(let name)):
      guard let field = fields[name] else {
        throw blamed(.noField(name, of: .record(fields), at: site(pc).span), pc)
      }
      self[into] = field
    case (let value, let index): throw blamed(.badIndex(index, into: value, at: site(pc).span), pc)
    }
    extents[base + Int(into)] = extent
  }

  // MARK: set

  /// `set` behind steps: what only this variable holds is changed in place.
  func update(_ update: Update) throws(Fault) {
    let index = slot(update.variable.index)
    if update.variable.isGlobal {
      guard sources[index] != 0 else {
        throw .noValueYet(
          "$" + (program.exports.first { $0.register == update.variable.register }?.name ?? ""),
          at: update.spans[0])
      }
      if isLane { changedGlobals.insert(update.variable.register) }
    }
    var keys: [(key: Value, span: Span)] = []
    for (offset, span) in update.spans.enumerated() {
      keys.append((self[update.firstKey + Register(offset)], span))
    }
    var extent = stack[index].ownExtent ?? extents[index]
    var added = self.extent(update.value)
    added.depth += Int32(keys.count)
    extent.add(added)
    let value = self[update.value]
    var whole = stack[index]
    stack[index] = .null
    defer {
      stack[index] = whole
      extents[index] = extent
    }
    if !extent.isWithinLimits {
      var trial = whole
      try replace(&trial, keys[...], with: value)
      let exact = trial.measured()
      guard exact.isWithinLimits else { throw .tooLarge(exact, at: update.spans[0]) }
      (whole, extent) = (trial, exact)
      return
    }
    try replace(&whole, keys[...], with: value)
  }

  private func replace(
    _ place: inout Value, _ keys: ArraySlice<(key: Value, span: Span)>, with value: Value
  ) throws(Fault) {
    guard let (key, span) = keys.first else {
      place = value
      return
    }
    switch (place, key) {
    case (.record(var fields), .string(let name)):
      place = .null
      defer { place = .record(fields) }
      guard var inner = keys.count == 1 ? .some(Value.null) : fields[name] else {
        throw .noField(name, of: .record(fields), at: span)
      }
      try replace(&inner, keys.dropFirst(), with: value)
      fields[name] = inner
    case (.list(var elements), .integer(let index)):
      place = .null
      defer { place = .list(elements) }
      let position = index < 0 ? index + Int64(elements.count) : index
      guard position >= 0, position < Int64(elements.count) else {
        throw .outOfRange(index, count: elements.count, at: span)
      }
      var inner = elements[Int(position)]
      try replace(&inner, keys.dropFirst(), with: value)
      elements[Int(position)] = inner
    case (.list, .string(let name)): throw .noField(name, of: place, at: span)
    case (_, .string(let name)) where place.record == nil: throw .noField(name, of: place, at: span)
    default: throw .badIndex(key, into: place, at: span)
    }
  }
}

extension Value {
  var isText: Bool { if case .string = self { true } else { false } }
  fileprivate var isList: Bool { if case .list = self { true } else { false } }

  /// Appends to a text; in place where nothing else holds it.
  mutating func grow(by more: String) {
    guard case .string(var text) = self else { return }
    self = .null
    text += more
    self = .string(text)
  }

  /// Appends to a list; in place where nothing else holds it.
  mutating func grow(by more: [Value]) {
    guard case .list(var elements) = self else { return }
    self = .null
    elements += more
    self = .list(elements)
  }

  /// Appends an element to a list; in place where nothing else holds it.
  mutating func grow(by element: Value) {
    guard case .list(var elements) = self else { return }
    self = .null
    elements.append(element)
    self = .list(elements)
  }
}
