extension Explanation {
  /// What the check finds in names, commands and their words, before anything runs.
  static let checking: [Explanation] = [
    Explanation(
      "unknown-command", "there is no such command",
      """
      The table of commands is closed: what can run is known before it runs, so a misspelt command in the last line \
      stops the script before its first request. External programs are not found by name. 'help' lists the commands; \
      those of one thing share their first word.
      """, "version lsit gpt-oss-120b", right: "version list gpt-oss-120b"),
    Explanation(
      "unknown-flag", "the command has no such flag",
      """
      Each command says which flags it has, and any other is refused: a flag that was ignored would look as if it had \
      worked. 'help COMMAND' shows them. A value that begins with a dash is quoted.
      """, "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wiat", right: "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait"),
    Explanation(
      "flag-needs-value", "a flag has no value",
      """
      This flag takes a value: the word behind it, or what stands behind '='. At the end of the line, or before \
      another flag, there is none.
      """, "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait --within",
      right: "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait --within 10m"),
    Explanation(
      "flag-takes-no-value", "a switch is given a value",
      """
      This flag is a switch: it is there or it is not. Leave it out in place of '=false'. Where it depends on a value, \
      write an 'if'.
      """, "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait=true",
      right: "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait"),
    Explanation(
      "flag-given-twice", "a flag is given twice",
      """
      Only flags whose help says so may be repeated. Of two values one would win, and a reader could not tell which.
      """, "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait --wait",
      right: "deploy acme-gpt-oss-120b gpt-oss-120b/2 --wait"),
    Explanation(
      "too-many-arguments", "there are more words than the command takes",
      """
      A text with blanks is several words unless it stands in quotes. The usage in the hint shows what the command \
      takes, in order.
      """, "quote two words", right: "quote 'two words'"),
    Explanation(
      "missing-argument", "a word is missing",
      """
      The command cannot run without it. Words in the usage without brackets must be there, in this order; those in \
      brackets may be left out. 'use' fills in the architecture and the endpoint of commands that leave them out.
      """, "version get", right: "version get gpt-oss-120b/1"),
    Explanation(
      "bad-argument", "a value does not fit its parameter",
      """
      The parameter gives a word its type: a number, a duration, an address, one of a few words. What is known \
      beforehand is judged before anything is sent, down to the form of aliases and versions; what a variable holds, \
      when the command runs.
      """, "version list gpt-oss-120b | first many", right: "version list gpt-oss-120b | first 2"),
    Explanation(
      "not-a-stage", "this command cannot stand behind '|'",
      """
      Behind '|' stand stages such as where, sort and first, and commands that work on what comes through. This one \
      takes its values as words: put the command that makes them in parentheses.
      """, "arch list | print", right: "print (arch list | count)"),
    Explanation(
      "needs-input", "this command works on what comes through '|'",
      """
      A stage has no meaning of its own. Put the command or the value it works on before it: arch list | first 2, \
      or $rows | first 2.
      """, "first 2", right: "arch list | first 2"),
    Explanation(
      "undefined-name", "there is no such variable",
      """
      A name must be made before it is read: by 'let', 'for', 'catch', 'param', 'secret' or 'def'. It is seen in its \
      block and in the blocks inside it; what is made in a block ends with it. A misspelt name is told here and not \
      taken for something empty.
      """, "let live = 7\nprint $lvie", right: "let live = 7\nprint $live"),
    Explanation(
      "name-taken", "a name is made twice in one block",
      """
      The second mark shows where the name was made. 'let' makes a name and 'set' changes its value, so two 'let' of \
      one name are a slip more often than not. In a block inside, the same name may be made anew.
      """, "let n = 1\nlet n = 2", right: "let n = 1\nset $n = 2"),
    Explanation(
      "outside-loop", "'break' or 'continue' stands in no loop",
      """
      They leave or go on with the loop around them: 'for', 'while' or 'each'. There is none here. 'exit' ends a \
      script, 'return' a 'def'.
      """, "if true { break }", right: "for n in [1, 2] { break }"),
    Explanation(
      "outside-def", "'return' stands in no 'def'",
      """
      'return' gives the value of a function to its caller. At the top of a script there is no caller: 'exit' ends \
      the script, with a number from 10 to 99 where it shall say something.
      """, "return 1", right: "exit 0"),
    Explanation(
      "no-element", "'.' alone means nothing here",
      """
      '.name' is a field of the row in where, map, sort, each, any, all and group, and of the answer in the \
      conditions of 'wait'. Elsewhere the value has a name: $v.name.
      """, "let v = {id: 1}\nprint (.id)", right: "let v = {id: 1}\nprint $v.id"),
    Explanation(
      "element-as-text", "a word that looks like a field is a text here",
      """
      A word of a command is a text, even if it begins with a dot. In parentheses it is an expression, and the field; \
      in quotes it is clear that the text is meant.
      """, "arch list | each { print .id }", right: "arch list | each { print (.id) }"),
    Explanation(
      "unknown-field", "the record has no such field",
      """
      What a command answers has known fields, so a slip in one is found before anything is sent. The hint names the \
      nearest. '?.' does not help here: it is for fields that may be missing, not for those that cannot exist.
      """, "version list gpt-oss-120b | where .staus == 'done'",
      right: "version list gpt-oss-120b | where .status == 'done'"),
    Explanation(
      "unknown-function", "there is no such function",
      """
      A name with a bracket right behind it is a function. 'help functions' lists them, and those that the script \
      makes with 'def' count as well. A command in an expression stands in parentheses: (version get 7).
      """, "print (length([1, 2]))", right: "print (len([1, 2]))"),
    Explanation(
      "argument-count", "a function is given too few or too many values",
      """
      The hint shows what the function takes; what stands in brackets may be left out. A command as a value needs \
      parentheses of its own, beside those of the call.
      """, "print (len([1], [2]))", right: "print (len([1, 2]))"),
    Explanation(
      "unknown-type", "there is no such type",
      """
      A 'param' or the parameter of a 'def' may be text, integer, number, boolean, duration, size, time, uri, list, \
      record or any. The usual names of other languages for some of these are understood too.
      """, "param n: intger = 1\nprint $n", right: "param n: integer = 1\nprint $n"),
    Explanation(
      "bad-default", "a default is of another type than its parameter",
      """
      What is used when nothing is given must fit like what is given. A duration needs its unit, a text its quotes.
      """, "param limit: duration = 30\nprint $limit", right: "param limit: duration = 30s\nprint $limit"),
    Explanation(
      "bad-exit-code", "a script cannot end with this number",
      """
      0 says that all went well, and 1 to 9 what cbs itself has met, so that a caller can rely on them. A script \
      chooses from 10 to 99.
      """, "exit 1", right: "exit 0"),
    Explanation(
      "repeated-key", "a record has one name twice",
      """
      Only the last of the two values would be kept, and nobody could tell that from the first. Keep the one that is \
      meant, or give them different names.
      """, "let r = {id: 1, name: 'a', id: 2}", right: "let r = {id: 2, name: 'a'}"),
  ]
}
