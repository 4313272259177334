extension Explanation {
  /// What the check finds in how a script flows: functions, lanes, types, secrets, what is never reached.
  static let flow: [Explanation] = [
    Explanation(
      "nested-definition", "a 'def' stands inside a block",
      """
      Functions are made at the top level of a script, where the whole text can call them, before and behind. In a \
      block a 'def' would come and go with the block. Move it out; what it needs from the block becomes a parameter.
      """, "if true { def greet(name) { print $name } }", right: "def greet(name) { print $name }\ngreet Ada"),
    Explanation(
      "definition-taken", "the name of a 'def' is taken",
      """
      A 'def' is called like a command and like a function, so it may not have the first word of a command, the name \
      of a function, or the name of another 'def': a script must not change what such a word means. Choose another \
      name.
      """, "def print(text) { return $text }", right: "def shout(text) { print $text }\nshout ok"),
    Explanation(
      "lane-conflict", "two lanes of a 'parallel' use a variable that one of them changes",
      """
      The statements of 'parallel' run at the same time. A variable from outside may be changed in one lane only, and \
      then no other lane may read it: what the other saw would depend on chance. Let each lane fill a variable of its \
      own, and put them together behind the block.
      """,
      "let n = 0\nparallel {\n  set $n = 1\n  print $n\n}",
      right: "let a = 0\nlet b = 0\nparallel {\n  set $a = 1\n  set $b = 2\n}\nprint ($a + $b)"),
    Explanation(
      "leaves-lane", "a statement would leave its lane",
      """
      'return', 'break' and 'continue' cannot leave a 'parallel' block: the other lanes are still at work. 'throw' and \
      'exit' may: they end the other lanes first.
      """,
      "for n in [1, 2] {\n  parallel {\n    break\n  }\n}",
      right: "for n in [1, 2] {\n  parallel {\n    print $n\n  }\n}"),
    Explanation(
      "unreachable", "this is never reached",
      """
      The statement before it always leaves: 'return', 'break', 'continue', 'throw' or 'exit'. What stands behind it \
      in the same block cannot run, so one of the two is not meant.
      """, "exit 0\nprint done", right: "print done\nexit 0"),
    Explanation(
      "unused-name", "a variable is never read (a warning)",
      """
      A value that nobody reads is often a slip: a misspelt name, or a line left behind by a change. It is a warning, \
      so the script runs. Remove the 'let', or run the command without it.
      """, wrong: .program("cbs check example.cbs", script: "let live = 7\nprint done"),
      right: "let live = 7\nprint $live"),
    Explanation(
      "endless-wait", "a 'wait' may go on for ever (a warning)",
      """
      Without 'within' this 'wait' ends only when its condition, or that of 'fail', comes true. A state that is never \
      reached would hold a pipeline until somebody looks. Give it a time; it is a warning, so the script runs.
      """,
      wrong: .program("cbs check example.cbs", script: "wait version get gpt-oss-120b/1 until .status == 'done'"),
      right: "wait version get gpt-oss-120b/1 until .status == 'done' within 10m"),
    Explanation(
      "secret-exposed", "a secret would be shown",
      """
      A secret is for the request it is meant for. Printing it, putting it into a text that is printed, or giving it to \
      a command that shows its words would write it into a terminal or a log. Where this is only seen while running, \
      the secret's name is shown in place of its value.
      """, "secret key from env HOME\nprint $key", right: "secret key from env HOME\nprint ($key != null)"),
    Explanation(
      "include-missing", "an included file is not there",
      """
      The path behind 'include' is relative to the file that it stands in, not to the folder one is in. Includes are \
      read before anything runs, so a missing one stops the whole script. 'include?' goes on without the file.
      """, wrong: .program("cbs example.cbs", script: "include 'nowhere.cbs'\nprint done"),
      right: "include? 'nowhere.cbs'\nprint done"),
    Explanation(
      "include-unreadable", "an included file cannot be read",
      """
      The file is there, and it is a folder, too large, or not yours to read. 'include?' does not help: it is for files \
      that may be missing, not for files that are broken.
      """),
    Explanation(
      "include-cycle", "a file includes itself",
      """
      By way of the chain that is shown, a file would include itself, and none of them could come first. Put what both \
      need in a third file, which may be included from many places: it is taken once.
      """, wrong: .program("cbs example.cbs", script: "include 'example.cbs'\nprint done"), right: "print done"),
    Explanation(
      "too-many-includes", "a script includes too much",
      """
      There is a limit on the number and the size of included files, so that a mistake in a script that is made by a \
      program ends soon. A person never meets it.
      """),
  ]
}
