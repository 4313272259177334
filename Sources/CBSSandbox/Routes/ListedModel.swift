import CBSCatalog
import CBSText
import CBSValues
import OrderedCollections

/// A model as the lists show it (api.md, section 3.8).
enum ListedModel: Sendable {
  /// What inference answers to (item 46).
  case endpoint(EndpointRecord, owner: OrganizationName)
  /// Of the public catalogue.
  case stock(ArchitectureID)

  var id: String {
    switch self {
    case .endpoint(let endpoint, _): endpoint.id.text
    case .stock(let architecture): architecture.text
    }
  }

  func wire(as format: ModelFormat?) -> JSON {
    switch format {
    case .standard, nil: standard
    case .openRouter: openRouter
    case .huggingFace: huggingFace
    }
  }

  private var standard: JSON {
    switch self {
    case .endpoint(let endpoint, let owner):
      InferenceModel(id: id, created: endpoint.created.seconds, owner: owner.text).wire
    case .stock(let architecture): PublicModel(stock: architecture).wire
    }
  }

  private var openRouter: JSON {
    [
      "id": .string(id), "name": .string(id), "created": .integer(created),
      "hugging_face_id": .string(architecture.huggingFaceID), "input_modalities": ["text"],
      "output_modalities": ["text"], "context_length": .integer(Int64(Generator.contextLimit)),
      "max_output_length": .integer(Int64(Generator.outputLimit)),
      "pricing": [
        "prompt": .string(architecture.price.prompt.perToken),
        "completion": .string(architecture.price.completion.perToken),
      ],
    ]
  }

  private var huggingFace: JSON {
    let price = architecture.price
    return [
      "id": .string(architecture.huggingFaceID), "provider_id": .string(id),
      "context_length": .integer(Int64(Generator.contextLimit)),
      "pricing": ["input": .float(price.prompt), "output": .float(price.completion)], "supports_tools": true,
      "supports_structured_output": true,
    ]
  }

  private var created: Int64 { if case .endpoint(let endpoint, _) = self { endpoint.created.seconds } else { 0 } }

  private var architecture: ArchitectureID {
    switch self {
    case .endpoint(let endpoint, _): endpoint.architecture
    case .stock(let architecture): architecture
    }
  }
}

extension PublicModel {
  /// The stock model of an architecture, as the sandbox plays it.
  fileprivate init(stock architecture: ArchitectureID) {
    self.init(id: architecture.text)
    owner = "Cerebras"
    name = id
    summary = "The stock model of \(architecture), played by the sandbox"
    huggingFaceID = architecture.huggingFaceID
    promptPrice = architecture.price.prompt.perToken
    completionPrice = architecture.price.completion.perToken
    abilities = [
      "streaming": true, "function_calling": true, "structured_outputs": true, "vision": false, "json_mode": true,
      "tools": true, "tool_choice": true, "parallel_tool_calls": true, "response_format": true,
      "reasoning": architecture.reasons,
    ]
    parameters = [
      "temperature": true, "top_p": true, "seed": true, "stop": true, "max_completion_tokens": true, "tools": true,
      "response_format": true, "reasoning_effort": architecture.reasons,
    ]
    design = Design(modality: "text", tokenizer: architecture.huggingFaceID)
    limits = Limits(context: Int64(Generator.contextLimit), maxCompletion: Int64(Generator.outputLimit))
    locations = ["sandbox"]
    isPreview = architecture.text == "zai-glm-4.7"
  }
}

extension ArchitectureID {
  /// US dollars per million tokens, prompt and answer.
  fileprivate var price: (prompt: Double, completion: Double) {
    switch text {
    case "gpt-oss-120b": (0.35, 0.75)
    case "zai-glm-4.7": (2.25, 2.75)
    default: (0.1, 0.1)
    }
  }

  fileprivate var huggingFaceID: String {
    switch text {
    case "gpt-oss-120b": "openai/gpt-oss-120b"
    case "zai-glm-4.7": "zai-org/GLM-4.7"
    case "llama3.1-8b": "meta-llama/Llama-3.1-8B-Instruct"
    default: text
    }
  }
}

extension Double {
  /// A price per million tokens as dollars for one, in plain decimals.
  fileprivate var perToken: String {
    "0." + Int64((self * 100).rounded()).padded(to: 8)
  }
}
