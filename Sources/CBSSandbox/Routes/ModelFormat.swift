import CBSCatalog
import CBSValues
import OrderedCollections

/// A model as the lists show it.
struct ListedModel: Sendable, Hashable {
  let id: String
  let owner: String
  let created: Int64
  let architecture: String
  /// Whether the public catalogue's details are shown.
  let isPublic: Bool

  private var isPreview: Bool { architecture == "zai-glm-4.7" }
  private var reasons: Bool { architecture.hasPrefix("gpt-oss") || architecture.hasPrefix("zai-glm") }

  /// US dollars per million tokens, prompt and answer.
  private var price: (prompt: Double, completion: Double) {
    switch architecture {
    case "gpt-oss-120b": (0.35, 0.75)
    case "zai-glm-4.7": (2.25, 2.75)
    default: (0.1, 0.1)
    }
  }

  private var huggingFaceID: String {
    switch architecture {
    case "gpt-oss-120b": "openai/gpt-oss-120b"
    case "zai-glm-4.7": "zai-org/GLM-4.7"
    case "llama3.1-8b": "meta-llama/Llama-3.1-8B-Instruct"
    default: architecture
    }
  }

  private var capabilities: JSON {
    [
      "streaming": true, "function_calling": true, "structured_outputs": true, "vision": false, "json_mode": true,
      "tools": true, "tool_choice": true, "parallel_tool_calls": true, "response_format": true,
      "reasoning": .boolean(reasons),
    ]
  }

  private var frame: [(String, JSON)] {
    [
      ("id", .string(id)), ("object", "model"), ("created", .integer(created)), ("owned_by", .string(owner)),
    ]
  }

  /// As the service shows it unless asked otherwise (api.md, section 3.8).
  var standard: JSON {
    guard isPublic else { return .object(.init(uniqueKeysWithValues: frame)) }
    let details: [(String, JSON)] = [
      ("name", .string(id)),
      ("description", .string("The stock model of \(architecture), played by the sandbox")),
      ("hugging_face_id", .string(huggingFaceID)),
      (
        "pricing",
        ["prompt": .string(Self.perToken(price.prompt)), "completion": .string(Self.perToken(price.completion))]
      ),
      ("capabilities", capabilities),
      (
        "supported_parameters",
        [
          "temperature": true, "top_p": true, "seed": true, "stop": true, "max_completion_tokens": true,
          "tools": true, "response_format": true, "reasoning_effort": .boolean(reasons),
        ]
      ),
      ("architecture", ["modality": "text", "tokenizer": .string(huggingFaceID), "instruct_type": nil]),
      (
        "limits",
        [
          "max_context_length": .integer(Int64(Generator.contextLimit)),
          "max_completion_tokens": .integer(Int64(Generator.outputLimit)), "requests_per_minute": nil,
          "tokens_per_minute": nil,
        ]
      ), ("datacenter_locations", ["sandbox"]), ("deprecated", false), ("preview", .boolean(isPreview)),
      ("quantization", nil),
    ]
    return .object(.init(uniqueKeysWithValues: frame + details))
  }

  var openRouter: JSON {
    [
      "id": .string(id), "name": .string(id), "created": .integer(created),
      "hugging_face_id": .string(huggingFaceID), "input_modalities": ["text"], "output_modalities": ["text"],
      "context_length": .integer(Int64(Generator.contextLimit)),
      "max_output_length": .integer(Int64(Generator.outputLimit)),
      "pricing": [
        "prompt": .string(Self.perToken(price.prompt)), "completion": .string(Self.perToken(price.completion)),
      ],
    ]
  }

  var huggingFace: JSON {
    [
      "id": .string(huggingFaceID), "provider_id": .string(id),
      "context_length": .integer(Int64(Generator.contextLimit)),
      "pricing": ["input": .float(price.prompt), "output": .float(price.completion)], "supports_tools": true,
      "supports_structured_output": true,
    ]
  }

  /// A price per million tokens as dollars for one, in plain decimals.
  private static func perToken(_ price: Double) -> String {
    let digits = String(Int64((price * 100).rounded()))
    return "0." + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}

/// The shape that `?format=` asks for.
enum ModelFormat: String, CaseIterable {
  case standard = "default", openRouter = "openrouter", huggingFace = "huggingface"

  init(_ request: Request) throws(Refusal) {
    let given = request.query.last { $0.name == "format" }?.value ?? "default"
    guard let format = ModelFormat(rawValue: given) else {
      throw .invalid(
        ["query", "format"], "Input should be 'default', 'openrouter' or 'huggingface'", type: "literal_error")
    }
    self = format
  }

  func item(_ model: ListedModel) -> JSON {
    switch self {
    case .standard: model.standard
    case .openRouter: model.openRouter
    case .huggingFace: model.huggingFace
    }
  }

  func list(_ models: [ListedModel]) -> JSON { ["object": "list", "data": .array(models.map(item))] }
}
