extension Explanation {
  /// What the grammar does not allow.
  static let syntax: [Explanation] = [
    Explanation(
      "unexpected-token", "something stands where it cannot",
      """
      The line is read from the left, and at the mark there is something that no statement goes on with. The message \
      says what was wanted in its place. One such fault is told once; the rest of the statement is skipped.
      """, "let x 5", right: "let x = 5\n$x"),
    Explanation(
      "expected-name", "a name is missing",
      """
      Behind 'let', 'for', 'def', 'param', a dot and in ${…} stands a name: a letter or '_', then letters, digits and \
      '_'. A dollar sign reads a variable; where one is made it has none. 'set' changes a variable, so there it has \
      one.
      """, "let $x = 5", right: "let x = 5\n$x"),
    Explanation(
      "expected-value", "a value is missing",
      """
      An operator, '=', a comma or an opening bracket promises a value, and none follows. A line that shall go on in \
      the next ends inside brackets, with '|' or with a backslash.
      """, "let x = 1 +", right: "let x = (1 +\n  2)\n$x"),
    Explanation(
      "expected-command", "a command is missing",
      """
      'wait', 'try' as a prefix and '|' work on commands: their first word must be the name of one, or of a stage. A \
      value is not run, but it may start a pipeline: $rows | first 1.
      """, "arch list | | first 1", right: "arch list | first 1"),
    Explanation(
      "expected-block", "an opening brace is missing",
      """
      The statements of 'if', 'for', 'while', 'try' and 'def' stand in { }. The opening brace stands on the line of \
      the head it belongs to, since a line break ends a statement. There is no 'then', 'do' or 'fi'.
      """, "if true; then\nprint yes\nfi", right: "if true {\n  print yes\n}"),
    Explanation(
      "expected-word", "a word of the statement is missing",
      """
      Some statements have words of their own: 'in' in a 'for', 'until' in a 'wait', 'from' in a 'secret'. They keep \
      a statement readable and cannot be left out.
      """, "for n [1, 2] { print $n }", right: "for n in [1, 2] { print $n }"),
    Explanation(
      "unclosed-bracket", "a bracket is not closed",
      """
      The second mark shows the bracket that is still open where something else was found. Inside ( [ and { of a \
      record lines join, so the place where it is missed may be lines further down. In lists and records commas stand \
      between the elements.
      """, "print [1 2]", right: "print [1, 2]"),
    Explanation(
      "unmatched-bracket", "a bracket closes nothing",
      """
      There is no open bracket of this kind here. Either it is one too many, or the bracket that it should close is \
      closed already further up. Brackets in a word need quotes.
      """, "print done)", right: "print 'done)'"),
    Explanation(
      "glued-words", "two words stand together without a blank",
      """
      One word in the text is one argument; a quote, a bracket or a dollar sign inside a bare word would start \
      another. So "$dir/x.json" is one text in quotes and not a variable with something glued to it. Put a blank \
      between two words, or write one text with holes.
      """, "let dir = '/tmp'\nprint $dir/x.json", right: "let dir = '/tmp'\nprint \"$dir/x.json\""),
    Explanation(
      "bad-flag", "this cannot be a flag",
      """
      A flag is -x with one letter, or --name with a letter first, then letters, digits and dashes. Several letters \
      behind one dash are not taken apart. A word that begins with a dash and is no flag is quoted, or stands behind \
      '--'.
      """, "print -xyz", right: "print '-xyz'"),
    Explanation(
      "missing-flag-value", "a flag ends with '=' and has no value",
      """
      Behind '--name=' the value follows at once, without a blank. An empty value is written as two quotes.
      """, "version list gpt-oss-120b --org=", right: "version list gpt-oss-120b"),
    Explanation(
      "too-deep", "this is nested too deep, or too long",
      """
      Brackets, blocks and chains of operators have a limit, so that no text can exhaust the memory of the program. \
      A person never meets it; a text made by a program may. Name a part of it with 'let' and go on with the name.
      """),
    Explanation(
      "late-header", "a header stands behind a statement",
      """
      'param', 'secret' and 'include' say what a script takes from outside. They are read before anything runs, so \
      they stand together at the top, before the first statement.
      """, "print hello\nparam name = 'Ada'", right: "param name = 'Ada'\nprint \"hello $name\""),
    Explanation(
      "misplaced-branch", "'else', 'elif', 'catch' or 'finally' has nothing before it",
      """
      These words continue a statement, and a line break ends one. So they stand on the line of the brace that closes \
      the block before them.
      """, "if true { print yes }\nelse { print no }", right: "if true { print yes } else { print no }"),
    Explanation(
      "missing-branch", "a 'try' has no 'catch'",
      """
      'try { … }' must say what happens with an error: 'catch e { … }' on the line of its closing brace. To ask \
      whether a command works, put 'try' before the command: it gives a record with ok, value and error.
      """, "try { arch list }\nprint done", right: "let answer = try arch list\n$answer.ok"),
    Explanation(
      "reserved-word", "a word of the language stands where a name or a command is wanted",
      """
      Words such as 'if', 'let' and 'try' begin statements: they can name no function, and a statement gives no value \
      that could be assigned or piped. Choose another name, or quote the word where a text is meant.
      """, "let answer = if true { 1 }", right: "let answer = 0\nif true { set $answer = 1 }"),
    Explanation(
      "chained-comparison", "comparisons do not chain",
      """
      'a < b < c' would compare the answer of the first comparison with c, which nobody means. Write both and join \
      them with 'and'.
      """, "let n = 2\n1 < $n < 3", right: "let n = 2\n1 < $n and $n < 3"),
    Explanation(
      "command-in-expression", "a bare word stands in an expression",
      """
      The heads of 'if', 'while', 'for', 'assert' and 'where' take expressions, in which a bare word has no meaning. \
      A variable has a dollar sign, a text has quotes, a command stands in parentheses, and a field of the row is \
      written with a dot.
      """, "if arch list { print some }", right: "if len((arch list)) > 0 { print some }"),
    Explanation(
      "not-a-literal", "a default is not a literal value",
      """
      What a script takes is known without running it, for its help and its checks. So a default is a number, a \
      duration, a size, true, false, null, a text in quotes, or a list or record of these.
      """, "param name = Ada\nprint $name", right: "param name = 'Ada'\nprint $name"),
    Explanation(
      "assignment", "'=' alone does not name a value",
      """
      'let name = …' makes a variable and 'set $name = …' changes one, so that a slip in a name cannot make a new \
      variable unnoticed.
      """, "x = 5", right: "let x = 5\nset $x = 6"),
    Explanation(
      "repeated-clause", "a clause is given twice",
      """
      'until', 'fail', 'every' and 'within' of a 'wait' stand once each, in any order. With two of them one could not \
      tell which counts.
      """,
      "wait version get gpt-oss-120b/1 until .status == 'done' every 1s every 2s",
      right: "wait version get gpt-oss-120b/1 until .status == 'done' every 1s within 1m"),
  ]
}
