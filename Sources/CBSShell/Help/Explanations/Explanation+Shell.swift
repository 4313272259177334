extension Explanation {
  /// What the shell's own commands, settings and keys can come to.
  static let shell: [Explanation] = [
    Explanation(
      "missing-key", "a key is needed, and none is configured",
      """
      Management and inference have a key each. It is looked for before anything runs, so that a pipeline which lost \
      its key does nothing. 'help keys' shows where keys may come from; with --sandbox none is needed.
      """, wrong: .program("cbs version list gpt-oss-120b"),
      right: "version list gpt-oss-120b"),
    Explanation(
      "unreadable-key", "a key cannot be read from where it should come",
      """
      The settings name a variable, a file or a command for the key, and it gives none. The message says which. Nothing \
      was sent.
      """),
    Explanation(
      "no-key", "no key was typed",
      "'login' was given an empty line. What was kept before is kept still."),
    Explanation(
      "no-terminal", "there is nobody to ask",
      """
      The command talks with a person, and standard input is no terminal. In a script use a command that takes what it \
      needs as words, or a key from the environment.
      """, "chat acme-gpt-oss-120b", right: "infer acme-gpt-oss-120b 'Hello.'"),
    Explanation(
      "not-confirmed", "nobody has said yes",
      """
      What destroys asks first, and so does what writes on a production profile. In a script there is nobody to ask: \
      '--yes' says that it is meant.
      """, "version delete gpt-oss-120b/1", right: "version delete gpt-oss-120b/1 --yes"),
    Explanation(
      "missing-organization", "no organisation is configured",
      """
      Management paths hold the name of the organisation. It comes from CEREBRAS_ORG or from the profile, or from \
      '--org' where a command has it. Nothing was sent.
      """),
    Explanation(
      "bad-organization", "this cannot be the name of an organisation",
      "The name from the environment or the profile does not have the form of one. Nothing was sent."),
    Explanation(
      "unknown-profile", "there is no such profile",
      """
      A profile says where calls go and as whom. 'profile list' shows them; one is made by setting its first field, as \
      in 'config set profiles.work.organization acme'.
      """, "profile use nowhere", right: "profile list"),
    Explanation(
      "bad-setting", "there is no such setting, or it cannot have this value",
      """
      'config list' shows all settings. Their values are checked when they are set, and again when the file is read.
      """, "config set format tabel", right: "config set format table"),
    Explanation(
      "bad-settings", "the settings file cannot be read",
      """
      It is not TOML, or a value is of the wrong kind; the message names the line. Nothing was started, since settings \
      say where calls go. Help works all the same.
      """),
    Explanation(
      "unknown-topic", "there is no help on this",
      "There is help on each command, its first word, each function, each word of the language, and the topics that 'help' lists.",
      "help deploi", right: "help deploy"),
    Explanation(
      "not-watchable", "only what reads is repeated",
      """
      'watch' runs a command again and again. One that writes would do so each time; to wait for something, use 'wait'.
      """, "watch upload gpt-oss-120b s3://acme-weights/support-bot/2026-05", right: "watch --count 1 endpoint list"),
    Explanation(
      "watch-ended", "the command that 'watch' repeats has failed",
      "What went wrong is told above. 'watch' stops at the first failure, as a script does.",
      "watch version get gpt-oss-120b/99", right: "watch --count 1 version get gpt-oss-120b/1"),
    Explanation(
      "not-on-sandbox", "this needs the sandbox",
      """
      Faults, the clock and resets are things of the sandbox. This session is on a real profile. 'sandbox use' goes to \
      the sandbox; 'cbs --sandbox' starts there.
      """, "profile use default\nsandbox reset", right: "sandbox use\nsandbox reset --yes"),
    Explanation(
      "sandbox-error", "the sandbox cannot do this",
      "Its folder cannot be opened or written; the message says why. 'sandbox reset' makes it anew."),
    Explanation(
      "cannot-serve", "the port cannot be served",
      "Another program has it, or it is not yours to take. Choose another port, or 0 for any that is free."),
  ]
}
