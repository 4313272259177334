extension ErrorCode {
  /// Errors in names, commands and their arguments, found before anything runs.
  static let checking: [ErrorCode] = [
    .unknownCommand, .unknownFlag, .flagNeedsValue, .flagTakesNoValue, .flagGivenTwice, .tooManyArguments,
    .missingArgument, .badArgument, .notAStage, .needsInput, .undefinedName, .nameTaken, .outsideLoop,
    .outsideDefinition, .noElement, .elementAsText, .unknownField, .unknownFunction, .argumentCount, .unknownType,
    .badDefault, .badExitCode, .repeatedKey,
  ]

  package static let unknownCommand = ErrorCode(
    "unknown-command", "there is no such command",
    """
    All commands are known before a script runs, so a misspelt command in its last line stops it before the first \
    request. External programs are not run by their name. 'help' lists the commands; those about one kind of thing \
    share their first word.
    """, "version lsit gpt-oss-120b", right: "version list gpt-oss-120b")

  package static let unknownFlag = ErrorCode(
    "unknown-flag", "the command has no such flag",
    """
    Each command declares its flags, and any other is refused: a flag that was ignored would seem to have worked. \
    'help COMMAND' lists them. Quote a value that begins with a dash.
    """, "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wiat", right: "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait")

  package static let flagNeedsValue = ErrorCode(
    "flag-needs-value", "a flag has no value",
    """
    This flag takes a value: the next word, or what follows '='. At the end of the line or before another flag, there \
    is none.
    """, "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait --within",
    right: "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait --within 10m")

  package static let flagTakesNoValue = ErrorCode(
    "flag-takes-no-value", "a switch is given a value",
    """
    This flag is a switch: it is given or not. Instead of writing '=false', leave it out. If it depends on a value, \
    use 'if'.
    """, "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait=true",
    right: "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait")

  package static let flagGivenTwice = ErrorCode(
    "flag-given-twice", "a flag is given twice",
    """
    A flag may be repeated only if its help says so. Otherwise a reader could not tell which of two values counts.
    """, "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait --wait",
    right: "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait")

  package static let tooManyArguments = ErrorCode(
    "too-many-arguments", "there are more words than the command takes",
    """
    A string with spaces is several words unless it is quoted. The usage in the hint shows what the command takes, in \
    order.
    """, "quote two words", right: "quote 'two words'")

  package static let missingArgument = ErrorCode(
    "missing-argument", "an argument is missing",
    """
    The command cannot run without it. In the usage, words without brackets are required, in this order; those in \
    brackets may be left out. 'use' supplies the architecture and the endpoint to commands that leave them out.
    """, "version get", right: "version get gpt-oss-120b/1")

  package static let badArgument = ErrorCode(
    "bad-argument", "a value does not fit its parameter",
    """
    Each parameter has a type: a number, a duration, an address, one of a few words. Literal values, such as aliases \
    and versions, are checked before anything is sent; the value of a variable is checked when the command runs.
    """, "version list gpt-oss-120b | first many", right: "version list gpt-oss-120b | first 2")

  package static let notAStage = ErrorCode(
    "not-a-stage", "this command cannot follow '|'",
    """
    '|' is followed by a stage, such as where, sort and first, or by a command that takes its input from a pipeline. \
    This command takes its values as arguments: put the command that produces them in parentheses.
    """, "arch list | print", right: "print (arch list | count)")

  package static let needsInput = ErrorCode(
    "needs-input", "this command needs input from a pipeline",
    """
    A stage works on what precedes it, so it cannot come first. Put a command or a value before it: \
    arch list | first 2, or $rows | first 2.
    """, "first 2", right: "arch list | first 2")

  package static let undefinedName = ErrorCode(
    "undefined-name", "there is no such variable",
    """
    A name must be defined before it is read: by 'let', 'for', 'catch', 'param', 'secret' or 'def'. It is visible in \
    its block and in the blocks inside that one. A misspelt name is an error; it is not taken for an empty value.
    """, "let live = 7\nprint $lvie", right: "let live = 7\nprint $live")

  package static let nameTaken = ErrorCode(
    "name-taken", "a name is defined twice in one block",
    """
    The second mark shows the first definition. 'let' defines a name and 'set' changes its value, so a second 'let' of \
    the same name is usually a mistake. A nested block may define the same name again.
    """, "let n = 1\nlet n = 2", right: "let n = 1\nset $n = 2")

  package static let outsideLoop = ErrorCode(
    "outside-loop", "'break' or 'continue' is outside a loop",
    """
    They end or continue the enclosing loop: 'for', 'while' or 'each'. Here there is none. Use 'exit' to end a script, \
    and 'return' to leave a 'def'.
    """, "if true { break }", right: "for n in [1, 2] { break }")

  package static let outsideDefinition = ErrorCode(
    "outside-def", "'return' is outside a 'def'",
    """
    'return' passes the value of a function to its caller. At the top level there is no caller: use 'exit' to end the \
    script, with a number from 10 to 99 as its exit code if needed.
    """, "return 1", right: "exit 0")

  package static let noElement = ErrorCode(
    "no-element", "'.' has no meaning here",
    """
    '.name' is a field of the row in where, map, sort, each, any, all and group, and a field of the result in the \
    conditions of 'wait'. Elsewhere a value has a name: $v.name.
    """, "let v = {id: 1}\nprint (.id)", right: "let v = {id: 1}\nprint $v.id")

  package static let elementAsText = ErrorCode(
    "element-as-text", "an argument looks like a field but is a string",
    """
    An argument of a command is a string, even if it begins with a dot. Put it in parentheses to read the field, or in \
    quotes if the string is meant.
    """, "arch list | each { print .id }", right: "arch list | each { print (.id) }")

  package static let unknownField = ErrorCode(
    "unknown-field", "the record has no such field",
    """
    A missing field is an error, not an empty value, so that a misspelt name is noticed. The fields of what a command \
    returns are known, so there the error is found before anything is sent. The hint names the nearest field, or lists \
    the fields there are. '?.' returns null for a field that may be missing, as in parsed JSON; it does not help with \
    a field that cannot exist.
    """, "version list gpt-oss-120b | where .staus == 'done'",
    right: "version list gpt-oss-120b | where .status == 'done'")

  package static let unknownFunction = ErrorCode(
    "unknown-function", "there is no such function",
    """
    A name directly followed by '(' is a function. 'help functions' lists them; a script defines its own with 'def'. A \
    command in an expression is put in parentheses: (version get 7).
    """, "print (length([1, 2]))", right: "print (len([1, 2]))")

  package static let argumentCount = ErrorCode(
    "argument-count", "a function is given too few or too many arguments",
    """
    The hint shows what the function takes; what is in brackets may be left out. A command as an argument needs its \
    own parentheses, in addition to those of the call.
    """, "print (len([1], [2]))", right: "print (len([1, 2]))")

  package static let unknownType = ErrorCode(
    "unknown-type", "there is no such type",
    """
    A 'param', or a parameter of a 'def', is of type string, integer, number, boolean, duration, size, time, uri, \
    list, record or any. Names that other languages use for some of these types are accepted too.
    """, "param n: intger = 1\nprint $n", right: "param n: integer = 1\nprint $n")

  package static let badDefault = ErrorCode(
    "bad-default", "a default is of another type than its parameter",
    """
    A default must be of the parameter's type, like any value that is given. A duration needs its unit, and a string \
    needs quotes.
    """, "param limit: duration = 30\nprint $limit", right: "param limit: duration = 30s\nprint $limit")

  package static let badExitCode = ErrorCode(
    "bad-exit-code", "a script cannot end with this exit code",
    """
    0 means success, and 1 to 9 are the exit codes of cbs itself, so that a caller can rely on them. A script may \
    choose from 10 to 99.
    """, "exit 1", right: "exit 0")

  package static let repeatedKey = ErrorCode(
    "repeated-key", "a record has the same key twice",
    """
    Only the last of the two values would be kept, which a reader could not tell from the first. Keep the one that is \
    meant, or use different keys.
    """, "let r = {id: 1, name: 'a', id: 2}", right: "let r = {id: 2, name: 'a'}")
}
