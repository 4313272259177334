import CBSCatalog

/// What a new sandbox holds.
enum Seed {
  static let organization = "acme"
  static let architectures = ["gpt-oss-120b", "zai-glm-4.7", "llama3.1-8b"].map(ArchitectureID.init(unchecked:))
  static let endpoints = [architectures[0], architectures[2]].map {
    (id: EndpointID(unchecked: "acme-\($0)"), architecture: $0)
  }

  struct Version {
    let architecture: ArchitectureID
    let uri: String
    let suffix: String?
    let aliases: [String]
    let isDeployed: Bool
  }

  static let versions = [
    Version(
      architecture: architectures[0], uri: "s3://acme-weights/support-bot/2026-03", suffix: "support-bot",
      aliases: ["r1"], isDeployed: true),
    Version(
      architecture: architectures[0], uri: "s3://acme-weights/support-bot/2026-04", suffix: "support-bot",
      aliases: ["production"], isDeployed: true),
  ]
}
