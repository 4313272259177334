extension Explanation {
  /// What the smallest pieces of a text can be wrong in: bytes, quotes, numbers.
  static let characters: [Explanation] = [
    Explanation(
      "invalid-utf8", "the text is not UTF-8",
      """
      A script is UTF-8 text. Some bytes of this one are not, as in a file that was saved in another encoding, or one \
      that is no text at all. Nothing is guessed, since a wrong letter in a name would ask for another thing. Save the \
      file as UTF-8.
      """),
    Explanation(
      "control-character", "a control character stands outside quotes",
      """
      Bytes such as a bell or an escape cannot be seen, so they are no part of a script. They come along when a text \
      is copied from a terminal or a document. Remove the character; where a text must hold it, write it as an escape \
      in double quotes.
      """),
    Explanation(
      "unusual-blank", "a character looks like a blank and is none",
      """
      Web pages and word processors put in blanks that do not break a line. Here they would be part of a word, and \
      two words that look apart would be one. Write an ordinary blank, or put the word in quotes where it is meant.
      """, "print\u{A0}done", right: "print done"),
    Explanation(
      "typographic-quote", "a curly quote stands where a straight one is meant",
      """
      Only ' and " are quotes. Their curly relatives are letters like any other, and come from programs that replace \
      them while one types. Write the straight one.
      """, "print “all done”", right: #"print "all done""#),
    Explanation(
      "unterminated-string", "a text in quotes is never closed",
      """
      The text that begins here has no closing quote, so all that follows is part of it. The mark shows where it was \
      opened, which is more often wrong than the end of the file. A text with an apostrophe in it stands in double \
      quotes. At the prompt a text may go on in the next line.
      """, "print 'all done", right: "print 'all done'"),
    Explanation(
      "bad-escape", "a backslash in double quotes means nothing here",
      #"""
      In "…" there are \n \t \" \\ \$ and \u{…} with one to six hex digits, and nothing else. What another language \#
      would let pass unchanged is refused, since nobody could tell what is meant. Write \\ for a backslash, or use \#
      '…', in which nothing is special.
      """#, #"print "C:\data""#, right: #"print 'C:\data'"#),
    Explanation(
      "lone-dollar", "a dollar sign has no name behind it",
      #"""
      In double quotes a dollar sign fills in the value of a name: $name, ${name.field} or $(a command or an \#
      expression). This one is followed by none of them. Write \$ for the sign itself, or use '…'.
      """#, #"print "it costs $5""#, right: #"print "it costs \$5""#),
    Explanation(
      "bad-number", "what begins like a number is none",
      """
      In an expression a word that begins with a digit is a number: 42, 3.5, 1e9, a duration such as 500ms or 1h30m, \
      a size such as 10GiB. Units are written as shown, with their capitals. Quote the word where a text is meant.
      """, "10gb * 2", right: "10GB * 2"),
    Explanation(
      "number-too-big", "a number does not fit into 64 bits",
      """
      Integers have 64 bits and are never rounded: an id that changed its last digit would be another id. Write a \
      longer row of digits as a text in quotes, or as a number with a point where it need not be exact.
      """, "let id = 99999999999999999999\n$id", right: "let id = '99999999999999999999'\n$id"),
    Explanation(
      "lone-backslash", "a backslash does not end its line",
      #"""
      Outside quotes a backslash joins a line with the next, and only as the very last character of the line: a blank \#
      or a comment behind it takes its meaning away. It quotes nothing. Remove what follows it, or put the word in \#
      quotes.
      """#, #"print a\ b"#, right: "print 'a b'"),
    Explanation(
      "shell-syntax", "this is another shell's syntax",
      """
      '&&', '||', '>', '$?', backquotes and the like are not part of this language. A failure stops a script by \
      itself, so there is nothing to chain; the hint says what is written instead. Nothing of it is half understood: \
      a script from another shell is refused at its first such line.
      """, "arch list && print done", right: "arch list\nprint done"),
  ]
}
