package import CBSValues

/// Versions of the weights of an architecture, and their aliases.
package enum Versions {
  package static var endpoints: [any Endpoint.Type] {
    [ListVersions.self, GetVersion.self, UploadVersion.self, DeleteVersion.self, UpdateAliases.self]
  }

  static let path = "/management/v1/orgs/{org_name}/models/{model_arch_id}/versions/{version_id}"
}

/// Lists the versions of an architecture.
package enum ListVersions: Endpoint {
  package static let organization = OrganizationName.parameter
  package static let architecture = Parameter<ArchitectureID>(
    "arch", "Architecture whose versions are listed.", isRequired: false)

  package typealias Output = VersionList
  package static let signature = Signature.endpoint(
    "version list", "List the versions of an architecture.", takes: [architecture, organization],
    answers: Output.type, columns: ["id", "status", "aliases", "uri", "suffix"], example: "version list gpt-oss-120b")
  package static let wire = Wire(
    .get, "/management/v1/orgs/{org_name}/models/{model_arch_id}/versions", filling: [organization, architecture])
}

/// Shows one version and how far its upload is.
package enum GetVersion: Endpoint {
  package static let version = Parameter<VersionReference>("version", "Version that is shown.")

  package typealias Output = ModelVersion
  package static let signature = Signature.endpoint(
    "version get", "Show one version and how far its upload is.", takes: [version], answers: Output.type,
    columns: ["arch", "id", "status", "aliases", "uri", "suffix", "error"], example: "version get gpt-oss-120b/1")
  package static let wire = Wire(.get, Versions.path, filling: [version])
}

/// Makes a new version from weights in S3.
package enum UploadVersion: Endpoint {
  package static let organization = OrganizationName.parameter
  package static let architecture = Parameter<ArchitectureID>(
    "arch", "Architecture the weights are for.", isRequired: false)
  package static let weights = Parameter<S3Location>("s3-location", "Where the weights are: s3://BUCKET/PREFIX.")
  package static let aliases = Parameter<[Alias]>(flag: "alias", "Alias of the new version; may be repeated.")
  package static let suffix = Parameter<FingerprintSuffix?>(
    flag: "suffix", "Suffix of the fingerprint in inference responses.")

  package typealias Output = ModelVersion
  package static let signature = Signature.endpoint(
    "upload", "Make a new version from weights in S3.", takes: [architecture, weights, aliases, suffix, organization],
    answers: Output.type, columns: ["arch", "id", "status", "aliases", "uri"], effect: .writes,
    example: "upload gpt-oss-120b s3://acme-weights/support-bot/2026-05 --alias candidate")
  package static let wire = Wire(
    .post, "/management/v1/orgs/{org_name}/models:upload", filling: [organization],
    body: [
      ("model_arch_id", architecture), ("model.weight_uri", weights), ("model.version_aliases", aliases),
      ("model.system_fingerprint_suffix", suffix),
    ])
}

/// Deletes a version and its weights at the provider.
package enum DeleteVersion: Endpoint {
  package static let version = Parameter<VersionReference>("version", "Version that is deleted.")

  package typealias Output = Deletion
  package static let signature = Signature.endpoint(
    "version delete", "Delete a version and its weights; this cannot be undone.", takes: [version],
    answers: Output.type, columns: ["name", "deleted"], effect: .destroys,
    example: "version delete gpt-oss-120b/1 --yes")
  package static let wire = Wire(.delete, Versions.path, filling: [version])
}

/// Replaces the aliases of a version: the list sent is the whole new list.
package enum UpdateAliases: Endpoint {
  package static let version = Parameter<VersionReference>("version", "Version whose aliases are replaced.")
  package static let aliases = Parameter<[Alias]>("alias", "Every alias the version shall have.")

  package typealias Output = AliasList
  package static let signature = Signature.endpoint(
    "alias set", "Replace the aliases of a version.", takes: [version, aliases], answers: Output.type,
    columns: ["version", "aliases"], effect: .writes, example: "alias set gpt-oss-120b/2 production r2")
  package static let wire = Wire(.patch, Versions.path, filling: [version], body: [("version_aliases", aliases)])
}
