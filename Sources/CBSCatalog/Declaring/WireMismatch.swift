import CBSValues

/// JSON that is not what it should be: where, and why.
package struct WireMismatch: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Step: Sendable, Hashable {
    case member(String), index(Int)
  }

  package enum Expected: String, Sendable, Hashable {
    case text, integer, number, boolean, list, object
  }

  package enum Problem: Sendable, Hashable {
    case missing
    case wrongType(expected: Expected, found: String)
    case pattern(String)
    case below(Double), above(Double)
    case notOneOf([String])
    /// A list with fewer or more elements than are allowed.
    case tooFew(least: Int), tooMany(most: Int)
    /// A string of more characters than are allowed.
    case tooLong(most: Int)
    case duplicate(String)
    /// A member that nobody asked for, where extras are refused.
    case unknownMember
    case other(String)
  }

  /// From the outermost member inwards.
  package var path: [Step]
  package let problem: Problem

  package init(_ problem: Problem, at path: [Step] = []) {
    self.path = path
    self.problem = problem
  }

  /// The same below `step`.
  package func inside(_ step: Step) -> Self {
    var outer = self
    outer.path.insert(step, at: 0)
    return outer
  }

  package var pathText: String {
    var text = ""
    for step in path {
      switch step {
      case .member(let name): text += (text.isEmpty ? "" : ".") + name
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  package var description: String {
    let place = path.isEmpty ? "the body" : "'\(pathText)'"
    return switch problem {
    case .missing: "\(place) is missing"
    case .wrongType(let expected, let found): "\(place) is \(found), not \(expected.phrase)"
    case .pattern(let pattern): "\(place) does not match \(pattern)"
    case .below(let limit): "\(place) is below \(limit.plainText)"
    case .above(let limit): "\(place) is above \(limit.plainText)"
    case .notOneOf(let words): "\(place) is not one of \(words.joined(separator: ", "))"
    case .tooFew(let least): "\(place) has fewer than \(least) element(s)"
    case .tooMany(let most): "\(place) has more than \(most) element(s)"
    case .tooLong(let most): "\(place) is longer than \(most) characters"
    case .duplicate(let text): "\(place) repeats '\(text)'"
    case .unknownMember: "\(place) is not known"
    case .other(let message): "\(place): \(message)"
    }
  }
}

extension WireMismatch.Expected {
  fileprivate var phrase: String {
    switch self {
    case .text: "a string"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "a boolean"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
