import CBSCommands
import CBSInterpreter
import CBSShell
import CBSTerminal
import Glibc

// cbs: wiring and exit status. Every other decision is made in a library that a test can reach.

@main
struct Main {
  static func main() async {
    // A reader that went away ends the write, not the shell.
    signal(SIGPIPE, SIG_IGN)
    Interrupts.install()
    let surroundings = Surroundings.ofProcess()
    let world = ProcessWorld(environment: surroundings.environment)
    let program = Program(
      world: world, surroundings: surroundings, commands: Builtins.commands,
      makeLines: { session in EditedLines.make(for: session) },
      takeSignals: { session in
        guard let session else { return Interrupts.onInterrupt(nil) }
        Interrupts.onInterrupt { number in
          // Work that is cancelled ends by itself and is told; a second signal says that it does not.
          guard !session.interrupt(by: number) else { return }
          session.end()
          exit(128 + number)
        }
      })
    let status = await program.run(Array(CommandLine.arguments.dropFirst()))
    await world.close()
    exit(status.code)
  }
}
