import CBSDiagnostics
import CBSValues
import OrderedCollections

/// What functions ask of their arguments: the value as a Swift type, or why it is none.
extension Value {
  /// The text.
  func wantText() throws(FunctionFailure) -> String {
    guard let text else { throw .wanted("a string", self, hint: list == nil ? nil : "join(list, \", \") makes one") }
    return text
  }

  /// The elements.
  func wantList() throws(FunctionFailure) -> [Value] {
    guard let list else { throw .wanted("a list", self) }
    return list
  }

  /// The fields.
  func wantRecord() throws(FunctionFailure) -> OrderedDictionary<String, Value> {
    guard let record else { throw .wanted("a record", self) }
    return record
  }

  /// The integer.
  func wantInteger() throws(FunctionFailure) -> Int64 {
    guard let integer else {
      throw .wanted("an integer", self, hint: double == nil ? nil : "int(number) drops what follows the point")
    }
    return integer
  }

  /// An integer from 0 up to `most`; `what` names it in the message: `a width`.
  func wantCount(_ what: String, upTo most: Int = Int(Int32.max)) throws(FunctionFailure) -> Int {
    let number = try wantInteger()
    guard number >= 0 else { throw FunctionFailure("\(what) is 0 or more, not \(number)") }
    guard number <= Int64(most) else { throw .tooLarge("\(what) is at most \(most) here") }
    return Int(number)
  }

  /// An integer or a float as a double; what has more digits than either is refused.
  func wantNumber() throws(FunctionFailure) -> Double {
    guard let double else { throw .wanted("a number", self) }
    if case .digits = self { throw FunctionFailure("the number has too many digits to compute with", code: .overflow) }
    return double
  }

  /// The truth of a boolean.
  func wantBoolean() throws(FunctionFailure) -> Bool {
    guard let boolean else { throw .wanted("true or false", self) }
    return boolean
  }

  /// Seconds since 1970 of a time.
  func wantTime() throws(FunctionFailure) -> Int64 {
    guard case .time(let seconds) = self else {
      throw .wanted("a time", self, hint: text == nil && integer == nil ? nil : "time(value) makes one")
    }
    return seconds
  }
}

extension [Value] {
  /// The argument at `index`, nil where it was left out.
  func given(_ index: Int) -> Value? { index < count ? self[index] : nil }
}
