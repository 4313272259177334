import CBSValues
import CBSWeights
import Testing

@Suite struct LayoutTests {
  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  // MARK: config.json

  @Test func missingKeysHaveTheirUsualMeaning() throws {
    let config = try ModelConfig(
      parsing: Self.bytes(
        #"{"architectures":["LlamaForCausalLM"],"model_type":"llama","torch_dtype":"bfloat16","hidden_size":64,"#
          + #""intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,"vocab_size":300}"#))
    #expect(config.problems.isEmpty)
    #expect(config.dataType == "bfloat16")
    #expect(config.dimensions?.keyValueHeads == 4)
    #expect(config.dimensions?.headDimension == 16)
    #expect(config.dimensions?.isTied == false)
  }

  @Test func problemsAreNamed() throws {
    let config = ModelConfig(["model_type": "qwen3_moe", "hidden_size": "big", "num_hidden_layers": 0])
    #expect(config.dimensions == nil)
    #expect(config.problems.contains("has no 'architectures'"))
    #expect(config.problems.contains("has a 'hidden_size' that is not a size"))
    #expect(config.problems.contains("has a 'num_hidden_layers' that is not a size"))
    #expect(config.problems.contains("has no 'num_experts'"))
  }

  @Test func impossibleSizesAreRefused() {
    let config = ModelConfig([
      "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 64, "intermediate_size": 1,
      "num_hidden_layers": 16_000_000, "num_attention_heads": 1, "vocab_size": 1,
    ])
    #expect(config.dimensions == nil)
    #expect(config.problems == ["describes a model of impossible size"])
  }

  @Test(arguments: ["", "[]", "{", "nul", "{\"a\":1}{"]) func whatIsNoConfig(text: String) {
    #expect(throws: LayoutError.self) { _ = try ModelConfig(parsing: Self.bytes(text)) }
  }

  // MARK: Index

  @Test func theIndexIsRead() throws {
    let index = try WeightsIndex(
      parsing: Self.bytes(
        #"{"metadata":{"total_parameters":1,"total_size":20},"weight_map":{"a":"s2","b":"s1","c":"s2"}}"#))
    #expect(Array(index.shards) == ["s2", "s1"])
    #expect(index.shardOfTensor == ["a": 0, "b": 1, "c": 0])
    #expect(index.totalSize == 20)
  }

  @Test func theTotalMayBeMissingOrOdd() throws {
    for text in [
      #"{"weight_map":{"a":"s"}}"#, #"{"metadata":null,"weight_map":{"a":"s"}}"#,
      #"{"metadata":{"total_size":2.0},"weight_map":{"a":"s"}}"#,
    ] {
      #expect(try WeightsIndex(parsing: Self.bytes(text)).totalSize == nil)
    }
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"weight_map":{}}"#, #"{"weight_map":[]}"#, #"{"weight_map":{"a":1}}"#,
    #"{"weight_map":{"a":"../s"}}"#, #"{"weight_map":{"a":"/s"}}"#, #"{"weight_map":{"a":""}}"#,
    #"{"weight_map":{"a":"s"}"#,
  ]) func whatIsNoIndex(text: String) {
    #expect(throws: LayoutError.self) { _ = try WeightsIndex(parsing: Self.bytes(text)) }
  }

  // MARK: Tokenizer

  @Test func tokenizersAreRead() throws {
    let pairs = try TokenizerFile(
      parsing: Self.bytes(
        #"{"added_tokens":[{"id":9,"content":"<s>"}],"model":{"type":"BPE","vocab":{"a":0,"b":7},"merges":[]}}"#))
    #expect(pairs.highestID == 9)
    #expect(pairs.tokens == 3)
    #expect(pairs.kind == "BPE")
    let unigram = try TokenizerFile(
      parsing: Self.bytes(#"{"model":{"type":"Unigram","vocab":[["a",0.0],["b",-1.5],["c",-2]]}}"#))
    #expect(unigram.highestID == 2)
  }

  @Test(arguments: [
    "", "{}", #"{"model":{}}"#, #"{"model":{"vocab":{}}}"#, #"{"model":{"vocab":{"a":-1}}}"#, #"{"model":null}"#,
  ]) func whatIsNoTokenizer(text: String) {
    #expect(throws: LayoutError.self) { _ = try TokenizerFile(parsing: Self.bytes(text)) }
  }

  @Test func chatTemplatesAreFound() throws {
    let cases = [
      (#"{"chat_template":"x"}"#, true), (#"{"chat_template":[{"name":"d","template":"x"}]}"#, true), ("{}", false),
      (#"{"chat_template":""}"#, false), (#"{"chat_template":null}"#, false),
    ]
    for (text, has) in cases { #expect(try TokenizerSettings(parsing: Self.bytes(text)).hasChatTemplate == has) }
  }

  // MARK: Kinds

  @Test func filesAreTold() {
    let kinds: [(String, FileKind)] = [
      ("config.json", .config), ("model.safetensors.index.json", .index), ("model.safetensors", .weights),
      ("model-00001-of-00002.safetensors", .weights), ("tokenizer.json", .tokenizer),
      ("chat_template.jinja", .template),
      ("additional_chat_templates/x.jinja", .template), ("generation_config.json", .generation),
      ("adapter_model.safetensors", .adapter), ("pytorch_model-00001-of-00002.bin", .foreign), ("m.Q4.gguf", .foreign),
      ("original/consolidated.00.pth", .foreign), ("original/params.json", .foreign), ("optimizer.pt", .leftover),
      ("checkpoint-500/model.safetensors", .leftover), ("training_args.bin", .leftover), ("sub/", .marker),
      ("", .marker),
      ("README.md", .other), ("sub/model.safetensors", .foreign),
    ]
    for (name, kind) in kinds { #expect(FileKind(name: name) == kind, "\(name)") }
    #expect(Set(kinds.map(\.1)) == Set(FileKind.allCases))
  }
}
