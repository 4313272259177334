import CBSDiagnostics
import CBSLanguage
import Testing

@testable import CBSInterpreter

@Suite("lanes") struct LaneTests {
  /// What the lanes of a `parallel` begin with that runs `depth` calls deep.
  private func start(atDepth depth: Int) throws -> LaneStart {
    let text = """
      let a = 1
      def down(n: integer) { let m = $n; if $n == 0 { parallel { set $m = 1; set $a = 2 } } else { down ($n - 1) } }
      down \(depth)
      """
    let checked = Bench().interpreter.check(Parser.parse(Source(name: "test.cbs", text: text)), scope: Scope())
    let program = try Compiler.compile(checked, commands: [:], variables: [])
    let machine = Machine(
      program, context: FunctionContext(clock: { 0 }), cancellation: CancellationFlag(), depth: 10_000, fuel: 1 << 40)
    guard case .parallel = try machine.advance() else { throw NoParallel() }
    return LaneStart(machine)
  }

  private struct NoParallel: Error {}

  @Test func `a lane has the registers it can use, however deep the calls are`() throws {
    let shallow = try start(atDepth: 0).registers.count
    #expect(shallow < 40)
    for depth in [1, 2, 7, 5000] {
      // Directly below the main frame the two overlap.
      #expect(try start(atDepth: depth).registers.count <= shallow + 20, "\(depth)")
    }
  }

  private static let examples = [
    Example(
      """
      let a = 'a'
      let list = [1, 2]
      def down(n: integer, word) {
        let before = "$word$n"
        let own = 0
        if $n == 0 {
          parallel { set $own = $n + 7; set $a = "$a$word"; set $list = [1, 2, 3] }
          return "$own $before $a"
        }
        let below = (down(($n - 1), $word))
        return "$below $before"
      }
      print (down(3, 'w'))
      print $a $list
      """, gives: "7 w0 aw w1 w2 w3\naw [1,2,3]\n"),
    Example(
      """
      let x = 1
      def f() { set $x = 2 }
      parallel { parallel { f; if false { print 1 } }; if false { print 1 } }
      print $x
      """, gives: "2\n"),
    Example(
      """
      let x = 1
      def f(n: integer) { set $x = $x + $n }
      def deep(n: integer) { if $n == 0 { parallel { parallel { f 5; if false { print 1 } }; if false { print 1 } } } else { deep ($n - 1) } }
      deep 4
      print $x
      """, gives: "6\n"),
    Example(
      """
      def deep(n: integer) {
        let seen = []
        if $n > 0 { return (deep(($n - 1))) }
        parallel { try { throw 'x' } catch e { set $seen = [$e.message] }; if false { print 1 } }
        return $seen
      }
      print (deep(9))
      """, gives: "[\"x\"]\n"),
  ]

  @Test("what lanes change is taken over", arguments: examples) func changes(_ example: Example) async {
    await example.verify()
  }
}
