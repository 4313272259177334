extension ErrorCode {
  /// Errors in functions, lanes, secrets and includes, found before anything runs, and two warnings.
  static let flow: [ErrorCode] = [
    .nestedDefinition, .definitionTaken, .laneConflict, .leavesLane, .unreachable, .unusedName, .endlessWait,
    .secretExposed, .includeMissing, .includeUnreadable, .includeCycle, .tooManyIncludes,
  ]

  package static let nestedDefinition = ErrorCode(
    "nested-definition", "a 'def' is inside a block",
    """
    Functions are defined at the top level of a script, and can be called anywhere in it. Move the 'def' out of the \
    block; what it needs from the block becomes a parameter.
    """, "if true { def greet(name) { print $name } }", right: "def greet(name) { print $name }\ngreet Ada")

  package static let definitionTaken = ErrorCode(
    "definition-taken", "the name of a 'def' is taken",
    """
    A 'def' is called like a command and like a function. So its name cannot be the first word of a command, the name \
    of a function, or the name of another 'def'. Choose another name.
    """, "def print(text) { return $text }", right: "def shout(text) { print $text }\nshout ok")

  package static let laneConflict = ErrorCode(
    "lane-conflict", "a lane of 'parallel' changes a variable that another lane uses",
    """
    The statements of 'parallel' run at the same time. If one lane changes a variable defined outside, no other lane \
    may use it: what the other reads would depend on chance. Give each lane a variable of its own, and combine them \
    after the block.
    """,
    "let n = 0\nparallel {\n  set $n = 1\n  print $n\n}",
    right: "let a = 0\nlet b = 0\nparallel {\n  set $a = 1\n  set $b = 2\n}\nprint ($a + $b)")

  package static let leavesLane = ErrorCode(
    "leaves-lane", "a statement would leave its lane",
    """
    'return', 'break' and 'continue' cannot leave a 'parallel' block, because the other lanes are still running. \
    'throw' and 'exit' can: they end the other lanes first.
    """,
    "for n in [1, 2] {\n  parallel {\n    break\n  }\n}",
    right: "for n in [1, 2] {\n  parallel {\n    print $n\n  }\n}")

  package static let unreachable = ErrorCode(
    "unreachable", "this is never reached",
    """
    The preceding statement always leaves the block: 'return', 'break', 'continue', 'throw' or 'exit'. What follows it \
    in the same block never runs, so one of the two is a mistake.
    """, "exit 0\nprint done", right: "print done\nexit 0")

  package static let unusedName = ErrorCode(
    "unused-name", "a variable is never read (a warning)",
    """
    A value that is never read is often a mistake: a misspelt name, or a line that a change left over. This is a \
    warning, so the script runs. Remove the 'let', or run the command without it.
    """, wrong: .program("cbs check example.cbs", script: "let live = 7\nprint done"),
    right: "let live = 7\nprint $live")

  package static let endlessWait = ErrorCode(
    "endless-wait", "a 'wait' may never end (a warning)",
    """
    Without 'within', this 'wait' ends only when its condition, or that of 'fail', becomes true. A state that is never \
    reached would block a pipeline until somebody notices. Add 'within' with a duration. This is a warning, so the \
    script runs.
    """,
    wrong: .program("cbs check example.cbs", script: "wait version get gpt-oss-120b/1 until .status == 'done'"),
    right: "wait version get gpt-oss-120b/1 until .status == 'done' within 10m")

  package static let secretExposed = ErrorCode(
    "secret-exposed", "a secret would be shown",
    """
    A secret may only be used in the request it is for. Printing it, inserting it into a string that is printed, or \
    passing it to a command that shows its arguments would write it to a terminal or a log. Where this is found only \
    while running, the name of the secret is shown instead of its value.
    """, "secret key from env HOME\nprint $key", right: "secret key from env HOME\nprint ($key != null)")

  package static let includeMissing = ErrorCode(
    "include-missing", "an included file does not exist",
    """
    The path after 'include' is relative to the file that contains it, not to the current folder. All includes are \
    read before anything runs, so a missing one stops the whole script. 'include?' continues without the file.
    """, wrong: .program("cbs example.cbs", script: "include 'nowhere.cbs'\nprint done"),
    right: "include? 'nowhere.cbs'\nprint done")

  package static let includeUnreadable = ErrorCode(
    "include-unreadable", "an included file cannot be read",
    """
    The file exists, but it is a folder, is too large, or you may not read it. 'include?' does not help: it only \
    permits a missing file.
    """)

  package static let includeCycle = ErrorCode(
    "include-cycle", "a file includes itself",
    """
    The chain that is shown leads back to its first file. Put what both files need in a third file; it may be included \
    many times, and is read once.
    """, wrong: .program("cbs example.cbs", script: "include 'example.cbs'\nprint done"), right: "print done")

  package static let tooManyIncludes = ErrorCode(
    "too-many-includes", "a script includes too much",
    """
    The number and the total size of included files are limited, so that a mistake in a generated script ends soon. \
    Scripts written by hand do not reach the limit.
    """)
}
