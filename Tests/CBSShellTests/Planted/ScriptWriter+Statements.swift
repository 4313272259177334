import CBSLanguage
import CBSValues
import TestSupport

extension ScriptWriter {
  mutating func statement() {
    guard indent < 4 else { return line { $0.command() } }
    switch random.below(18) {
    case 0, 1, 2: binding()
    case 3: change()
    case 4: line { $0.branch() }
    case 5, 6: loop()
    case 7: line { $0.attempt() }
    case 8: line { $0.claim() }
    case 9: line { $0.waiting() }
    case 10 where indent == 0: definition()
    case 11 where indent == 0:
      line { writer in
        writer.put(.keyword("parallel"), " ")
        writer.block(isLanes: true)
      }
    case 12, 13: line { $0.pipeline() }
    case 14:
      line { writer in
        writer.put("print ")
        writer.string()
      }
    default: line { $0.command() }
    }
  }

  private mutating func binding() {
    guard let name = newName() else { return line { $0.command() } }
    line { writer in
      writer.put(.keyword("let"), .plain(" \(name) = "))
      var type = ValueType.integer
      switch writer.random.below(6) {
      case 0: writer.integer(2)
      case 1:
        writer.string()
        type = .string
      case 2:
        writer.put("[1, 2, 3]")
        type = .list(.integer)
      default: type = writer.command(answering: true)
      }
      writer.variables.append(Variable(name: name, type: type))
    }
  }

  private mutating func change() {
    guard let variable = pick(\.isInteger) else { return binding() }
    line { writer in
      writer.put(.keyword("set"), " ")
      writer.use(variable)
      writer.put(" = ")
      // What becomes of it can be told from the line alone; else its type is not known any more.
      let sum = writer.place
      writer.use(variable)
      writer.put(" + ", .marked("1", .operand(sum: sum)))
    }
  }

  private mutating func branch() {
    put(.keyword("if"), " ")
    condition()
    put(" ")
    block()
    guard random.below(2) == 0 else { return }
    put(" ", .keyword("else"), " ")
    block()
  }

  private mutating func loop() {
    guard let name = newName() else { return line { $0.command() } }
    line { writer in
      writer.put(.keyword("for"), .plain(" \(name) "), .keyword("in"), " ")
      var element = ValueType.integer
      if let list = writer.pick({ if case .list(.record(.some)) = $0 { true } else { false } }),
        case .list(let known) = list.type
      {
        writer.use(list)
        element = known
      } else {
        writer.put("range(")
        writer.integer(1)
        writer.put(")")
      }
      writer.put(" ")
      writer.loops += 1
      writer.block(with: [Variable(name: name, type: element)])
      writer.loops -= 1
    }
  }

  private mutating func attempt() {
    put(.keyword("try"), " ")
    block()
    put(" ", .keyword("catch"), " failure ")
    block(with: [Variable(name: "failure", type: .record(nil))])
  }

  private mutating func claim() {
    put(.keyword(random.pick(["assert", "check"])), " ")
    guard random.below(3) == 0 else {
      condition()
      return put(random.below(2) == 0 ? ", 'it does not hold'" : "")
    }
    put(.keyword("fails"), " ")
    let mayAlreadyFail = mayFail
    mayFail = true
    block()
    mayFail = mayAlreadyFail
  }

  private mutating func waiting() {
    put(
      .keyword("wait"), " ", .command("version get"), " gpt-oss-120b/1 ", .keyword("until"), " .", .field("status"),
      " == \"done\" ", .keyword("fail"), " .", .field("status"), " == \"failed\" ", .keyword("every"), " 5s ",
      .keyword("within"), " 20m")
  }

  private mutating func definition() {
    guard let name = newName(), let parameter = newName() else { return line { $0.command() } }
    let outer = variables
    line(isReached: false) { writer in
      writer.put(.keyword("def"), .plain(" \(name)_it(\(parameter): integer) "))
      // It sees its parameter alone: what the text makes before it may not be there when it is called.
      writer.variables = []
      writer.block(with: [Variable(name: parameter, type: .integer)])
    }
    variables = outer
    let taken = AnyParameter(parameter, ParameterType("INTEGER", .integer), "A parameter of the 'def'.")
    line { $0.put(.command("\(name)_it"), " ", .marked("7", .word(taken))) }
  }
}
