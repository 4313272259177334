extension ErrorCode {
  /// Errors in the files and arguments of scripts, and in the command line.
  static let scripts: [ErrorCode] = [
    .unknownParameter, .badParameter, .missingParameter, .parameterNeedsValue, .parameterGivenTwice, .strayArgument,
    .secretAsArgument, .scriptFailed, .unreadableFile, .unwritableFile, .checkFailed, .noPlan, .planEnded, .notPlanned,
    .layoutDiffers, .unknownCode, .usage, .outputFailed, .pagesDiffer,
  ]

  /// The script of examples about parameters.
  private static let tag =
    "param label: string\nparam count: integer = 1\nsecret key from env HOME\nprint \"$label $count\""

  package static let unknownParameter = ErrorCode(
    "unknown-parameter", "the script has no such parameter",
    """
    A script takes the parameters that its 'param' lines declare; '--help' after its name lists them. Dashes in a name \
    stand for underscores. Anything else is refused before the script runs. Options of cbs itself come before the \
    script.
    """, wrong: .program("cbs example.cbs --label may --lable may", script: tag),
    right: "let label = 'may'\nprint $label")

  package static let badParameter = ErrorCode(
    "bad-parameter", "a value does not fit the script's parameter",
    """
    The 'param' line declares the type, or its default does. The value is read as that type before anything runs; the \
    hint shows what such a value looks like. Write lists as words separated by commas or as JSON, and records as JSON.
    """, wrong: .program("cbs example.cbs --label may --count many", script: tag), right: nil)

  package static let missingParameter = ErrorCode(
    "missing-parameter", "a parameter of the script is missing",
    """
    A 'param' without a default must be given a value. All missing parameters are reported at once. To make a \
    parameter optional, give it a default in the script.
    """, wrong: .program("cbs example.cbs --count 2", script: tag), right: nil)

  package static let parameterNeedsValue = ErrorCode(
    "parameter-needs-value", "a parameter of the script has no value",
    """
    The value is the word after '--name', or follows '='. Only a boolean needs no value. Write a value that begins \
    with dashes with '='.
    """, wrong: .program("cbs example.cbs --label", script: tag), right: nil)

  package static let parameterGivenTwice = ErrorCode(
    "parameter-given-twice", "a parameter of the script is given twice",
    """
    A reader could not tell which of the two values counts. '--name' and '--no-name' of a boolean, and name=value, are \
    the same parameter. Several values in one parameter are a list.
    """, wrong: .program("cbs example.cbs --label may --label june", script: tag), right: nil)

  package static let strayArgument = ErrorCode(
    "stray-argument", "an argument of the script belongs to no parameter",
    """
    Scripts have no positional arguments: each value has a name, as in --name value or name=value. The value of a \
    variable is never read as a flag, whatever it begins with.
    """, wrong: .program("cbs example.cbs --label may june", script: tag), right: nil)

  package static let secretAsArgument = ErrorCode(
    "secret-as-argument", "a secret is given as an argument",
    """
    Other users of the machine can read the arguments of a program, and arguments end up in histories and logs. The \
    'secret' line of the script says where a secret comes from: the environment, a file, or the prompt.
    """, wrong: .program("cbs example.cbs --label may --key abc", script: tag), right: nil)

  package static let scriptFailed = ErrorCode(
    "script-failed", "a script that was run by 'run' failed",
    """
    The script reported the error itself, above this line; the calling script stops too, with the same exit code. Use \
    'try run FILE' to continue.
    """, wrong: .program("cbs -c 'run example.cbs'", script: "throw 'the version is too old'"), right: nil)

  package static let unreadableFile = ErrorCode(
    "unreadable-file", "a file cannot be read",
    """
    It does not exist, is a folder, or you may not read it. Paths are relative to the current folder; '~' is your home \
    folder.
    """, "run nowhere.cbs", right: nil)

  package static let unwritableFile = ErrorCode(
    "unwritable-file", "a file cannot be written",
    "You may not write to it or to its folder. A file is replaced as a whole, so it has not changed.")

  package static let checkFailed = ErrorCode(
    "check-failed", "a check found errors",
    "They are reported above this line. Nothing was run and nothing was sent. The exit code is 2.",
    wrong: .program("cbs --format json check example.cbs", script: "prnt one"), right: "print one")

  package static let noPlan = ErrorCode(
    "no-plan", "there is no plan of this script",
    """
    A plan is made only of a script without errors; they are reported above this line. Nothing was run and nothing was \
    sent.
    """, wrong: .program("cbs --format json plan example.cbs", script: "prnt one"), right: "print one")

  package static let planEnded = ErrorCode(
    "plan-ended", "the script fails within its plan",
    """
    The plan is shown up to the statement that fails. The script would fail there too, unless something changes in the \
    meantime. Nothing was sent that changes anything.
    """, wrong: .program("cbs --format json plan example.cbs", script: "throw 'not today'"), right: "print today")

  package static let notPlanned = ErrorCode(
    "not-planned", "the plan would not be true",
    """
    The state of the API could not be read, or the script does something that a plan cannot simulate. From there on \
    the plan could only guess, so it ends, even if the script has caught the error.
    """)

  package static let layoutDiffers = ErrorCode(
    "layout-differs", "a script is not in the standard layout",
    """
    'cbs fmt --check' changes nothing and reports what it would change, for pipelines that require formatted scripts. \
    'cbs fmt' rewrites them. The exit code is 1, or 2 if a script has syntax errors.
    """, wrong: .program("cbs --format json fmt --check example.cbs", script: "print   one"), right: "print one")

  package static let unknownCode = ErrorCode(
    "unknown-code", "no error has this code",
    "The code of an error is in its brackets: error[unknown-flag]. Codes that a script throws are not known here.",
    wrong: .program("cbs check --explain unknown-falg"), right: nil)

  package static let usage = ErrorCode(
    "usage", "the command line is invalid",
    """
    'cbs' is followed by options, then by a script with its arguments or a command with its arguments. 'cbs --help' \
    lists the options.
    """, wrong: .program("cbs --snadbox arch list"), right: nil)

  package static let outputFailed = ErrorCode(
    "output-failed", "standard output cannot be written",
    """
    The disk is full, or the reader failed. What was sent has taken effect; only the response could not be shown. A \
    reader that ends early, such as 'head', is not an error.
    """)

  package static let pagesDiffer = ErrorCode(
    "pages-differ", "a page of the manual differs from what happens",
    """
    'test' runs the lines of pages and compares what they print. The difference is shown; '--update' rewrites the \
    page.
    """)
}
