// CBSCommands: the builtins, and the table of them.
// The language and the catalog meet here, in EndpointCommand.swift only. Nothing but the program knows this module:
// the shell is given its commands.

package import CBSInterpreter

/// In the shell a command is a builtin; the syntax tree's node of the same name is the language's own.
package typealias Command = CBSInterpreter.Command
