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
      world: world,
      surroundings: surroundings,
      makeLines: { session in EditedLines.make(for: session) },
      opened: { session in
        Interrupts.onInterrupt { signal in
          let hadWork = session.interrupt()
          // Work that is cancelled ends by itself and is told; without any, the signal ends the process as usual.
          if signal != SIGINT || !hadWork { ProcessEnd.leave(by: signal, session) }
        }
      })
    let status = await program.run(Array(CommandLine.arguments.dropFirst()))
    await world.close()
    exit(status.code)
  }
}

/// How the process ends when a signal asks for it.
enum ProcessEnd {
  static func leave(by signal: Int32, _ session: Session) {
    // At the prompt Ctrl-C is a key, so a SIGINT that finds no work came from elsewhere and is passed over.
    if signal == SIGINT, session.lines != nil { return }
    session.end()
    exit(signal == SIGINT ? 130 : signal == SIGTERM ? 143 : 128 + signal)
  }
}
