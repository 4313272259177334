import CBSValues
import OrderedCollections

/// What matters of `tokenizer_config.json`.
package struct TokenizerSettings: Sendable, Hashable {
  /// Whether it holds a chat template, or a list of named ones.
  package let hasChatTemplate: Bool

  package init(parsing bytes: [UInt8]) throws(LayoutError) {
    let document: JSON
    do { document = try JSON(parsing: bytes) } catch {
      throw LayoutError(message: "is not JSON: \(error.message) at byte \(error.offset)")
    }
    guard document.object != nil else { throw LayoutError(message: "holds \(document.kindName), not an object") }
    switch document["chat_template"] {
    case .string(let text): hasChatTemplate = !text.isEmpty
    case .array(let templates): hasChatTemplate = !templates.isEmpty
    case .object(let templates): hasChatTemplate = !templates.isEmpty
    case nil, .null, .boolean, .integer, .float, .digits: hasChatTemplate = false
    }
  }
}
