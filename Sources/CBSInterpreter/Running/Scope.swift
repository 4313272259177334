package import CBSLanguage
package import CBSValues
package import OrderedCollections
import Synchronization

/// The variables of a session: what one line at the prompt leaves for the next.
package final class Scope: Sendable {
  private let variables: Mutex<OrderedDictionary<String, Value>>
  /// Where their values came from, as far as it is known.
  private let origins = Mutex<[String: Origin]>([:])
  private let remembered = Mutex<OrderedDictionary<String, RememberedDefinition>>([:])

  package init(_ variables: OrderedDictionary<String, Value> = [:]) { self.variables = Mutex(variables) }

  /// In the order they were made.
  package var names: [String] { variables.withLock { Array($0.keys) } }

  /// The value of a variable, nil where there is none.
  package func value(of name: String) -> Value? { variables.withLock { $0[name] } }

  /// Makes a variable or changes it.
  package func set(_ name: String, to value: Value, from origin: Origin? = nil) {
    variables.withLock { $0[name] = value }
    origins.withLock { $0[name] = origin }
  }

  /// Where the value of a variable came from.
  func origin(of name: String) -> Origin? { origins.withLock { $0[name] } }

  /// The `def`s of earlier texts.
  package var definitions: [RememberedDefinition] { remembered.withLock { Array($0.values) } }

  /// Keeps `def`s for later texts.
  func remember(_ definitions: [RememberedDefinition]) {
    remembered.withLock { for definition in definitions { $0[definition.name] = definition } }
  }
}
