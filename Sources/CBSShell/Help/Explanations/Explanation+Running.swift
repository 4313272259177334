extension Explanation {
  /// What values and statements can come to while a script runs.
  static let running: [Explanation] = [
    Explanation(
      "no-such-field", "the record has no such field",
      """
      A field that is not there is an error and not something empty, so that a slip is noticed where it is made. The \
      hint names the nearest field, or those there are. '?.' gives null where a field, or the value itself, may be \
      missing.
      """, "let v = parse_json('{}')\nprint $v.name", right: "let v = parse_json('{}')\nprint $v?.name"),
    Explanation(
      "out-of-range", "a list has no such element",
      """
      Elements are counted from 0, and from the end with -1. A list that may be empty is asked with len() first, or \
      gone through with 'for'.
      """, "let l = [1, 2]\nprint $l[2]", right: "let l = [1, 2]\nprint $l[-1]"),
    Explanation(
      "wrong-type", "a value is of the wrong kind",
      """
      Values are never turned into another kind by themselves: a text is not added to a number, and a null is not \
      zero. Texts with values in them are written with holes, "$name"; int(), text() and their like convert. What is \
      certain beforehand is told before anything runs.
      """, "let n = 1\nprint ($n + ' item')", right: "let n = 1\nprint \"$n item\""),
    Explanation(
      "not-a-condition", "a condition is neither true nor false",
      """
      Nothing is true or false by itself: not 0, not an empty text, not null. Compare it with what is meant.
      """, "let n = 1\nif $n { print some }", right: "let n = 1\nif $n > 0 { print some }"),
    Explanation(
      "overflow", "a result does not fit into 64 bits",
      """
      Integers are checked: one that grew too large would otherwise wrap round and be wrong without a word. Use a \
      number with a point where an exact result is not needed.
      """, "let n = 9223372036854775807\nprint ($n + 1)", right: "let n = 9223372036854775807\nprint ($n - 1)"),
    Explanation(
      "division-by-zero", "a division by zero",
      """
      There is no such value, for '/' and for '%', with integers and with numbers that have a point. Ask first where \
      a divisor may be zero.
      """, "let n = 0\nprint (10 / $n)", right: "let n = 0\nif $n != 0 { print (10 / $n) }"),
    Explanation(
      "too-large", "a value holds more than fits",
      """
      Lists and records nest at most 512 deep, a text has at most 512 MiB (one that a function makes 256 MiB), and one value holds at most some thirty \
      million parts: what is larger could not be printed or compared. Keep it in parts, or let a command work on it.
      """, "print (repeat('abc', 1000000000))", right: "print (repeat('abc', 3))"),
    Explanation(
      "no-value-yet", "a 'def' reads a variable that has no value yet",
      """
      A 'def' sees the variables of the top level that stand before it, and it may be called before the line that \
      gives them their values has run, from another 'def' that stands above. Call it behind that line.
      """),
    Explanation(
      "secret-compared", "a secret is compared with a text",
      """
      The answer would tell something of the secret, and a script that asked often enough would have all of it. It may \
      be compared with null, or with another secret.
      """, "secret key from env HOME\nprint ($key == '/root')", right: "secret key from env HOME\nprint ($key != null)"),
    Explanation(
      "missing-secret", "a secret of the script is not there",
      """
      The 'secret' line says where it comes from: an environment variable, a file, or the prompt. Nothing has run. A \
      secret is never given as an argument, since others can read the arguments of a program.
      """, "secret key from env NOBODY_SET_THIS\nprint ($key != null)", right: nil),
    Explanation(
      "assertion", "an assertion or a check is not met",
      """
      'assert' ends the run where its condition is false, and 'check' lets it go on and fails it at its end; both end \
      with exit code 4. The marks show what the values were. 'assert fails "code" { … }' is met when the block fails \
      with that code.
      """, "let v = {status: 'failed'}\nassert $v.status == 'done'",
      right: "let v = {status: 'done'}\nassert $v.status == 'done'"),
    Explanation(
      "thrown", "the script itself has thrown this",
      """
      'throw TEXT' ends a script unless 'try' catches it. 'throw {code: …, message: …, hint: …}' gives it a code of \
      its own, by which a caller can tell it from others.
      """, "throw 'the version is too old'",
      right: "try { throw 'the version is too old' } catch e { print $e.message }"),
    Explanation(
      "timed-out", "a 'wait' ran out of time",
      """
      The condition behind 'until' did not come true within the time. The work itself may go on: look at it, wait \
      again, or give it longer with 'within'. The exit code is 5.
      """,
      "wait version get gpt-oss-120b/1 until .status == 'gone' every 1s within 3s",
      right: "wait version get gpt-oss-120b/1 until .status == 'done' every 1s within 3s"),
    Explanation(
      "failed-state", "a 'wait' met its 'fail' condition",
      """
      The condition behind 'fail' came true before the one behind 'until': the work has failed, and waiting longer \
      does not help. The exit code is 6.
      """,
      "wait version get gpt-oss-120b/1 until .status == 'gone' fail .status == 'done' within 1m",
      right: "wait version get gpt-oss-120b/1 until .status == 'done' fail .status == 'failed' within 1m"),
    Explanation(
      "over-budget", "a run used up its budget",
      """
      A run has a limit on statements, on depth, and where one is set on time, so that a loop without an end does not \
      run for ever. The limits are generous. Where the work is meant, 'cbs --max-steps', '--max-depth' and \
      '--max-time' or the settings of these names raise them.
      """, wrong: .program("cbs --max-steps 1000 -c 'while true { }'"), right: "for n in range(3) { print $n }"),
    Explanation(
      "interrupted", "the run was interrupted",
      """
      Somebody pressed Ctrl-C, or the process was asked to end. A call that was on its way and does more than read may \
      have happened all the same: look before you send it again. The exit code is 130.
      """),
    Explanation(
      "defect", "cbs itself is at fault",
      """
      This should not happen whatever a script says. What ran before it has run. Please report it with the lines that \
      led to it.
      """),
  ]
}
