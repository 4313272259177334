import CBSDiagnostics
import Testing

@testable import CBSLanguage

/// What is said about each fault: name, place, whether more text mends it, message and hint.
struct MessageTests {
  @Test(arguments: [
    (
      "deploy foo$x",
      "glued-words 1:11: two words have no space between them",
      "put a space between them, or write one string: \"foo$x\""
    ),
    (
      "print 'a''b'",
      "glued-words 1:10: two words have no space between them",
      "put a space between them, or write one string with holes: \"… $name …\""
    ),
    (
      "print $dir/x.json",
      "glued-words 1:11: two words have no space between them",
      "put a space between them, or write one string: \"$dir/x.json\""
    ),
    (
      "print a \\\n",
      "lone-backslash 1:9 incomplete: '\\' joins this line with the next, and there is none",
      "remove it"
    ),
    (
      "a && b",
      "shell-syntax 1:3: '&&' is not part of this language",
      "a failure stops the script: write ';' or a new line; in a condition, 'and'"
    ),
    (
      "if $a && $b {}",
      "shell-syntax 1:7: '&&' is not part of this language",
      "a failure stops the script: write ';' or a new line; in a condition, 'and'"
    ),
    (
      "a || b",
      "shell-syntax 1:3: '||' is not part of this language",
      "use try { … } catch e { … }; in a condition, 'or'"
    ),
    (
      "a > f",
      "shell-syntax 1:3: '>' is not part of this language",
      "from outside: cbs FILE.cbs > OUTPUT; to compare, a condition: if $a > $b { … }"
    ),
    (
      "a < f",
      "shell-syntax 1:3: '<' is not part of this language",
      "use a command that reads the file, or a flag"
    ),
    (
      "a 2>&1",
      "shell-syntax 1:4: '>' is not part of this language",
      "from outside: cbs FILE.cbs > OUTPUT; to compare, a condition: if $a > $b { … }"
    ),
    (
      "a &",
      "shell-syntax 1:3: '&' is not part of this language",
      "use parallel { … }"
    ),
    (
      "print $?",
      "shell-syntax 1:7: '$?' is not part of this language",
      "a failure stops the script; use try { … } catch e { … }"
    ),
    (
      "print $1",
      "shell-syntax 1:7: '$1' is not part of this language",
      "declare 'param name' at the top and use $name"
    ),
    (
      "print `ls`",
      "shell-syntax 1:7: '`' is not part of this language",
      "use (command …) for the value of a command"
    ),
    (
      "print $(ls)",
      "shell-syntax 1:7: '$(' is not part of this language",
      "write (command …); '$(…)' belongs inside \"…\""
    ),
    (
      "print ${x}",
      "shell-syntax 1:7: '${' is not part of this language",
      "write $name; '${…}' belongs inside \"…\""
    ),
    (
      "print \"${$x}\"",
      "expected-name 1:10: expected a name in '${…}', found '$'",
      "write it without '$'"
    ),
    (
      "!ls",
      "shell-syntax 1:1: '!' is not part of this language",
      "external programs run at the prompt only, one '!program …' to a line"
    ),
    (
      "x = 5",
      "assignment 1:3: '=' alone does not name a value",
      "write let x = … for a new name, set $x = … for one that exists"
    ),
    (
      "x=5",
      "assignment 1:1: '=' alone does not name a value",
      "write let x = … for a new name, set $x = … for one that exists"
    ),
    (
      "$x.y = 5",
      "assignment 1:6: '=' alone does not name a value",
      "write set $x.y = …"
    ),
    (
      "let $x = 5",
      "expected-name 1:5: expected a name after 'let', found '$'",
      "write it without '$'"
    ),
    (
      "let x 5",
      "unexpected-token 1:7: expected '=', found '5'",
      "write let x = …"
    ),
    (
      "set x = 5",
      "expected-name 1:5: expected '$' and a name after 'set', found 'x'",
      "write set $x = …"
    ),
    (
      "if $x\n{ a }",
      "expected-block 1:6: expected '{' after 'if', found the end of the line",
      "write if … { … } with '{' on this line"
    ),
    (
      "if $x; then\nfi",
      "expected-block 1:6: expected '{' after 'if', found ';'",
      "write if … { … } with '{' on this line"
    ),
    (
      "if version { a }",
      "command-in-expression 1:4: 'version' is neither a value nor a variable",
      "write $version for a variable, 'version' in quotes for a string, (version …) for a command"
    ),
    (
      "try a",
      "expected-block 1:5: expected '{' after 'try', found 'a'",
      "write try { … } catch e { … }, or keep the failure of a command: let r = try …"
    ),
    (
      "let r = try { a }",
      "expected-command 1:13: expected a command after 'try', found '{'",
      "try { … } catch e { … } is a statement"
    ),
    (
      "for x { a }",
      "expected-word 1:7: expected 'in', found '{'",
      "write for x in (command …) { … }"
    ),
    (
      "else { a }",
      "misplaced-branch 1:1: 'else' has no 'if' before it",
      "write it on the line of the '}' that closes the block before it"
    ),
    (
      "if $a {\n b\n}\nelse { c }",
      "misplaced-branch 4:1: 'else' has no 'if' before it",
      "write it on the line of the '}' that closes the block before it"
    ),
    (
      "if $a {\n b\nelse { c }",
      "unclosed-bracket 3:1: expected '}' before 'else'",
      ""
    ),
    (
      "print (a",
      "unclosed-bracket 1:9 incomplete: expected ')', found the end",
      ""
    ),
    (
      "print (a]",
      "unclosed-bracket 1:9: expected ')', found ']'",
      ""
    ),
    (
      "print [1 2]",
      "unclosed-bracket 1:10: expected ',' or ']', found '2'",
      ""
    ),
    (
      "{a 1}",
      "unexpected-token 1:4: expected ':' after the key, found '1'",
      "a record is {key: value}; a block only follows a keyword"
    ),
    (
      "{a: 1 b: 2}",
      "unclosed-bracket 1:7: expected ',' or '}', found 'b'",
      ""
    ),
    (
      "1 < 2 < 3",
      "chained-comparison 1:7: comparisons do not chain",
      "write a < b and b < c"
    ),
    (
      "1 == not $a",
      "expected-value 1:6: expected a value, found 'not'",
      "put 'not …' in parentheses"
    ),
    (
      "1 + ",
      "expected-value 1:5 incomplete: expected a value, found the end",
      ""
    ),
    (
      "99999999999999999999",
      "number-too-big 1:1 incomplete: '99999999999999999999' does not fit into 64 bits",
      "quote it to keep its digits as a string"
    ),
    (
      "10gb",
      "bad-number 1:1: '10gb' is not a number",
      "numbers look like 42, 3.5, 1e9, durations like 500ms or 1h30m, sizes like 10GiB; quote a string"
    ),
    (
      "\"a\\qb\"",
      "bad-escape 1:3: '\\q' is not an escape",
      "use \\n \\t \\\" \\\\ \\$ or \\u{…}"
    ),
    (
      "\"it\\'s\"",
      "bad-escape 1:4: '\\'' is not an escape",
      "an apostrophe needs no backslash in \"…\""
    ),
    (
      "\"\\u{d800}\"",
      "bad-escape 1:2: '\\u{d800}' is not a Unicode scalar",
      "write 1 to 6 hex digits up to 10ffff, without surrogates"
    ),
    (
      "\"cost $5\"",
      "lone-dollar 1:7: '$' must be followed by a name",
      "write \\$ for a dollar sign"
    ),
    (
      "'abc",
      "unterminated-string 1:1 incomplete: the string that begins here has no closing '",
      "close it with '"
    ),
    (
      "\"abc",
      "unterminated-string 1:1 incomplete: the string that begins here has no closing \"",
      "close it with \""
    ),
    (
      "a --b=",
      "missing-flag-value 1:3 incomplete: '--b=' has no value",
      "write --b='' for an empty one"
    ),
    (
      "a -xyz",
      "bad-flag 1:3: '-xyz' is not a flag",
      "write --xyz for a long flag, or quote '-xyz' as a word"
    ),
    (
      "a ---",
      "bad-flag 1:3: '---' is not a flag",
      "quote '---' as a word"
    ),
    (
      "param x = abc",
      "not-a-literal 1:11: a default must be a literal value",
      "quote the string: 'abc'"
    ),
    (
      "param x = (a)",
      "not-a-literal 1:11: a default must be a literal value",
      "write the value itself, or compute it in a 'let'"
    ),
    (
      "a\nparam x",
      "late-header 2:1: 'param' must come before the first statement",
      "move it to the top of the script"
    ),
    (
      "secret k form env X",
      "expected-word 1:10: expected 'from', found 'form'",
      "did you mean 'from'?"
    ),
    (
      "include \"x\"",
      "expected-value 1:9: expected a path in '…' after 'include', found '\"'",
      "write include 'other.cbs'"
    ),
    (
      "a \\ b",
      "lone-backslash 1:3: '\\' joins lines only at the very end of one",
      "remove what follows it, or quote the word"
    ),
    (
      "a \u{07} b",
      "control-character 1:3: a control character (\\u{7}) is outside quotes",
      "remove it, or write \"\\u{7}\""
    ),
    (
      "a b",
      "unusual-blank 1:2: U+00A0 looks like a space but is not one",
      "write an ordinary space, or quote the word"
    ),
    (
      "print “x”",
      "typographic-quote 1:7: '“' is not a quote here",
      "write ' or \""
    ),
    (
      "if $a {\n  b\n",
      "unclosed-bracket 2:4 incomplete: expected '}', found the end",
      ""
    ),
    (
      "}",
      "unmatched-bracket 1:1: '}' closes nothing",
      "remove it, or open it before"
    ),
    (
      "a )",
      "unmatched-bracket 1:3: ')' closes nothing",
      "remove it, or open it before"
    ),
    (
      "a | let x",
      "reserved-word 1:5: 'let' is a statement and has no value",
      "write it on a line of its own, or quote 'let' as a string"
    ),
    (
      "let x = if $y { 1 }",
      "reserved-word 1:9: 'if' is a statement and has no value",
      "write it on a line of its own, or quote 'if' as a string"
    ),
    (
      "wait a",
      "expected-word 1:7 incomplete: expected 'until' and a condition, found the end",
      "write wait command until condition"
    ),
    (
      "wait $x until true",
      "expected-command 1:6: expected a command after 'wait', found '$'",
      "write wait version get $v until .status == \"done\""
    ),
    (
      "wait a until .x every 1s every 2s",
      "repeated-clause 1:26: 'every' is given twice",
      "keep one of them"
    ),
    (
      "assert len(x) > 0",
      "command-in-expression 1:12: 'x' is neither a value nor a variable",
      "write $x for a variable, 'x' in quotes for a string, (x …) for a command"
    ),
    (
      "version list x | where id > 1",
      "command-in-expression 1:24: 'id' is neither a value nor a variable",
      "write .id for the field, $id for a variable, 'id' in quotes for a string"
    ),
    (
      "a | map id; b",
      "command-in-expression 1:9: 'id' is neither a value nor a variable",
      "write .id for the field, $id for a variable, 'id' in quotes for a string"
    ),
    (
      "a | group status; b",
      "command-in-expression 1:11: 'status' is neither a value nor a variable",
      "write .status for the field, $status for a variable, 'status' in quotes for a string"
    ),
    (
      "a | sort id desc",
      "command-in-expression 1:10: 'id' is neither a value nor a variable",
      "write .id for the field, $id for a variable, 'id' in quotes for a string"
    ),
    (
      "wait a until status == 1",
      "command-in-expression 1:14: 'status' is neither a value nor a variable",
      "write .status for the field, $status for a variable, 'status' in quotes for a string"
    ),
    (
      "[3, 1, 2] | sort",
      "expected-value 1:17 incomplete: expected a value, found the end",
      "sort . orders the elements themselves"
    ),
    (
      "let x = ([3, 1, 2] | sort)",
      "expected-value 1:26: expected a value, found ')'",
      "sort . orders the elements themselves"
    ),
    (
      "a | sort .id --desc",
      "bad-flag 1:14: '--desc' is not a flag",
      "write desc after it: sort .field desc"
    ),
    (
      "def if() {}",
      "reserved-word 1:5: 'if' is a reserved word",
      "choose another name"
    ),
    (
      "def f {}",
      "unexpected-token 1:7: expected '(' after the name, found '{'",
      "write def f(first, second) { … }"
    ),
    (
      "print $x.",
      "expected-name 1:10 incomplete: expected the name of a field, found the end",
      "write [0] for an element, ['odd name'] for an odd name"
    ),
    (
      "print $ x",
      "expected-name 1:7: expected a name after '$', found ' '",
      "quote it as '$' for a dollar sign"
    ),
    (
      "a | | b",
      "expected-command 1:5: expected a stage after '|', found '|'",
      "where, map, sort, each, first, count, …"
    ),
    (
      "try { a }\ncatch e { b }",
      "missing-branch 1:10: expected 'catch' on the line of the '}', found the end of the line",
      "write try { … } catch e { … }"
    ),
    (
      "foo\n| where .x",
      "unexpected-token 2:1: '|' is not allowed here",
      "a line that goes on ends with '|'"
    ),
    (
      ".5",
      "bad-number 1:1: '.5' is not a number",
      "numbers look like 42, 3.5, 1e9, durations like 500ms or 1h30m, sizes like 10GiB; quote a string"
    ),
    (
      "exit 3x",
      "bad-number 1:6: '3x' is not a number",
      "numbers look like 42, 3.5, 1e9, durations like 500ms or 1h30m, sizes like 10GiB; quote a string"
    ),
    (
      "version 7 | map {id: .id,, }",
      "expected-name 1:26: expected a key, found ','",
      "quote a key that is not a name"
    ),
    (
      "print \"$(a\"",
      "glued-words 1:11: two words have no space between them",
      "put a space between them, or write one string with holes: \"… $name …\""
    ),
    (
      "throw",
      "expected-value 1:6 incomplete: expected a value, found the end",
      ""
    ),
    (
      "print 'a\nb'c",
      "glued-words 2:3: two words have no space between them",
      "put a space between them, or write one string with holes: \"… $name …\""
    ),
  ])
  func says(text: String, message: String, hint: String) {
    let parsed = parse(text)
    let said = parsed.diagnostics.map { diagnostic in
      let place = diagnostic.position(in: parsed.source)
      let isIncomplete = diagnostic.isIncomplete ? " incomplete" : ""
      return "\(diagnostic.code.name) \(place.line):\(place.column)\(isIncomplete): \(diagnostic.message)"
    }
    #expect(said == [message])
    #expect(parsed.diagnostics.map { $0.hint ?? "" } == [hint])
    #expect(parsed.isIncomplete == parsed.diagnostics[0].isIncomplete)
  }
}
