@testable import CBSInterpreter
import CBSValues
import OrderedCollections
import CBSLanguage
import TestSupport
import Testing

/// What holds of every function.
struct FunctionTests {
  @Test(arguments: Functions.all.map(\.signature))
  func `Every example gives what the help says`(_ function: FunctionSignature) async {
    await Example(function.example, gives: function.result + "\n").verify()
  }

  @Test func `Names are unique and summaries fit the help`() {
    let signatures = Functions.all.map(\.signature)
    #expect(Set(signatures.map(\.name)).count == signatures.count)
    for signature in signatures {
      #expect(signature.summary.count <= 72, "\(signature.name)")
      #expect(signature.summary.hasSuffix("."), "\(signature.name)")
      #expect(signature.example.contains(signature.name + "("))
      #expect(signature.name.allSatisfy { $0 == "_" || $0.isLowercase || $0.isNumber })
      #expect(!Parser.isReserved(signature.name))
    }
  }

  /// Arguments that go well, where what stands for each type below does not.
  private static let specimens: [String: [Value]] = [
    "len": ["a"], "zip": [["a"], ["b"]], "range": [1, 3, 1],
    "abs": [1], "round": [2.5, 1],
    "pad_start": ["a", 3, "."], "duration": [90],
    "time": [0], "size": ["1KiB"], "int": ["7", 10], "float": ["7"], "parse_json": ["[]"],
    "parse_csv": ["a\n1", ","], "csv": [[], ","], "parse_time": ["1970", "%Y"],
    "get": [.record(["a": 1]), "a", 0], "parse_base64": ["b2s="],
    "from_entries": [[]], "enumerate": [["a"], 0],
    "substitute": ["a", "a", "b"],
  ]

  private static func arguments(of signature: FunctionSignature) -> [Value] {
    specimens[signature.name]
      ?? signature.parameters.map { parameter in
        switch parameter.type {
        case .any, .string: "a"
        case .integer: 1
        case .number: 2.5
        case .boolean: true
        case .duration: .duration(1_000_000_000)
        case .size: .size(1)
        case .time: .time(0)
        case .list: [1, 2]
        case .record: .record(["a": 1])
        case .null, .secret: .null
        }
      }
  }

  @Test(arguments: Functions.all.map(\.signature))
  func `What a parameter declares is what the function wants`(_ signature: FunctionSignature) throws {
    let arguments = Self.arguments(of: signature)
    let value = try FunctionCall(signature.name, arguments: arguments).value()
    #expect(signature.returns.holds(value), "\(value)")
    for (index, parameter) in signature.parameters.enumerated() where index < arguments.count {
      for kind in Value.kinds where !parameter.type.holds(kind) {
        var wrong = arguments
        wrong[index] = kind
        let failure = try FunctionCall(signature.name, arguments: wrong).failure()
        #expect(failure != nil, "\(signature.name): \(parameter.name) as \(kind)")
      }
    }
  }

  @Test(arguments: Functions.all.map(\.signature))
  func `No kind of value does harm`(_ signature: FunctionSignature) throws {
    for count in signature.arity.lowerBound...min(signature.arity.upperBound, 3) {
      var random = SeededGenerator(seed: UInt64(count))
      for _ in 0..<200 {
        let arguments = (0..<count).map { _ in Value.kinds.randomElement(using: &random) ?? .null }
        let call = FunctionCall(signature.name, arguments: arguments)
        let text: String
        do {
          text = try call.value().description
        } catch let failure as FunctionFailure {
          text = failure.message + (failure.hint ?? "")
          #expect(failure.message.first?.isUppercase != true && failure.message.last != ".", "\(failure.message)")
        }
        #expect(!text.contains("hunter2"), "\(call.testDescription)")
        #expect(!text.contains("aHVudGVyMi12YWx1ZQ"), "\(call.testDescription)")
      }
    }
  }

  @Test(arguments: StageCommands.all.map(\.signature))
  func `Every example of the language's own commands runs`(_ signature: Signature) async {
    #expect(!signature.examples.isEmpty)
    for example in signature.examples {
      let result = await Bench().run(example)
      #expect(result.status == .done, "\(example)")
    }
  }
}

extension ValueType {
  /// Whether a value is of the type.
  fileprivate func holds(_ value: Value) -> Bool {
    switch (self, value) {
    case (.any, _), (.null, .null), (.boolean, .boolean), (.integer, .integer), (.number, .integer), (.number, .float),
      (.number, .digits), (.string, .string), (.duration, .duration), (.size, .size), (.time, .time),
      (.secret, .secret),
      (.record(nil), .record):
      true
    case (.list(let type), .list(let elements)): elements.allSatisfy(type.holds)
    case (.record(let shapes?), .record(let fields)): Set(shapes.map(\.name)) == Set(fields.keys)
    default: false
    }
  }
}
