import CBSCatalog
import CBSValues
import OrderedCollections

/// Rules of a chat that hold between its fields (api.md, sections 3.2 and 3.9). Nil where they hold.
extension ChatRequest {
  /// Each call of a tool is answered right after it, once, and nothing else is answered; a choice of tools needs tools.
  var toolProblem: String? {
    switch call[ChatCompletion.toolChoice] {
    case nil, .mode(.none): break
    case .mode where tools.isEmpty, .function where tools.isEmpty:
      return "tool_choice: 'tool_choice' is only allowed when 'tools' are specified"
    case .function(let wanted) where !tools.contains { $0.name == wanted }:
      return "tool_choice: there is no tool '\(wanted)'"
    case .mode, .function: break
    }
    var open: [String] = []
    for (index, message) in messages.enumerated() {
      let path = "messages.\(index)"
      if message.role == .tool {
        let id = message.toolCallID ?? ""
        guard let position = open.firstIndex(of: id) else {
          return "\(path).tool.tool_call_id: '\(id)' matches no tool call of the message before"
        }
        open.remove(at: position)
        continue
      }
      if let id = open.first { return "\(path): the tool call '\(id)' must be answered first" }
      let ids = message.toolCalls.compactMap(\.id)
      if Set(ids).count < ids.count { return "\(path).assistant.tool_calls: an id is used twice" }
      open = ids
    }
    return open.first.map { "messages: the tool call '\($0)' is not answered" }
  }

  /// The sandbox's architectures read text only; addresses on the web are refused by every model.
  var imageProblem: String? {
    for (index, message) in messages.enumerated() {
      guard case .parts(let parts) = message.content else { continue }
      for part in parts {
        switch part {
        case .text: continue
        case .imageURL(let url, _) where url.hasPrefix("http"):
          return "messages.\(index): images by URL are not supported; send base64 data"
        case .imageURL, .image: return "messages.\(index): this model does not support images"
        }
      }
    }
    return nil
  }

  var parameterProblem: String? {
    if call[ChatCompletion.alternatives] != nil, call[ChatCompletion.wantsLogProbabilities] != true {
      return "top_logprobs: 'logprobs' must be true when 'top_logprobs' is set"
    }
    if call[ChatCompletion.reasoningFormat] == .raw, jsonText(saying: "") != nil {
      return "reasoning_format: 'raw' is not supported with JSON output"
    }
    return nil
  }

  var responseFormatProblem: String? {
    guard case .jsonSchema(let format) = call[ChatCompletion.responseFormat], let schema = format.schema?.wire else {
      return nil
    }
    return schema.schemaProblem(isStrict: format.isStrict ?? false)
  }
}

extension JSON {
  fileprivate func schemaProblem(isStrict: Bool) -> String? {
    guard let members = object else { return nil }
    if members["type"]?.array != nil { return "Unsupported JSON schema fields: {'type': array}" }
    if members["items"]?.boolean == true { return "Unsupported JSON schema fields: {'items': true}" }
    if let alternatives = members["anyOf"]?.array, alternatives.count > 5 {
      return "Unsupported JSON schema fields: {'anyOf': more than 5}"
    }
    if isStrict, members["definitions"] != nil { return "Unsupported JSON schema fields: {'definitions'}" }
    if isStrict, members["type"]?.string == "object", members["additionalProperties"]?.boolean != false {
      return "Object fields require at least 'additionalProperties': false"
    }
    let nested =
      [members["items"]].compactMap { $0 } + (members["anyOf"]?.array ?? [])
      + ["properties", "$defs"].flatMap { Array((members[$0]?.object ?? [:]).values) }
    return nested.lazy.compactMap { $0.schemaProblem(isStrict: isStrict) }.first
  }
}
