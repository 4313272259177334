extension ErrorCode {
  /// What the grammar does not allow.
  static let syntax: [ErrorCode] = [
    .unexpectedToken, .expectedName, .expectedValue, .expectedCommand, .expectedBlock, .expectedWord,
    .unclosedBracket, .unmatchedBracket, .gluedWords, .badFlag, .missingFlagValue, .tooDeep, .lateHeader,
    .misplacedBranch, .missingBranch, .reservedWord, .chainedComparison, .commandInExpression, .notALiteral,
    .assignment, .repeatedClause,
  ]

  package static let unexpectedToken = ErrorCode(
    "unexpected-token", "something is where it cannot be",
    """
    A line is read from left to right, and no statement continues with what is at the mark. The message says what was \
    expected. Only the first such error of a statement is reported; the rest of the statement is skipped.
    """, "let x 5", right: "let x = 5\n$x")

  package static let expectedName = ErrorCode(
    "expected-name", "a name is missing",
    """
    A name follows 'let', 'for', 'def', 'param' and a dot, and is inside ${…}: a letter or '_', then letters, digits \
    and '_'. A dollar sign reads a variable, so a name that is being defined has none. 'set' changes a variable that \
    exists, so there it has one.
    """, "let $x = 5", right: "let x = 5\n$x")

  package static let expectedValue = ErrorCode(
    "expected-value", "a value is missing",
    """
    A value must follow an operator, '=', a comma or an opening bracket. To continue an expression on the next line, \
    put it in brackets, or end the line with '|' or a backslash.
    """, "let x = 1 +", right: "let x = (1 +\n  2)\n$x")

  package static let expectedCommand = ErrorCode(
    "expected-command", "a command is missing",
    """
    'wait', the prefix 'try' and '|' are followed by a command, so the next word must be the name of a command or of a \
    stage. A value cannot be run, but it may start a pipeline: $rows | first 1.
    """, "arch list | | first 1", right: "arch list | first 1")

  package static let expectedBlock = ErrorCode(
    "expected-block", "an opening brace is missing",
    """
    The statements of 'if', 'for', 'while', 'try' and 'def' are enclosed in { }. The opening brace is on the same line \
    as its keyword, because a line break ends a statement. There is no 'then', 'do' or 'fi'.
    """, "if true; then\nprint yes\nfi", right: "if true {\n  print yes\n}")

  package static let expectedWord = ErrorCode(
    "expected-word", "a keyword of the statement is missing",
    """
    Some statements have further keywords: 'in' in a 'for', 'until' in a 'wait', 'from' in a 'secret'. They cannot be \
    left out.
    """, "for n [1, 2] { print $n }", right: "for n in [1, 2] { print $n }")

  package static let unclosedBracket = ErrorCode(
    "unclosed-bracket", "a bracket is not closed",
    """
    The second mark shows the bracket that was still open when something unexpected was found. Inside ( [ and the { of \
    a record, lines are joined, so the error may be reported some lines after the place where the bracket is missing. \
    Elements of lists and records are separated by commas.
    """, "print [1 2]", right: "print [1, 2]")

  package static let unmatchedBracket = ErrorCode(
    "unmatched-bracket", "a closing bracket has no opening bracket",
    """
    No bracket of this kind is open here. Either this one is not needed, or the bracket that it should close was \
    already closed. Quote a word that contains brackets.
    """, "print done)", right: "print 'done)'")

  package static let gluedWords = ErrorCode(
    "glued-words", "two words are not separated by a space",
    """
    Each word is one argument; a quote, a bracket or a dollar sign inside an unquoted word would begin another. So \
    write "$dir/x.json" as one quoted string: a variable followed directly by other characters is an error. Put a \
    space between two words, or write one string with values inserted.
    """, "let dir = '/tmp'\nprint $dir/x.json", right: "let dir = '/tmp'\nprint \"$dir/x.json\"")

  package static let badFlag = ErrorCode(
    "bad-flag", "this is not a valid flag",
    """
    A flag is -x with one letter, or --name, which begins with a letter and contains letters, digits and dashes. \
    Several letters after one dash are not separate flags. Quote a word that begins with a dash and is not a flag, or \
    put it after '--'.
    """, "print -xyz", right: "print '-xyz'")

  package static let missingFlagValue = ErrorCode(
    "missing-flag-value", "a flag ends with '=' and has no value",
    "The value follows '--name=' directly, without a space. Write an empty value as two quotes.",
    "version list gpt-oss-120b --org=", right: "version list gpt-oss-120b")

  package static let tooDeep = ErrorCode(
    "too-deep", "this is nested too deeply, or too long",
    """
    Brackets, blocks and chains of operators have a limit, so that no input can exhaust the memory of the program. \
    Only generated scripts are likely to reach it. Give a part of the expression a name with 'let', and use the name.
    """)

  package static let lateHeader = ErrorCode(
    "late-header", "a header follows a statement",
    """
    'param', 'secret' and 'include' say what a script takes from outside. They are read before anything runs, so they \
    must come before the first statement.
    """, "print hello\nparam name = 'Ada'", right: "param name = 'Ada'\nprint \"hello $name\"")

  package static let misplacedBranch = ErrorCode(
    "misplaced-branch", "'else', 'elif', 'catch' or 'finally' continues no statement",
    """
    These words continue a statement, and a line break ends one. Write them on the same line as the brace that closes \
    the preceding block.
    """, "if true { print yes }\nelse { print no }", right: "if true { print yes } else { print no }")

  package static let missingBranch = ErrorCode(
    "missing-branch", "a 'try' has no 'catch'",
    """
    'try { … }' must say what to do with an error: 'catch e { … }', on the line of its closing brace. To ask whether a \
    command succeeds, put 'try' before the command: it returns a record with ok, value and error.
    """, "try { arch list }\nprint done", right: "let answer = try arch list\n$answer.ok")

  package static let reservedWord = ErrorCode(
    "reserved-word", "a keyword is used as a name or a command",
    """
    Words such as 'if', 'let' and 'try' begin statements. They cannot be names, and a statement has no value that \
    could be assigned or piped. Choose another name, or quote the word if a string is meant.
    """, "let answer = if true { 1 }", right: "let answer = 0\nif true { set $answer = 1 }")

  package static let chainedComparison = ErrorCode(
    "chained-comparison", "comparisons cannot be chained",
    """
    'a < b < c' would compare the result of the first comparison with c. Write both comparisons and join them with \
    'and'.
    """, "let n = 2\n1 < $n < 3", right: "let n = 2\n1 < $n and $n < 3")

  package static let commandInExpression = ErrorCode(
    "command-in-expression", "an expression contains an unquoted word",
    """
    'if', 'while', 'for', 'assert' and 'where' are followed by an expression, in which an unquoted word has no \
    meaning. A variable has a dollar sign, a string has quotes, a command is in parentheses, and a field of the row \
    begins with a dot.
    """, "if arch list { print some }", right: "if len((arch list)) > 0 { print some }")

  package static let notALiteral = ErrorCode(
    "not-a-literal", "a default is not a literal value",
    """
    What a script takes must be known without running it, for its help and its checks. So a default is a number, a \
    duration, a size, true, false, null, a quoted string, or a list or record of these.
    """, "param name = Ada\nprint $name", right: "param name = 'Ada'\nprint $name")

  package static let assignment = ErrorCode(
    "assignment", "a variable is assigned without 'let' or 'set'",
    """
    'let name = …' defines a variable and 'set $name = …' changes one. So a misspelt name cannot define a new variable \
    unnoticed.
    """, "x = 5", right: "let x = 5\nset $x = 6")

  package static let repeatedClause = ErrorCode(
    "repeated-clause", "a clause is given twice",
    "A 'wait' has each of 'until', 'fail', 'every' and 'within' at most once, in any order.",
    "wait version get gpt-oss-120b/1 until .status == 'done' every 1s every 2s",
    right: "wait version get gpt-oss-120b/1 until .status == 'done' every 1s within 1m")
}
