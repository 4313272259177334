import CBSInterpreter
import CBSLanguage
package import CBSManual

extension Session {
  /// Help on all that the session's table and functions hold, and on the program itself.
  package var helpBook: HelpBook {
    let table = interpreter.table
    return HelpBook(
      table: CommandTable(table.names.compactMap { table[$0] } + [ProgramOptions.signature]),
      functions: Functions.subjects)
  }
}
