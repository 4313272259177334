extension Explanation {
  private static let tag =
    "param label: text\nparam count: integer = 1\nsecret key from env HOME\nprint \"$label $count\""

  /// What can be wrong around scripts: their files, their arguments, the command line.
  static let scripts: [Explanation] = [
    Explanation(
      "unknown-parameter", "the script has no such parameter",
      """
      A script takes what its 'param' lines name, and '--help' behind it shows them; dashes stand for underscores. \
      Any other is refused before anything runs. The options of cbs itself stand before the script.
      """, wrong: .program("cbs example.cbs --label may --lable may", script: tag),
      right: "let label = 'may'\nprint $label"),
    Explanation(
      "bad-parameter", "a value does not fit the script's parameter",
      """
      The 'param' line names the type, or its default does. What is given is read as that type before anything runs; \
      the hint shows what such a value looks like. Lists are words between commas or JSON, records are JSON.
      """, wrong: .program("cbs example.cbs --label may --count many", script: tag), right: nil),
    Explanation(
      "missing-parameter", "the script is not given what it needs",
      """
      A 'param' without a default must be given a value. All that are missing are told at once. A default in the \
      script makes a parameter one that may be left out.
      """, wrong: .program("cbs example.cbs --count 2", script: tag), right: nil),
    Explanation(
      "parameter-needs-value", "a parameter of the script has no value",
      """
      Behind '--name' stands its value, or it follows on '='. Only a boolean stands alone. A value that begins with \
      dashes is written with '='.
      """, wrong: .program("cbs example.cbs --label", script: tag), right: nil),
    Explanation(
      "parameter-given-twice", "a parameter of the script is given twice",
      """
      Of two values one would win, and nobody could tell which. That holds for '--name' and '--no-name' of a boolean \
      too, and for name=value. Several values in one parameter are a list.
      """, wrong: .program("cbs example.cbs --label may --label june", script: tag), right: nil),
    Explanation(
      "stray-argument", "a word behind the script belongs to no parameter",
      """
      Scripts have no positions: each value is named, as --name value or name=value. A value that a variable holds is \
      never taken for a flag, whatever it begins with.
      """, wrong: .program("cbs example.cbs --label may june", script: tag), right: nil),
    Explanation(
      "secret-as-argument", "a secret is given as an argument",
      """
      The arguments of a program can be read by others on the machine and end up in histories and logs. A 'secret' \
      line of the script says where it comes from: the environment, a file, or the prompt.
      """, wrong: .program("cbs example.cbs --label may --key abc", script: tag), right: nil),
    Explanation(
      "script-failed", "a script that was run by 'run' has failed",
      """
      What went wrong was told by the script itself, above this line; this says that the caller stops too. Its exit \
      code is handed on. 'try run FILE' asks instead of stopping.
      """, wrong: .program("cbs -c 'run example.cbs'", script: "throw 'the version is too old'"), right: nil),
    Explanation(
      "unreadable-file", "a file cannot be read",
      """
      It is not there, it is a folder, or you may not read it. Paths are relative to the folder you are in; '~' is your \
      home.
      """, "run nowhere.cbs", right: nil),
    Explanation(
      "unwritable-file", "a file cannot be written",
      """
      It may not be written, or its folder may not. A file is replaced as a whole, so it is as it was.
      """),
    Explanation(
      "check-failed", "a check found errors",
      """
      They are told above this line. Nothing was run and nothing was sent. The exit code is 2.
      """, wrong: .program("cbs --format json check example.cbs", script: "prnt one"), right: "print one"),
    Explanation(
      "no-plan", "there is no plan of this script",
      """
      A plan is made only of a script in which nothing is wrong; what is wrong was told above. Nothing was run and \
      nothing was sent.
      """, wrong: .program("cbs --format json plan example.cbs", script: "prnt one"), right: "print one"),
    Explanation(
      "not-planned", "the plan would not be the truth",
      """
      The state of the API could not be read, or the script does what a plan cannot play. A plan that goes on with \
      what nobody knows would promise too much, so it ends, even where the script has caught the error.
      """),
    Explanation(
      "layout-differs", "a script is not in the canonical layout",
      """
      'cbs fmt --check' changes nothing and says what would change, for a pipeline that keeps scripts in order. 'cbs \
      fmt' rewrites them. The exit code is 1, or 2 where a script cannot be read as one.
      """, wrong: .program("cbs --format json fmt --check example.cbs", script: "print   one"), right: "print one"),
    Explanation(
      "unknown-code", "no error has this code",
      """
      The code of an error stands in its brackets: error[unknown-flag]. The code of a script's own 'throw' is not \
      known here.
      """, wrong: .program("cbs check --explain unknown-falg"), right: nil),
    Explanation(
      "usage", "the command line cannot be read",
      """
      The words behind 'cbs' are options, then a script with its arguments or a command with its words. 'cbs --help' \
      shows the options.
      """, wrong: .program("cbs --snadbox arch list"), right: nil),
    Explanation(
      "output-failed", "standard output cannot be written",
      """
      The disk is full, or whoever reads has gone wrong. What was sent was sent; only its answer could not be shown. \
      A reader that simply goes away, like 'head', is no failure.
      """),
    Explanation(
      "pages-differ", "a page of the manual does not say what happens",
      """
      'test' runs the lines of pages and compares what they print. The difference is shown; '--update' rewrites the \
      page.
      """),
  ]
}
