extension ErrorCode {
  /// Errors of the API and of the connection to it.
  static let service: [ErrorCode] = [
    .notFound, .conflict, .invalidRequest, .unauthorized, .forbidden, .paymentRequired, .rateLimited, .serverError,
    .unexpectedStatus, .unreadableAnswer, .transportUnresolved, .transportRefused, .transportTimeout,
    .transportInsecure, .transportClosed, .transportTooLarge, .transportBadAddress, .transportFailure, .cancelled,
    .badWeights, .unreadableWeights, .uploadFailed, .deployFailed, .superseded, .nothingBefore,
  ]

  package static let notFound = ErrorCode(
    "not-found", "there is no such thing",
    """
    It does not exist, or not for this organization. The hint suggests similar names. '… exists' asks without failing, \
    and 'try' returns the error as a value.
    """, "version get gpt-oss-120b/99", right: "version exists gpt-oss-120b/99")

  package static let conflict = ErrorCode(
    "conflict", "the current state does not allow this",
    """
    The request contradicts what exists: a version that is not ready, or an alias that belongs to another version. \
    Wait for the required state, or change it first. The message is the server's.
    """,
    "version delete gpt-oss-120b/2 --yes", right: nil)

  package static let invalidRequest = ErrorCode(
    "invalid-request", "the API rejects the request",
    """
    The server found an invalid value; it often names the field. What cbs can check is checked before anything is \
    sent, so this is something that only the server can know.
    """)

  package static let unauthorized = ErrorCode(
    "unauthorized", "the key is not accepted",
    """
    The key is wrong, was deleted, or is for the other kind of call: management and inference have a key each. 'help \
    keys' shows where they come from.
    """)

  package static let forbidden = ErrorCode(
    "forbidden", "the key has no permission for this",
    """
    The key is valid but may not do this, or the organization is the wrong one. An administrator of the organization \
    can say what the key may do.
    """)

  package static let paymentRequired = ErrorCode(
    "payment-required", "the account cannot pay for this",
    "The quota of the account is used up, or an invoice is unpaid. Trying again does not help.")

  package static let rateLimited = ErrorCode(
    "rate-limited", "there were too many calls",
    """
    The call was retried as the server asked, and was still refused. Try later, or call less often; several pipelines \
    may share one key.
    """)

  package static let serverError = ErrorCode(
    "server-error", "the server failed",
    """
    Calls that only read were retried. A call that writes may have taken effect: check before you send it again. The \
    message contains the id by which the provider finds the request.
    """)

  package static let unexpectedStatus = ErrorCode(
    "unexpected-status", "the server's status is not one the API describes",
    "A proxy may have answered instead. 'cbs --trace' shows the exchange without its secrets.")

  package static let unreadableAnswer = ErrorCode(
    "unreadable-answer", "the response cannot be read",
    """
    It is not JSON, or has an unexpected form: another server may have answered, or the API is newer than this \
    program. 'cbs --trace' shows the response.
    """)

  package static let transportUnresolved = ErrorCode(
    "transport-unresolved", "the server's name cannot be resolved",
    "There is no network, or the name is misspelt. Check CEREBRAS_BASE_URL and the profile's base_url.")

  package static let transportRefused = ErrorCode(
    "transport-refused", "the server refuses the connection",
    """
    The host exists, but nothing listens on this port. Check whether the port is right and the server is running.
    """)

  package static let transportTimeout = ErrorCode(
    "transport-timeout", "there was no response in time",
    "Calls that only read were retried. A call that writes may have taken effect: check before you send it again.")

  package static let transportInsecure = ErrorCode(
    "transport-insecure", "the server's certificate is not trusted",
    """
    Something else may have answered, such as a proxy that inspects connections. Nothing was sent. If the proxy is \
    supposed to be there, add its certificate to those of the system.
    """)

  package static let transportClosed = ErrorCode(
    "transport-closed", "the connection was closed",
    "The response is incomplete. A call that writes may have taken effect: check before you send it again.")

  package static let transportTooLarge = ErrorCode(
    "transport-too-large", "a response is too large",
    "Reading stopped, to protect the memory of this machine. Ask for less at once, with a filter or a limit.")

  package static let transportBadAddress = ErrorCode(
    "transport-bad-address", "the base address is invalid",
    """
    The base address of the profile does not begin with http:// or https://, or has no host. 'profile show' shows it.
    """)

  package static let transportFailure = ErrorCode(
    "transport-failure", "the call could not be made",
    "Something between this machine and the server failed; the message is the system's.")

  package static let cancelled = ErrorCode(
    "cancelled", "the call was cancelled",
    """
    Somebody pressed Ctrl-C while it was being sent. A call that writes may have taken effect: check before you send \
    it again.
    """)

  package static let badWeights = ErrorCode(
    "bad-weights", "the weights are invalid",
    """
    The check before an upload found something that the service would refuse or that would not run: a missing shard, \
    tensors that do not fit the architecture, a file that is not in the safetensors format. Nothing was sent. 'weights \
    check' lists everything it finds.
    """,
    "weights check s3://acme-weights/broken/cut-shard --arch gpt-oss-120b",
    right: "weights check s3://acme-weights/support-bot/2026-05 --arch gpt-oss-120b")

  package static let unreadableWeights = ErrorCode(
    "unreadable-weights", "the weights cannot be read",
    """
    The storage does not respond, or denies access. Credentials come from the same variables and files as for other S3 \
    tools.
    """)

  package static let uploadFailed = ErrorCode(
    "upload-failed", "an upload failed",
    """
    The service reads the weights itself after it accepts the upload, and found something wrong; the message contains \
    its reason. 'weights check' often shows more.
    """,
    "upload gpt-oss-120b s3://acme-weights/broken/missing-shard --no-check --wait",
    right: "upload gpt-oss-120b s3://acme-weights/support-bot/2026-05 --wait")

  package static let deployFailed = ErrorCode(
    "deploy-failed", "a rollout failed",
    "The endpoint continues to serve the previous version. 'endpoint get' shows its state.")

  package static let superseded = ErrorCode(
    "superseded", "another deployment replaced this one",
    """
    The endpoint does not serve the deployment that was waited for: somebody else has deployed or rolled back. Look at \
    the endpoint before you deploy again.
    """)

  package static let nothingBefore = ErrorCode(
    "nothing-before", "no previous version is known",
    """
    'rollback' returns to the version that this shell last saw live. On another machine, or after the first \
    deployment, none is known: name the version with --to.
    """, "rollback acme-gpt-oss-120b", right: nil)
}
