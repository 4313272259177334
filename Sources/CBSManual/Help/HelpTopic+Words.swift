import CBSLanguage

extension HelpTopic {
  /// Pages about the words of the language: stages, and the keywords that begin statements.
  static let words: [HelpTopic] = stages + keywords

  /// From their declarations; what a stage with words takes is in the help of its command.
  private static let stages: [HelpTopic] = StageDeclaration.overElements.map { stage in
    let text = [stage.summary, stage.details].filter { !$0.isEmpty }.joined(separator: " ")
    return HelpTopic(stage.word, text: text + "\n\n" + stage.examples.map { "  " + $0 }.joined(separator: "\n"))
  }

  private static let keywords: [HelpTopic] = [
    HelpTopic(
      "let",
      text: """
        Defines a variable with the result of a command or expression. It exists until the end of its block; 'set' \
        changes it.

          let v = version get gpt-oss-120b/production
          let limit = 30m
        """),
    HelpTopic(
      "set",
      text: """
        Changes a variable that 'let' has defined, or one field or element of it.

          let n = 1
          set $n = $n + 1
        """),
    HelpTopic(
      "if", "elif", "else",
      text: """
        Runs the block after the first condition that is true, or the block after 'else'. A condition must be true \
        or false.

          if $v.status == "done" { print ready } elif $v.status == "failed" { exit 10 } else { print "not yet" }
        """),
    HelpTopic(
      "for", "in",
      text: """
        Runs the block for each element of a list. 'break' leaves the loop, 'continue' starts the next iteration.

          for v in (version list gpt-oss-120b) { print $v.id }
        """),
    HelpTopic(
      "while",
      text: """
        Runs the block as long as the condition is true.

          let n = 0
          while $n < 3 { set $n = $n + 1 }
        """),
    HelpTopic(
      "break", "continue",
      text: """
        'break' leaves the innermost loop; 'continue' starts its next iteration.

          for n in [1, 2, 3] { if $n == 2 { continue }; print $n }
        """),
    HelpTopic(
      "wait", "until", "fail", "every", "within",
      text: """
        Runs a command again and again until the condition is true of its result. 'fail' ends the wait with exit \
        code 6 if its condition becomes true, 'within' with 5 after that time. 'every' is the pause between two runs.

          wait version get $v until .status == "done" fail .status == "failed" every 5s within 30m
        """),
    HelpTopic(
      "try", "catch", "finally",
      text: """
        Runs a block; 'catch' receives an error in it as a record with code, message, hint, request and retryable. \
        'finally' always runs afterwards, except after Ctrl-C. 'let r = try COMMAND' stores an error as a value.

          try { version get gpt-oss-120b/99 } catch e { print $e.code } finally { print "over" }
        """),
    HelpTopic(
      "throw",
      text: """
        Raises an error: with a message of yours, or one that 'catch' has caught.

          throw "there is no such version"
        """),
    HelpTopic(
      "assert",
      text: """
        Ends the run with exit code 4 unless the condition is true. With 'fails', the block must fail.

          assert $v.id > 0, "a version has a number"
          assert fails { version get gpt-oss-120b/99 }
        """),
    HelpTopic(
      "check",
      text: """
        Like 'assert', but the run continues. At its end the exit code is 4 if a check has failed.

          check len((version list gpt-oss-120b)) > 1, "there is something to go back to"
        """),
    HelpTopic(
      "include", "include?",
      text: """
        Adds the contents of another file before the statements of a script. It must be at the beginning of the \
        script. The path is relative to the folder of the file that contains it. A file is included only once, \
        however often it is named. 'include?' ignores a file that does not exist.

          include 'lib/names.cbs'
          include? 'local.cbs'

        All files are checked before anything runs; an error names the file that contains it. Files must not \
        include each other.
        """),
    HelpTopic(
      "def", "return",
      text: """
        Defines a function, which is also a command, at the top level of a script. Parameters may have types. The \
        function may call itself, can use the variables defined before it, and returns the value after 'return'.

          def label(id: integer, part) { return "$part-$id" }
          label 7 candidate

        In an expression, write label(7, "candidate").
        """),
    HelpTopic(
      "parallel",
      text: """
        Runs each statement of its block as a lane. All lanes run at the same time, and the script continues when \
        all have ended. Their output appears in source order. The first lane that fails cancels the others.

          parallel { print one; print two }

        Only one lane may set a variable that is defined outside.
        """),
    HelpTopic(
      "exit",
      text: """
        Ends the shell or the script. Without a number the exit code is 0; a script may use 10 to 99.

          exit 12
        """),
    HelpTopic(
      "param", "secret",
      text: """
        'param', at the beginning of a script, declares a parameter with a type and, optionally, a default. 'secret' \
        declares a value that is never shown, and where it comes from.

          param weights: uri
          param limit: duration = 30m

        'cbs FILE.cbs --limit 1h' sets it.
        """),
    HelpTopic(
      "true", "false", "null", "and", "or", "not",
      text: """
        A condition is 'true' or 'false'; 'null' means that there is no value. 'and' and 'or' evaluate their right \
        operand only if it affects the result; 'not' negates.

          $v.status == "done" and not ("production" in $v.aliases)
        """),
  ]
}
