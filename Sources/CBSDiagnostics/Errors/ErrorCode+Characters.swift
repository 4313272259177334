extension ErrorCode {
  /// Errors in bytes, quotes and numbers.
  static let characters: [ErrorCode] = [
    .invalidEncoding, .controlCharacter, .unusualBlank, .typographicQuote, .unterminatedString, .badEscape,
    .loneDollar, .badNumber, .numberTooBig, .loneBackslash, .shellSyntax,
  ]

  package static let invalidEncoding = ErrorCode(
    "invalid-utf8", "the script is not UTF-8",
    """
    A script is UTF-8 text. Some bytes of this one are not: it was saved in another encoding, or is not text at all. \
    cbs does not guess, because a wrong letter in a name would ask for something else. Save the file as UTF-8.
    """)

  package static let controlCharacter = ErrorCode(
    "control-character", "a control character is outside quotes",
    """
    Characters such as a bell or an escape are invisible, so a script may not contain them. They get in when text is \
    copied from a terminal or a document. Remove the character; where a string must contain it, write it as an escape \
    in double quotes.
    """)

  package static let unusualBlank = ErrorCode(
    "unusual-blank", "a character looks like a space but is not one",
    """
    Web pages and word processors insert spaces that do not break a line. Here such a character would be part of a \
    word, so two words that look separate would be one. Write an ordinary space, or put the word in quotes if the \
    character is meant.
    """, "print\u{A0}done", right: "print done")

  package static let typographicQuote = ErrorCode(
    "typographic-quote", "a curly quote is used instead of a straight one",
    """
    Only ' and " are quotes. Curly quotes are letters like any other; they come from programs that replace straight \
    quotes while one types. Write a straight quote.
    """, "print “all done”", right: #"print "all done""#)

  package static let unterminatedString = ErrorCode(
    "unterminated-string", "a quoted string is never closed",
    """
    The string that begins here has no closing quote, so everything after it is part of the string. The mark shows \
    where it was opened, because that is more often the mistake than the end of the file. Put a string that contains \
    an apostrophe in double quotes. At the prompt a string may continue on the next line.
    """, "print 'all done", right: "print 'all done'")

  package static let badEscape = ErrorCode(
    "bad-escape", "a backslash in double quotes begins no known escape",
    #"""
    The escapes in "…" are \n \t \" \\ \$ and \u{…} with one to six hex digits. Any other is refused, because nobody \#
    could say what it means. Write \\ for a backslash, or use '…', in which nothing is special.
    """#, #"print "C:\data""#, right: #"print 'C:\data'"#)

  package static let loneDollar = ErrorCode(
    "lone-dollar", "a dollar sign is not followed by a name",
    #"""
    In double quotes a dollar sign inserts a value: $name, ${name.field} or $(a command or an expression). This one \#
    is followed by none of them. Write \$ for the sign itself, or use '…'.
    """#, #"print "it costs $5""#, right: #"print "it costs \$5""#)

  package static let badNumber = ErrorCode(
    "bad-number", "a word begins like a number but is not one",
    """
    In an expression a word that begins with a digit is a number: 42, 3.5, 1e9, a duration such as 500ms or 1h30m, or \
    a size such as 10GiB. Units are written exactly as shown, with their uppercase letters. Quote the word if a string \
    is meant.
    """, "10gb * 2", right: "10GB * 2")

  package static let numberTooBig = ErrorCode(
    "number-too-big", "a number does not fit into 64 bits",
    """
    Integers have 64 bits and are never rounded: an id whose last digit changed would be another id. Quote a longer \
    number to keep all its digits, or write it with a decimal point where it need not be exact.
    """, "let id = 99999999999999999999\n$id", right: "let id = '99999999999999999999'\n$id")

  package static let loneBackslash = ErrorCode(
    "lone-backslash", "a backslash does not end its line",
    """
    Outside quotes a backslash joins a line with the next, but only as the very last character of the line: not even a \
    space or a comment may follow it. It does not quote anything. Remove what follows it, or put the word in quotes.
    """, #"print a\ b"#, right: "print 'a b'")

  package static let shellSyntax = ErrorCode(
    "shell-syntax", "this is the syntax of another shell",
    """
    '&&', '||', '>', '$?', backquotes and the like are not part of this language. A failure stops a script by itself, \
    so commands need no chaining; the hint says what to write instead. A script written for another shell is refused \
    at its first such line, not half executed.
    """, "arch list && print done", right: "arch list\nprint done")
}
