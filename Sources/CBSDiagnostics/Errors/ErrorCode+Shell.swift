extension ErrorCode {
  /// Errors of the shell's own commands, settings and keys.
  static let shell: [ErrorCode] = [
    .missingKey, .unreadableKey, .noKey, .noTerminal, .notConfirmed, .missingOrganization, .badOrganization,
    .unknownProfile, .badSetting, .badSettings, .unknownTopic, .notWatchable, .watchEnded, .notOnSandbox,
    .sandboxError, .cannotServe,
  ]

  package static let missingKey = ErrorCode(
    "missing-key", "a key is needed, and none is configured",
    """
    Management and inference have a key each. Keys are looked for before anything runs, so a pipeline without its key \
    does nothing. 'help keys' shows where keys may come from; with --sandbox none is needed.
    """, wrong: .program("cbs version list gpt-oss-120b"),
    right: "version list gpt-oss-120b")

  package static let unreadableKey = ErrorCode(
    "unreadable-key", "a key cannot be read",
    """
    The settings name a variable, a file or a command for the key, but it provides none. The message says which. \
    Nothing was sent.
    """)

  package static let noKey = ErrorCode(
    "no-key", "no key was typed",
    "'login' was given an empty line. The stored key has not changed.")

  package static let noTerminal = ErrorCode(
    "no-terminal", "the command needs a terminal",
    """
    The command asks for input, and standard input is not a terminal. In a script use a command that takes its input \
    as arguments, or a key from the environment.
    """, "chat acme-gpt-oss-120b", right: "infer acme-gpt-oss-120b 'Hello.'")

  package static let notConfirmed = ErrorCode(
    "not-confirmed", "the command was not confirmed",
    """
    A command that destroys something asks first, and so does any write on a production profile. In a script there is \
    no one who could answer: '--yes' confirms it.
    """, "version delete gpt-oss-120b/1", right: "version delete gpt-oss-120b/1 --yes")

  package static let missingOrganization = ErrorCode(
    "missing-organization", "no organization is configured",
    """
    Management paths contain the name of the organization. It comes from CEREBRAS_ORG, from the profile, or from \
    '--org' where a command has that flag. Nothing was sent.
    """)

  package static let badOrganization = ErrorCode(
    "bad-organization", "this is not a valid name of an organization",
    "The name in the environment or in the profile is malformed. Nothing was sent.")

  package static let unknownProfile = ErrorCode(
    "unknown-profile", "there is no such profile",
    """
    A profile says which API to call, and with which key. 'profile list' lists them. Setting its first field creates \
    one, as in 'config set profiles.work.organization acme'.
    """, "profile use nowhere", right: "profile list")

  package static let badSetting = ErrorCode(
    "bad-setting", "there is no such setting, or the value is invalid",
    "'config list' lists all settings. Values are checked when they are set, and again when the file is read.",
    "config set format tabel", right: "config set format table")

  package static let badSettings = ErrorCode(
    "bad-settings", "the settings file cannot be read",
    """
    It is not TOML, or a value is of the wrong type; the message names the line. Nothing was started, because settings \
    say where calls go. Help is available all the same.
    """)

  package static let unknownTopic = ErrorCode(
    "unknown-topic", "there is no help on this topic",
    """
    There is help on each command, its first word, each function, each keyword of the language, and the topics that \
    'help' lists.
    """,
    "help deploi", right: "help deploy")

  package static let notWatchable = ErrorCode(
    "not-watchable", "only commands that read can be repeated",
    "'watch' runs a command again and again, so it refuses one that writes. To wait for something, use 'wait'.",
    "watch upload gpt-oss-120b s3://acme-weights/support-bot/2026-05", right: "watch --count 1 endpoint list")

  package static let watchEnded = ErrorCode(
    "watch-ended", "the command that 'watch' repeats failed",
    "The error is reported above this line. 'watch' stops at the first failure, as a script does.",
    "watch version get gpt-oss-120b/99", right: "watch --count 1 version get gpt-oss-120b/1")

  package static let notOnSandbox = ErrorCode(
    "not-on-sandbox", "this needs the sandbox",
    """
    Faults, the clock and resets exist only in the sandbox, and this session uses a real profile. 'sandbox use' \
    switches to the sandbox; 'cbs --sandbox' starts in it.
    """, "profile use default\nsandbox reset", right: "sandbox use\nsandbox reset --yes")

  package static let sandboxError = ErrorCode(
    "sandbox-error", "the sandbox failed",
    "Its folder cannot be opened or written; the message says why. 'sandbox reset' creates it again.")

  package static let cannotServe = ErrorCode(
    "cannot-serve", "the port cannot be used",
    "Another program uses it, or you may not. Choose another port, or 0 for any free one.")
}
