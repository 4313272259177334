import CBSValues
import OrderedCollections

/// Rules of a chat body that its schema cannot say (api.md, sections 3.2 and 3.9). Nil where they hold.
extension JSON {
  /// Each call of a tool is answered right after it, once, and nothing else is answered; a choice of tools needs tools.
  var toolProblem: String? {
    let hasTools = self["tools"]?.array?.isEmpty == false
    if let choice = self["tool_choice"], !choice.isNull, choice.string != "none", !hasTools {
      return "tool_choice: 'tool_choice' is only allowed when 'tools' are specified"
    }
    let names = (self["tools"]?.array ?? []).compactMap { $0["function"]?["name"]?.string }
    if let wanted = self["tool_choice"]?["function"]?["name"]?.string, !names.contains(wanted) {
      return "tool_choice: there is no tool '\(wanted)'"
    }
    var open: [String] = []
    for (index, message) in (self["messages"]?.array ?? []).enumerated() {
      let path = "messages.\(index)"
      if message["role"]?.string == "tool" {
        let id = message["tool_call_id"]?.string ?? ""
        guard let position = open.firstIndex(of: id) else {
          return "\(path).tool.tool_call_id: '\(id)' answers no tool call of the message before"
        }
        open.remove(at: position)
        continue
      }
      if let id = open.first { return "\(path): the tool call '\(id)' must be answered first" }
      let ids = (message["tool_calls"]?.array ?? []).compactMap { $0["id"]?.string }
      if Set(ids).count < ids.count { return "\(path).assistant.tool_calls: an id is used twice" }
      open = ids
    }
    return open.first.map { "messages: the tool call '\($0)' is not answered" }
  }

  /// The sandbox's architectures read text only; addresses on the web are refused by every model.
  var imageProblem: String? {
    for (index, message) in (self["messages"]?.array ?? []).enumerated() {
      for part in message["content"]?.array ?? [] where part["type"]?.string != "text" {
        let url = part["image_url"]?["url"]?.string ?? ""
        return url.hasPrefix("http")
          ? "messages.\(index): images by URL are not supported; send base64 data"
          : "messages.\(index): this model does not support images"
      }
    }
    return nil
  }

  var parameterProblem: String? {
    if self["top_logprobs"]?.integer != nil, self["logprobs"]?.boolean != true {
      return "top_logprobs: 'logprobs' must be true when 'top_logprobs' is set"
    }
    let format = self["response_format"]?["type"]?.string
    if self["reasoning_format"]?.string == "raw", format == "json_object" || format == "json_schema" {
      return "reasoning_format: 'raw' is not supported with JSON output"
    }
    return nil
  }

  var responseFormatProblem: String? {
    guard let format = self["response_format"]?["json_schema"], let schema = format["schema"], !schema.isNull else {
      return nil
    }
    return schema.schemaProblem(isStrict: format["strict"]?.boolean ?? false)
  }

  private func schemaProblem(isStrict: Bool) -> String? {
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
