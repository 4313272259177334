/// Versions of the weights of an architecture, and their aliases.
package enum Versions {
  package static var endpoints: [any Endpoint.Type] {
    [ListVersions.self, GetVersion.self, UploadVersion.self, DeleteVersion.self, UpdateAliases.self]
  }

  static let path = "/management/v1/orgs/{org_name}/models/{model_arch_id}/versions/{version_id}"
}

/// Lists the versions of an architecture.
package enum ListVersions: Endpoint {
  package static let organization = Field<OrganizationName>(
    "org_name", in: .path, "Organisation, when it is not the profile's.", syntax: .flag("org"))
  package static let architecture = Field<ArchitectureID>(
    "model_arch_id", in: .path, "Architecture whose versions are listed.", completing: .architectures)

  package typealias Output = VersionList
  package static let command = "version list"
  package static let method = Method.get
  package static let path = "/management/v1/orgs/{org_name}/models/{model_arch_id}/versions"
  package static let key = KeyKind.management
  package static let effect = Effect.reads
  package static let summary = "List the versions of an architecture."
  package static let fields: [any AnyField] = [architecture, organization]
  package static let columns = ["id", "status", "aliases", "uri", "suffix"]
  package static let example = "version list gpt-oss-120b"
}

/// Shows one version and how far its upload is.
package enum GetVersion: Endpoint {
  package static let version = Field<VersionName>(
    ["org_name", "model_arch_id", "version_id"], in: .path, "Version that is shown.", completing: .versions)

  package typealias Output = ModelVersion
  package static let command = "version get"
  package static let method = Method.get
  package static let path = Versions.path
  package static let key = KeyKind.management
  package static let effect = Effect.reads
  package static let summary = "Show one version and how far its upload is."
  package static let fields: [any AnyField] = [version]
  package static let columns = ["arch", "id", "status", "aliases", "uri", "suffix", "error"]
  package static let example = "version get gpt-oss-120b/1"
}

/// Makes a new version from weights in S3.
package enum UploadVersion: Endpoint {
  package static let organization = Field<OrganizationName>(
    "org_name", in: .path, "Organisation, when it is not the profile's.", syntax: .flag("org"))
  package static let architecture = Field<ArchitectureID>(
    "model_arch_id", in: .body, "Architecture the weights are for.", completing: .architectures)
  package static let weights = Field<S3Location>(
    "model.weight_uri", in: .body, "Where the weights are: s3://BUCKET/PREFIX.", completing: .s3)
  package static let aliases = OptionalField<[Alias]>(
    "model.version_aliases", in: .body, "Alias of the new version; may be repeated.", flag: "alias",
    completing: .aliases)
  package static let suffix = OptionalField<FingerprintSuffix>(
    "model.system_fingerprint_suffix", in: .body, "What inference answers add to their fingerprint.", flag: "suffix")

  package typealias Output = ModelVersion
  package static let command = "upload"
  package static let method = Method.post
  package static let path = "/management/v1/orgs/{org_name}/models:upload"
  package static let key = KeyKind.management
  package static let effect = Effect.writes
  package static let summary = "Make a new version from weights in S3."
  package static let fields: [any AnyField] = [architecture, weights, aliases, suffix, organization]
  package static let columns = ["arch", "id", "status", "aliases", "uri"]
  package static let example = "upload gpt-oss-120b s3://acme-weights/support-bot/2026-05 --alias candidate"
}

/// Deletes a version and its weights at the provider.
package enum DeleteVersion: Endpoint {
  package static let version = Field<VersionName>(
    ["org_name", "model_arch_id", "version_id"], in: .path, "Version that is deleted.", completing: .versions)

  package typealias Output = Deletion
  package static let command = "version delete"
  package static let method = Method.delete
  package static let path = Versions.path
  package static let key = KeyKind.management
  package static let effect = Effect.destroys
  package static let summary = "Delete a version and its weights; this cannot be undone."
  package static let fields: [any AnyField] = [version]
  package static let columns = ["name", "deleted"]
  package static let example = "version delete gpt-oss-120b/1 --yes"
}

/// Replaces the aliases of a version: the list sent is the whole new list.
package enum UpdateAliases: Endpoint {
  package static let version = Field<VersionName>(
    ["org_name", "model_arch_id", "version_id"], in: .path, "Version whose aliases are replaced.",
    completing: .versions)
  package static let aliases = Field<[Alias]>(
    "version_aliases", in: .body, "Every alias the version shall have.", completing: .aliases)

  package typealias Output = AliasList
  package static let command = "alias set"
  package static let method = Method.patch
  package static let path = Versions.path
  package static let key = KeyKind.management
  package static let effect = Effect.writes
  package static let summary = "Replace the aliases of a version."
  package static let fields: [any AnyField] = [version, aliases]
  package static let columns = ["version", "aliases"]
  package static let example = "alias set gpt-oss-120b/2 production r2"
}
