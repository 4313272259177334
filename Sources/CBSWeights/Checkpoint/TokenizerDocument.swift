import CBSValues
import OrderedCollections

/// A tokenizer with one token for each byte and four of its own: the smallest that reads every text.
struct TokenizerDocument {
  /// The tokens that are no bytes; the first has the id 256.
  static let specials = ["<|pad|>", "<|start|>", "<|message|>", "<|end|>"]
  static let startID = 257
  static let endID = 259
  /// Ids in use.
  static let size = 260

  /// tokenizer.json.
  var json: JSON {
    let byteLevel: JSON = ["type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false]
    return [
      "version": "1.0", "truncation": nil, "padding": nil,
      "added_tokens": .array(Self.specials.enumerated().map { Self.special($1, id: 256 + $0) }),
      "normalizer": nil, "pre_tokenizer": byteLevel, "post_processor": nil, "decoder": byteLevel,
      "model": [
        "type": "BPE", "dropout": nil, "unk_token": nil, "continuing_subword_prefix": nil, "end_of_word_suffix": nil,
        "fuse_unk": false, "byte_fallback": false, "vocab": .object(Self.vocabulary), "merges": [],
      ],
    ]
  }

  /// tokenizer_config.json, with the chat template.
  var settings: JSON {
    [
      "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|start|>", "eos_token": "<|end|>",
      "pad_token": "<|pad|>", "clean_up_tokenization_spaces": false, "model_max_length": 2048,
      "chat_template": .string(
        "{% for message in messages %}<|start|>{{ message['role'] }}<|message|>{{ message['content'] }}<|end|>"
          + "{% endfor %}{% if add_generation_prompt %}<|start|>assistant<|message|>{% endif %}"),
    ]
  }

  private static func special(_ content: String, id: Int) -> JSON {
    [
      "id": .integer(Int64(id)), "content": .string(content), "single_word": false, "lstrip": false, "rstrip": false,
      "normalized": false, "special": true,
    ]
  }

  /// Byte-level tokenizers write each byte as a printable character: itself where it is one, else one from U+0100 on.
  private static var vocabulary: OrderedDictionary<String, JSON> {
    var members: OrderedDictionary<String, JSON> = [:]
    var replacement: UInt32 = 0x100
    for byte in UInt32(0)...255 {
      var code = byte
      if !(33...126).contains(byte), !(161...172).contains(byte), !(174...255).contains(byte) {
        code = replacement
        replacement += 1
      }
      members[Unicode.Scalar(code).map(String.init) ?? ""] = .integer(Int64(byte))
    }
    for (position, name) in specials.enumerated() { members[name] = .integer(Int64(256 + position)) }
    return members
  }
}
