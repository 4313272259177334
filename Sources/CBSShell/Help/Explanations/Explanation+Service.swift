extension Explanation {
  /// What the API and the way to it can come to.
  static let service: [Explanation] = [
    Explanation(
      "not-found", "there is no such thing",
      """
      The API does not have it, or not for this organisation. Names that come near are suggested. '… exists' asks \
      without failing, and 'try' gives the error as a value.
      """, "version get gpt-oss-120b/99", right: "version exists gpt-oss-120b/99"),
    Explanation(
      "conflict", "the state of things does not allow it",
      """
      What is asked for contradicts what is there: a version that is not ready, an alias that belongs to another. Wait \
      for the state, or change it first. The message is the server's.
      """,
      "version delete gpt-oss-120b/2 --yes", right: nil),
    Explanation(
      "invalid-request", "the API does not accept what was sent",
      """
      The server found a value it cannot use; it often names the field. What can be known here is checked beforehand, \
      so this is something only the server knows.
      """),
    Explanation(
      "unauthorized", "the key is not accepted",
      """
      The key is wrong, was deleted, or is for the other kind of call: management and inference have a key each. 'help \
      keys' shows where they come from.
      """),
    Explanation(
      "forbidden", "the key has no right to this",
      """
      The key is good and may not do this, or the organisation is another one. An administrator of the organisation can \
      say what the key may do.
      """),
    Explanation(
      "payment-required", "the account cannot pay for this",
      "The quota of the account is used up or its bill is open. Trying again does not help."),
    Explanation(
      "rate-limited", "there were too many calls",
      """
      The call was tried again as the server asked, and there was still no room. Try later, or call less often; \
      several pipelines may share one key.
      """),
    Explanation(
      "server-error", "the server failed",
      """
      What only reads was tried again. A call that writes may have happened all the same: look before you send it \
      again. The message holds the id by which the provider finds it.
      """),
    Explanation(
      "unexpected-status", "the server answered in a way that is not described",
      "A proxy in between may have answered. 'cbs --trace' shows the exchange without its secrets."),
    Explanation(
      "unreadable-answer", "the answer cannot be read",
      """
      It is not JSON, or does not have the form it should: another server may have answered, or the API is newer than \
      this program. 'cbs --trace' shows what came.
      """),
    Explanation(
      "transport-unresolved", "the server's name is not known",
      "There is no network, or the name is misspelt. Look at CEREBRAS_BASE_URL and at the profile's base_url."),
    Explanation(
      "transport-refused", "nobody answers at the address",
      "The address is known, and nobody listens there. Look whether the port is right and the server runs."),
    Explanation(
      "transport-timeout", "no answer came in time",
      """
      What only reads was tried again. A call that writes may have happened all the same: look before you send it again.
      """),
    Explanation(
      "transport-insecure", "the server's certificate is not trusted",
      """
      Somebody else may answer in its place, such as a proxy that looks into connections. Nothing was sent. Add the \
      proxy's certificate to those of the system if it is meant to be there.
      """),
    Explanation(
      "transport-closed", "the connection broke",
      """
      The answer did not come to its end. A call that writes may have happened all the same: look before you send it \
      again.
      """),
    Explanation(
      "transport-too-large", "an answer is larger than is ever useful",
      "It was cut off to keep the memory of this machine. Ask for less at once, with a filter or a limit."),
    Explanation(
      "transport-bad-address", "the address is none",
      "The base address of the profile is not http:// or https:// with a host. 'profile show' shows it."),
    Explanation(
      "transport-failure", "the call could not be made",
      "Something between here and the server failed; the message holds what the system says."),
    Explanation(
      "cancelled", "the call was cut off",
      """
      Somebody pressed Ctrl-C while it was on its way. A call that writes may have happened all the same: look before \
      you send it again.
      """),
    Explanation(
      "bad-weights", "the weights cannot work",
      """
      The check before an upload found what the service would refuse, or what would not run: a missing shard, tensors \
      that do not fit the architecture, a file that is no safetensors. Nothing was sent. 'weights check' shows all that \
      was found.
      """,
      "weights check s3://acme-weights/broken/cut-shard --arch gpt-oss-120b",
      right: "weights check s3://acme-weights/support-bot/2026-05 --arch gpt-oss-120b"),
    Explanation(
      "unreadable-weights", "the weights cannot be read",
      """
      The storage does not answer, or does not let us in. Credentials come from the variables and files that other \
      tools for S3 use too.
      """),
    Explanation(
      "upload-failed", "an upload did not come to its end",
      """
      The service reads the weights itself, after the upload is accepted, and found something wrong; the message has \
      its reason. 'weights check' often shows it more closely.
      """,
      "upload gpt-oss-120b s3://acme-weights/broken/missing-shard --no-check --wait",
      right: "upload gpt-oss-120b s3://acme-weights/support-bot/2026-05 --wait"),
    Explanation(
      "deploy-failed", "a rollout did not come to its end",
      """
      The endpoint goes on with what it served before. 'endpoint get' shows how it stands.
      """),
    Explanation(
      "superseded", "another deployment came in between",
      """
      The deployment that was waited for is not what the endpoint serves: somebody else has deployed or rolled back. \
      Look at the endpoint before you deploy again.
      """),
    Explanation(
      "nothing-before", "there is nothing known to go back to",
      """
      'rollback' goes back to what this shell has seen live before. From another machine, or on the first deployment, \
      nothing is known: name the version with --to.
      """, "rollback acme-gpt-oss-120b", right: nil),
  ]
}
