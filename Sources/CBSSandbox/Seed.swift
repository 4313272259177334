/// What a new sandbox holds.
enum Seed {
  static let organization = "acme"
  static let architectures = ["gpt-oss-120b", "zai-glm-4.7", "llama3.1-8b"]
  static let endpoints = [
    (id: "acme-gpt-oss-120b", architecture: "gpt-oss-120b"), (id: "acme-llama3.1-8b", architecture: "llama3.1-8b"),
  ]

  struct Version {
    let architecture: String
    let uri: String
    let suffix: String?
    let aliases: [String]
    let isDeployed: Bool
  }

  static let versions = [
    Version(
      architecture: "gpt-oss-120b", uri: "s3://acme-weights/support-bot/2026-03", suffix: "support-bot",
      aliases: ["r1"], isDeployed: true),
    Version(
      architecture: "gpt-oss-120b", uri: "s3://acme-weights/support-bot/2026-04", suffix: "support-bot",
      aliases: ["production"], isDeployed: true),
  ]
}
