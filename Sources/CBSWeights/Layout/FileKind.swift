/// The purpose of a file of a checkpoint, derived from its name below the prefix.
package enum FileKind: String, Sendable, Hashable, CaseIterable {
  case config, index, weights, tokenizer, template, generation, adapter
  /// Weights in an unsupported format.
  case foreign
  /// A left-over of a training run.
  case leftover
  /// A zero-byte object that represents a folder.
  case marker
  case other

  /// The kind of the file `name`.
  package init(name: String) {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let isNested = file != name
    switch name {
    case "config.json": self = .config
    case WeightsIndex.fileName: self = .index
    case "generation_config.json": self = .generation
    case "chat_template.jinja", "chat_template.json": self = .template
    case "adapter_config.json", "adapter_model.safetensors": self = .adapter
    case "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json",
      "merges.txt", "tokenizer.model":
      self = .tokenizer
    case _ where name.isEmpty || name.hasSuffix("/"): self = .marker
    case _ where name.hasPrefix("additional_chat_templates/"): self = .template
    case _ where Self.isLeftover(name: name, file: file): self = .leftover
    case _ where file.hasSuffix(".safetensors") && !isNested: self = .weights
    case _ where Self.foreignSuffixes.contains { file.hasSuffix($0) } || name.hasPrefix("original/"): self = .foreign
    case _ where file.hasSuffix(".safetensors"): self = .foreign
    default: self = .other
    }
  }

  private static let foreignSuffixes = [
    ".bin", ".pt", ".pth", ".ckpt", ".gguf", ".ggml", ".h5", ".msgpack", ".onnx", ".nemo", ".npz", ".tar", ".tar.gz",
    ".tgz", ".zip", ".zst",
  ]

  private static func isLeftover(name: String, file: String) -> Bool {
    let names: Set<String> = [
      "trainer_state.json", "training_args.bin", "optimizer.pt", "scheduler.pt", "optimizer.bin",
    ]
    return names.contains(file) || file.hasPrefix("rng_state") || file.hasPrefix("events.out.tfevents")
      || name.split(separator: "/").dropLast().contains {
        $0.hasPrefix("checkpoint-") || $0.hasPrefix("global_step") || $0 == "optimizer" || $0 == "runs"
      }
  }
}
