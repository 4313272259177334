import CBSDiagnostics
import CBSInterpreter
import CBSValues
import Synchronization
import Testing

struct SecretTests {
  private static let value = "s3cr3t-Value-42"

  private func bench() -> Bench {
    let bench = Bench()
    bench.host.state.withLock { state in
      state.environment["KEY"] = Self.value
      state.files["/key"] = Self.value + "\n"
      state.typed = Self.value
    }
    return bench
  }

  @Test(arguments: [
    "$k", "print $k", "print \"Bearer $k\"", "\"a\" + $k", "[$k]", "{k: $k}", "\"$([$k])\"", "json({k: [$k]})",
    "string($k)",
    "let x = \"<$k>\"\nlet y = \"$x!\"\nprint $y [$y]", "join(['a', $k], '-')", "try { throw $k } catch e { $e }",
    "try { throw {message: $k} } catch e { print $e.message $e }", "throw $k", "throw \"$k\"", "assert $k == null",
    "assert false, \"$k\"", "check \"$k\" == null", "len($k)", "uppercase($k)", "$k[0]", "$k.x", "$k + 1", "$k < 'a'",
    "$k == 'a'", "int($k)", "sum([$k, 'x'])", "version get $k", "give $k", "times $k", "let r = {a: $k}\n$r[$k]",
    "[$k] | group .", "[{k: $k}] | select k", "[$k, 'a'] | sort .", "for x in $k { }", "if $k { }",
    "refuse $k", "break-down", "exit $k", "unique([$k, $k])", "find_all($k, 's')", "split($k, '')",
    "starts_with($k, 's3')", "'s3cr3t-Value-42' in $k", "$k in ['s3cr3t']", "$k ~ 's*'", "wait version get 7 until $k",
    "alias move $k 7",
  ])
  func `A secret shows nowhere`(_ script: String) async {
    for origin in ["env KEY", "file '/key'", "prompt"] {
      let bench = bench()
      // The checker does not know what the command gives back, so that the run has to keep it hidden.
      let text = "secret hidden from \(origin)\nlet k = give $hidden\n" + script
      let result = await bench.run(text)
      #expect(result.diagnostics.map(\.message) == [])
      let source = Source(name: "test.cbs", text: text)
      var all = [bench.output]
      for fault in [result.fault].compactMap(\.self) + result.checkFailures {
        all += [fault.render(in: source), fault.json(in: source), "\(fault)"]
      }
      all += bench.host.state.withLock { $0.notices + $0.progress.compactMap(\.self) + $0.shown.map { "\($0)" } }
      let needle = script.contains("'s3cr3t-Value-42'") ? "never" : "s3cr3t"
      for text in all where !script.contains("'s3cr3t'") { #expect(!text.contains(needle)) }
    }
  }

  @Test func `It prints as its name, also within a text`() async {
    let bench = bench()
    _ = await bench.run("secret key from env KEY\nlet k = give $key\n$k\n\"Bearer $k\"\n[$k]\njson($k)\ntype(\"a$k\")")
    #expect(bench.output == "<secret:key>\n<secret:key>\n[\"<secret:key>\"]\n<secret:key>\nsecret\n")
  }

  @Test func `A command gets it whole`() async {
    let bench = bench()
    _ = await bench.run("secret k from file '/key'\nlet x = \"Bearer $k\"\nlet y = give $x")
    guard case .secret(let secret)? = bench.scope.value(of: "y") else {
      Issue.record("it is a secret no more")
      return
    }
    #expect(secret.reveal(for: .redaction) == "Bearer " + Self.value)
  }
}
