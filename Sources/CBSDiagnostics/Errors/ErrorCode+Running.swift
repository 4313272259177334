extension ErrorCode {
  /// Errors of values and statements while a script runs.
  static let running: [ErrorCode] = [
    .outOfRange, .wrongType, .notACondition, .overflow, .divisionByZero, .tooLarge, .noValueYet,
    .secretCompared, .missingSecret, .assertion, .thrown, .timedOut, .failedState, .overBudget, .interrupted, .defect,
  ]

  package static let outOfRange = ErrorCode(
    "out-of-range", "a list has no such element",
    """
    Elements are counted from 0, and from the end with -1. If a list may be empty, check its len() first, or use \
    'for'.
    """, "let l = [1, 2]\nprint $l[2]", right: "let l = [1, 2]\nprint $l[-1]")

  package static let wrongType = ErrorCode(
    "wrong-type", "a value is of the wrong type",
    """
    Values are never converted by themselves: a string cannot be added to a number, and null is not zero. To put a \
    value into a string write "$name"; int(), string() and similar functions convert. If the types are known beforehand, \
    the error is reported before anything runs.
    """, "let n = 1\nprint ($n + ' item')", right: "let n = 1\nprint \"$n item\"")

  package static let notACondition = ErrorCode(
    "not-a-condition", "a condition is neither true nor false",
    """
    Only true and false are conditions: 0, an empty string and null are neither. Compare the value with what is meant.
    """, "let n = 1\nif $n { print some }", right: "let n = 1\nif $n > 0 { print some }")

  package static let overflow = ErrorCode(
    "overflow", "a result does not fit into 64 bits",
    """
    Integers are checked, because a result that wrapped around would be wrong without notice. Use a number with a \
    decimal point where an exact result is not needed.
    """, "let n = 9223372036854775807\nprint ($n + 1)", right: "let n = 9223372036854775807\nprint ($n - 1)")

  package static let divisionByZero = ErrorCode(
    "division-by-zero", "a division by zero",
    """
    The result of '/' and '%' with a divisor of zero is undefined, for integers and for other numbers. If a divisor \
    may be zero, test it first.
    """, "let n = 0\nprint (10 / $n)", right: "let n = 0\nif $n != 0 { print (10 / $n) }")

  package static let tooLarge = ErrorCode(
    "too-large", "a value is too large",
    """
    Lists and records nest at most 512 deep. A string has at most 512 MiB (256 MiB if a function makes it), and one \
    value has at most about thirty million parts. Split the value, or let a command process it.
    """, "print (repeat('abc', 1000000000))", right: "print (repeat('abc', 3))")

  package static let noValueYet = ErrorCode(
    "no-value-yet", "a 'def' reads a variable that has no value yet",
    """
    A 'def' can read variables of the top level that precede it. Here it was called, from a 'def' above, before the \
    line that assigns the variable had run. Call it after that line.
    """)

  package static let secretCompared = ErrorCode(
    "secret-compared", "a secret is compared with a string",
    """
    The result would reveal something about the secret, and enough comparisons would reveal all of it. A secret may be \
    compared with null or with another secret.
    """, "secret key from env HOME\nprint ($key == '/root')", right: "secret key from env HOME\nprint ($key != null)")

  package static let missingSecret = ErrorCode(
    "missing-secret", "a secret of the script is missing",
    """
    The 'secret' line says where the secret comes from: an environment variable, a file, or the prompt. Nothing has \
    run. A secret cannot be passed as an argument, because other users can read the arguments of a program.
    """, "secret key from env NOBODY_SET_THIS\nprint ($key != null)", right: nil)

  package static let assertion = ErrorCode(
    "assertion", "an assertion or a check failed",
    """
    'assert' ends the run when its condition is false. 'check' lets the run continue, and the run fails at its end. \
    The exit code is 4. The marks show the values. 'assert fails "code" { … }' succeeds when the block fails with that \
    code.
    """, "let v = {status: 'failed'}\nassert $v.status == 'done'",
    right: "let v = {status: 'done'}\nassert $v.status == 'done'")

  package static let thrown = ErrorCode(
    "thrown", "the script threw this error",
    """
    'throw MESSAGE' ends a script unless 'try' catches it. 'throw {code: …, message: …, hint: …}' sets the error's \
    code, by which a caller recognizes it.
    """, "throw 'the version is too old'",
    right: "try { throw 'the version is too old' } catch e { print $e.message }")

  package static let timedOut = ErrorCode(
    "timed-out", "a 'wait' timed out",
    """
    The condition of 'until' did not become true in time. The work itself may still be running: look at it, wait \
    again, or allow more time with 'within'. The exit code is 5.
    """,
    "wait version get gpt-oss-120b/1 until .status == 'gone' every 1s within 3s",
    right: "wait version get gpt-oss-120b/1 until .status == 'done' every 1s within 3s")

  package static let failedState = ErrorCode(
    "failed-state", "the 'fail' condition of a 'wait' became true",
    """
    The condition of 'fail' became true before that of 'until': the work has failed, and waiting longer does not help. \
    The exit code is 6.
    """,
    "wait version get gpt-oss-120b/1 until .status == 'gone' fail .status == 'done' within 1m",
    right: "wait version get gpt-oss-120b/1 until .status == 'done' fail .status == 'failed' within 1m")

  package static let overBudget = ErrorCode(
    "over-budget", "a run exceeded its budget",
    """
    A run has a limit on statements, on depth and, if one is set, on time, so that an endless loop ends. The limits \
    are generous. If the work is intended, raise them with 'cbs --max-steps', '--max-depth' and '--max-time', or with \
    the settings of these names.
    """, wrong: .program("cbs --max-steps 1000 -c 'while true { }'"), right: "for n in range(3) { print $n }")

  package static let interrupted = ErrorCode(
    "interrupted", "the run was interrupted",
    """
    Somebody pressed Ctrl-C, or the process was asked to end. A call that was being sent and changes something may \
    have taken effect: check before you send it again. The exit code is 130.
    """)

  package static let defect = ErrorCode(
    "defect", "this is a bug in cbs",
    """
    This should not happen, whatever a script contains. The statements before it have run. Please report it with the \
    lines that led to it.
    """)
}
