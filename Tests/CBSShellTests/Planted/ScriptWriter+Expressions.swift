import CBSLanguage
import CBSValues
import TestSupport

extension ScriptWriter {
  mutating func integer(_ depth: Int) {
    switch random.below(depth > 0 ? 6 : 2) {
    case 0: put(.plain(String(random.below(100))))
    case 1:
      guard let variable = pick(\.isInteger) else { return put("7") }
      use(variable)
    case 2:
      put(.function("len"), "(")
      if let variable = pick(\.isList) { use(variable) } else { put("[1, 2]") }
      put(")")
    case 3: put(.function(random.pick(["floor", "round", "ceil"])), "(2.5)")
    case 4: if !field(\.isInteger) { put("9") }
    default:
      let sum = place
      integer(0)
      put(" + ", .marked("1", .operand(sum: sum)))
    }
  }

  /// Writes a field of such a type of some variable, if there is one.
  private mutating func field(_ isWanted: (ValueType) -> Bool) -> Bool {
    var found: [(variable: Variable, steps: String, name: String)] = []
    for variable in variables {
      for field in variable.type.rowFields ?? [] where isWanted(field.type) {
        found.append((variable, variable.type.isList ? "[0]." : ".", field.name))
      }
    }
    guard !found.isEmpty else { return false }
    let (variable, steps, name) = random.pick(found)
    use(variable)
    put(.plain(steps), .field(name))
    return true
  }

  mutating func condition() {
    let start = place
    switch random.below(5) {
    case 0 where field(\.isText): put(" == 'done'")
    case 1:
      put(.function("starts_with"), "(")
      string()
      put(", 'acme')")
    case 2:
      integer(1)
      put(" > 3 ", .keyword("and"), " ", .keyword("not"), " ", .function("starts_with"), "('acme', 'a')")
    case 3: put(.function("len"), "([true, 1 < 2]) == 2")
    default:
      integer(2)
      put(.plain(random.pick([" < ", " == ", " >= "])))
      integer(1)
    }
    mark(.condition, start..<place)
  }

  mutating func string() {
    let open = place
    put("\"now ", .marked("", .text))
    if let variable = pick({ _ in true }) {
      use(variable)
      put(" and ", .marked("", .text))
    }
    if random.below(2) == 0 {
      put("$(")
      integer(1)
      put(") ")
    }
    put("then", .marked("\"", .closeQuote(open: open)))
  }
}
