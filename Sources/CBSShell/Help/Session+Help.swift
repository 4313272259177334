import CBSInterpreter

extension Session {
  /// Help on all that the session's table and functions hold.
  var helpBook: HelpBook { HelpBook(table: interpreter.table, functions: Functions.all.map(\.signature)) }
}
