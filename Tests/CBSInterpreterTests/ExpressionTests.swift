import CBSDiagnostics
import CBSInterpreter
import Testing

struct ExpressionTests {
  @Test(arguments: [
    Example("1 + 2 * 3", gives: "7\n"),
    Example("(1 + 2) * 3", gives: "9\n"),
    Example("7 / 2", gives: "3.5\n"),
    Example("6 / 2", gives: "3\n"),
    Example("-7 % 3", gives: "-1\n"),
    Example("1.5 + 1", gives: "2.5\n"),
    Example("9223372036854775807 == 9223372036854775807.0", gives: "false\n"),
    Example("1 == 1.0", gives: "true\n"),
    Example("30m + 30m == 1h", gives: "true\n"),
    Example("90m", gives: "1h30m\n"),
    Example("1h * 2.5", gives: "2h30m\n"),
    Example("1h / 30m", gives: "2\n"),
    Example("1h / 4", gives: "15m\n"),
    Example("0.5ms", gives: "0.5ms\n"),
    Example("-1h", gives: "-1h\n"),
    Example("10GiB", gives: "10GiB\n"),
    Example("64kB + 1B", gives: "64001B\n"),
    Example("1536B", gives: "1536B\n"),
    Example("10GiB > 10GB", gives: "true\n"),
    Example(#""a" + "b""#, gives: "ab\n"),
    Example("[1] + [2, 3]", gives: "[1,2,3]\n"),
    Example("{a: 1} + {b: 2, a: 3}", gives: #"{"a":3,"b":2}"# + "\n"),
    Example("[1h, 10GiB, null, 1.0]", gives: "[\"1h\",10737418240,null,1.0]\n"),
    Example("2 in [1, 2.0]", gives: "true\n"),
    Example("'oss' in 'gpt-oss'", gives: "true\n"),
    Example("'b' in {a: 1}", gives: "false\n"),
    Example("'gpt-oss-120b' ~ 'gpt-*'", gives: "true\n"),
    Example("'my-gpt-4' ~ 'gpt-*'", gives: "false\n"),
    Example("'r12' ~ 'r?'", gives: "false\n"),
    Example("true or 1 / len([]) == 1", gives: "true\n"),
    Example("false and 1 / len([]) == 1", gives: "false\n"),
    Example("not (1 < 2)", gives: "false\n"),
    Example("null == null", gives: "true\n"),
    Example("[1, [2, {a: 3.0}]] == [1.0, [2, {a: 3}]]", gives: "true\n"),
    Example("([10, 20, 30])[-1]", gives: "30\n"),
    Example("({a: {b: [1, 2]}}).a.b[1]", gives: "2\n"),
    Example("({a: 1})['a']", gives: "1\n"),
    Example("({a: null}).a?.b?.c", gives: "null\n"),
    Example("let x = 3\n\"$x and ${x} and $(($x + 1))\"", gives: "3 and 3 and 4\n"),
    Example("let r = {a: [1, 2]}\n\"${r.a[1]}|$r.a\"", gives: "2|[1,2]\n"),
    Example(#""\u{41}\t\$x""#, gives: "A\t$x\n"),
    Example("(version get 7).live.version", gives: "5\n"),
    Example("(version get 7).status == 'in_progress' and (version exists 7)", gives: "true\n"),
    Example("len((version list)) + 1", gives: "4\n"),
  ])
  func `Values come out as reckoned`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    Failing("$most + 1", code: "overflow", at: "$most + 1"),
    Failing("$most * 2", code: "overflow", at: "$most * 2"),
    Failing("- $least", code: "overflow", at: "- $least"),
    Failing("1 / $zero", code: "division-by-zero", at: "1 / $zero"),
    Failing("1 % $zero", code: "division-by-zero", at: "1 % $zero"),
    Failing("1.0 / $zero", code: "division-by-zero", at: "1.0 / $zero"),
    Failing("1 + $word", code: "wrong-type", at: "1 + $word"),
    Failing("$hour + 1", code: "wrong-type", at: "$hour + 1"),
    Failing("$hour < 1GiB", code: "wrong-type", at: "$hour < 1GiB"),
    Failing("if $one { }", code: "not-a-condition", at: "$one"),
    Failing("if $none { }", code: "not-a-condition", at: "$none"),
    Failing("true and $word", code: "not-a-condition", at: "$word"),
    Failing("$record.staus", code: "unknown-field", at: "staus"),
    Failing("$none.a", code: "unknown-field", at: "a"),
    Failing("let l = [1]\n$l[1]", code: "out-of-range", at: "1"),
    Failing("$list[$word]", code: "wrong-type", at: "$word"),
    Failing("for x in $one { }", code: "wrong-type", at: "$one"),
    Failing("len($one)", code: "wrong-type", at: "len($one)"),
    Failing("int('x')", code: "bad-argument", at: "int('x')"),
    Failing("let big = parse_json('90071992547409930000')\n$big + 1", code: "wrong-type", at: "$big + 1"),
  ])
  func `What has no value is a fault at its place`(_ failing: Failing) async { await failing.verify() }

  @Test func `A missing field names the nearest one`() async {
    let result = await Bench().run("let r = parse_json('{\"status\": 1}')\n$r.staus")
    #expect(result.fault?.hint == "did you mean '.status'?")
  }

  @Test func `Integers beyond 64 bits keep their digits`() async {
    let bench = Bench()
    _ = await bench.run("let n = parse_json('900719925474099300001')\n$n\n$n > 900719925474099300")
    #expect(bench.output == "900719925474099300001\ntrue\n")
  }
}
