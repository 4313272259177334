// CBSShell: session, completion, scripts, plans, prompt loop.
// It knows no builtin: its commands are a `CommandSet` that the program brings. It never imports the terminal, the
// sandbox or the network: lines come from a `LineSource`, connections from a `World`.

package import CBSInterpreter

/// In the shell a command is a builtin; the syntax tree's node of the same name is the language's own.
package typealias Command = CBSInterpreter.Command
