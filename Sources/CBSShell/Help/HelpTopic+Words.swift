import CBSLanguage

extension HelpTopic {
  /// Pages of the language's words: stages behind `|`, and what statements begin with.
  static let words: [HelpTopic] = stages + keywords

  /// From their declarations; what a stage with words takes is in the help of its command.
  private static let stages: [HelpTopic] = StageDeclaration.all.filter { $0.signature == nil }.map { stage in
    let text = [stage.summary, stage.details].filter { !$0.isEmpty }.joined(separator: " ")
    return HelpTopic(stage.word, text: text + "\n\n" + stage.examples.map { "  " + $0 }.joined(separator: "\n"))
  }

  private static let keywords: [HelpTopic] = [
    HelpTopic(
      "let",
      text: """
        Makes a variable of what a command answers or an expression gives. It holds to the end of its block; 'set' \
        changes it.

          let v = version get gpt-oss-120b/production
          let limit = 30m
        """),
    HelpTopic(
      "set",
      text: """
        Changes a variable that 'let' has made, or one field or element of it.

          let n = 1
          set $n = $n + 1
        """),
    HelpTopic(
      "if", "elif", "else",
      text: """
        Runs the block of the first condition that is true, else that of 'else'. A condition is true or false, \
        nothing else.

          if $v.status == "done" { print ready } elif $v.status == "failed" { exit 10 } else { print "not yet" }
        """),
    HelpTopic(
      "for", "in",
      text: """
        Runs the block for each element of a list. 'break' leaves the loop, 'continue' goes on with the next.

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
        'break' leaves the innermost loop; 'continue' goes on with its next turn.

          for n in [1, 2, 3] { if $n == 2 { continue }; print $n }
        """),
    HelpTopic(
      "wait", "until", "fail", "every", "within",
      text: """
        Asks again and again until a condition is true of the answer. 'fail' ends the wait with exit code 6 when its \
        condition is true, 'within' with 5 when time is over; 'every' is the pause between two questions.

          wait version get $v until .status == "done" fail .status == "failed" every 5s within 30m
        """),
    HelpTopic(
      "try", "catch", "finally",
      text: """
        Runs a block; a failure in it goes to 'catch' as a record with code, message, hint, request and retryable. \
        'finally' runs however the block is left, but not behind Ctrl-C. 'let r = try COMMAND' keeps a failure as a value.

          try { version get gpt-oss-120b/99 } catch e { print $e.code } finally { print "over" }
        """),
    HelpTopic(
      "throw",
      text: """
        Fails, with a text of yours or an error that 'catch' has caught.

          throw "there is no such version"
        """),
    HelpTopic(
      "assert",
      text: """
        Ends the run with exit code 4 unless the condition is true. 'fails' wants that a block fails.

          assert $v.id > 0, "a version has a number"
          assert fails { version get gpt-oss-120b/99 }
        """),
    HelpTopic(
      "check",
      text: """
        As 'assert', but the run goes on; it exits with 4 at its end when a check was not met.

          check len((version list gpt-oss-120b)) > 1, "there is something to go back to"
        """),
    HelpTopic(
      "include", "include?",
      text: """
        Takes what another file holds into a script, in front of the script's own statements. It stands at the \
        beginning, and its path starts at the folder of the file that it is written in. A file is taken once, however \
        often it is named; 'include?' passes over one that does not exist.

          include 'lib/names.cbs'
          include? 'local.cbs'

        All of it is checked before anything runs; an error names the file that it is in. Files that include each \
        other in a circle are refused.
        """),
    HelpTopic(
      "def", "return",
      text: """
        Makes a command of the script's own, at its top level. Parameters may have types. It may call itself, sees the \
        variables that stand before it, and gives back what stands behind 'return'.

          def label(id: integer, part) { return "$part-$id" }
          label 7 candidate

        In an expression it is called like a function: label(7, "candidate").
        """),
    HelpTopic(
      "parallel",
      text: """
        Runs each statement of its block as a lane, all at the same time, and goes on when all have ended. What they \
        print comes in the order of the text. The first that fails cancels the others.

          parallel { print one; print two }

        A variable made outside is set in one lane only.
        """),
    HelpTopic(
      "exit",
      text: """
        Ends the shell or the script. Without a number the code is 0; scripts choose from 10 to 99.

          exit 12
        """),
    HelpTopic(
      "param", "secret",
      text: """
        What a script takes stands at its beginning. 'param' is an argument with a type, perhaps with a value for when \
        it is left out.

          param weights: uri
          param limit: duration = 30m

        'cbs run FILE.cbs --limit 1h' sets it.
        """),
    HelpTopic(
      "true", "false", "null", "and", "or", "not",
      text: """
        'true' and 'false' are what conditions give, 'null' stands for nothing. 'and' and 'or' look at their right side \
        only where it matters; 'not' turns around.

          $v.status == "done" and not ("production" in $v.aliases)
        """),
  ]
}
