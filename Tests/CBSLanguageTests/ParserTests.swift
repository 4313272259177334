import CBSDiagnostics
import Testing

@testable import CBSLanguage

/// What the forms of the grammar become.
struct ParserTests {
  static let example = """
    param weights: uri
    param budget: duration = 30m
    secret key from env CEREBRAS_MANAGEMENT_API_KEY
    use gpt-oss-120b                                     # the architecture that bare version ids refer to
    let live = (endpoint get acme-gpt-oss-120b).live.version
    let v = upload gpt-oss-120b $weights --alias candidate
    wait version get $v until .status == "done" fail .status == "failed" every 5s within $budget
    try {
      deploy acme-gpt-oss-120b $v --wait
      assert len((infer acme-gpt-oss-120b 'Say "ok".').text) > 0, "the new version answers nothing"
      alias move production $v
    } catch e {
      print "back to $live: ${e.message}"
      deploy acme-gpt-oss-120b $live --wait
      throw $e
    }

    """

  @Test func readsTheExampleOfTheDesign() {
    let parsed = parse(Self.example)
    #expect(parsed.diagnostics == [])
    #expect(
      parsed.script.outline == """
        (script (param weights uri -) (param budget duration (ns 1800000000000)) \
        (secret key env CEREBRAS_MANAGEMENT_API_KEY) (pipe (run "use" (bare "gpt-oss-120b"))) \
        (let live (group (pipe (run "endpoint" (bare "get") (bare "acme-gpt-oss-120b"))) (. "live") (. "version"))) \
        (let v (pipe (run "upload" (bare "gpt-oss-120b") ($weights) (flag alias -) (bare "candidate")))) \
        (wait (run "version" (bare "get") ($v)) (== (element (. "status")) (string "done")) \
        (== (element (. "status")) (string "failed")) (ns 5000000000) ($budget)) \
        (try (block (pipe (run "deploy" (bare "acme-gpt-oss-120b") ($v) (flag wait -))) \
        (assert (> (call len ( (group (pipe (run "infer" (bare "acme-gpt-oss-120b") (raw "Say \\"ok\\"."))) \
        (. "text")))) 0) (string "the new version answers nothing")) \
        (pipe (run "alias" (bare "move") (bare "production") ($v)))) e \
        (block (pipe (run "print" (string "back to " ($live) ": " ($e (. "message"))))) \
        (pipe (run "deploy" (bare "acme-gpt-oss-120b") ($live) (flag wait -))) (throw ($e))) -))
        """)
  }

  @Test(arguments: [
    ("1 + 2 * 3", "(+ 1 (* 2 3))"),
    ("(1 + 2) * 3", "(* (group (+ 1 2)) 3)"),
    ("not $a and $b or $c", "(or (and (not ($a)) ($b)) ($c))"),
    ("not $a == 1", "(not (== ($a) 1))"),
    ("-1 - -2", "(- (- 1) (- 2))"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("2 in [1, 2,]", "(in 2 (list 1 2))"),
    ("{a: 1, 'b c': [], \"d\": {}}", "(record (\"a\" 1) (\"b c\" (list)) (\"d\" (record)))"),
    ("$v.a?.b[0].'odd key'", "($v (. \"a\") (?. \"b\") (at 0) (. \"odd key\"))"),
    ("len($x)[1].y", "(call len ( ($x)) (at 1) (. \"y\"))"),
    (".", "(element)"),
    (".a[1] ~ 'x'", "(~ (element (. \"a\") (at 1)) (raw \"x\"))"),
    (
      "\"a$b.c.${d?.e} $(version list)!\"",
      """
      (string "a" ($b (. "c")) "." ($d (?. "e")) " " (group (pipe (run "version" (bare "list")))) "!")
      """
    ),
    ("\"\\n\\t\\\"\\\\\\$\\u{41}\"", "(string \"\\n\\t\\\"\\\\$A\")"),
    ("1.5e3", "(float 1500.0)"), ("1h30m", "(ns 5400000000000)"), ("1.5s", "(ns 1500000000)"),
    ("2d", "(ns 172800000000000)"), ("10GiB", "(bytes 10737418240)"), ("64kB", "(bytes 64000)"),
    (
      "print 007 true 1e5 -5 - a,b s3://x/y*.json",
      """
      (pipe (run "print" (bare "007") (bare "true") (bare "1e5") (bare "-5") (bare "-") (bare "a,b") (bare "s3://x/y*.json")))
      """
    ),
    (
      "a --b=c --d -e -f='g' -- --h",
      """
      (pipe (run "a" (flag b (bare "c")) (flag d -) (flag e -) (flag f (raw "g")) (bare "--h")))
      """
    ),
    (
      "a (b).c [1] {d: 2} \"e\"",
      """
      (pipe (run "a" (group (group (pipe (run "b")) (. "c"))) (list 1) (record ("d" 2)) (string "e")))
      """
    ),
    (
      "a | where .x > 1 | sort .y desc | each { print . } | first 3",
      """
      (pipe (run "a") (where (> (element (. "x")) 1)) (sort-desc (element (. "y"))) \
      (each (block (pipe (run "print" (bare "."))))) (run "first" (bare "3")))
      """
    ),
    ("{a:# b\n1}", "(record (\"a\" 1))"),
    ("a --b=#c d=#e f:#g", "(pipe (run \"a\" (flag b (bare \"#c\")) (bare \"d=#e\") (bare \"f:#g\")))"),
    ("a b#c # d", "(pipe (run \"a\" (bare \"b#c\")))"),
    ("a b \\\n  c |\n  # why\n\n  count", "(pipe (run \"a\" (bare \"b\") (bare \"c\")) (run \"count\"))"),
    ("$x.y | first", "(pipe ($x (. \"y\")) (run \"first\"))"),
    ("let r = [1] + $x | map . | count", "(let r (pipe (+ (list 1) ($x)) (map (element)) (run \"count\")))"),
    ("(a) | where .b", "(pipe (group (pipe (run \"a\"))) (where (element (. \"b\"))))"),
    ("let r = try a", "(let r (tried (pipe (run \"a\"))))"),
    ("set $a.b = 1", "(set ($a (. \"b\")) 1)"),
    (
      "if $a { b } elif $c { d; e } else {}",
      """
      (if (when ($a) (block (pipe (run "b")))) (when ($c) (block (pipe (run "d")) (pipe (run "e")))) (block))
      """
    ),
    ("for v in (a) { break; continue }", "(for v (group (pipe (run \"a\"))) (block (break) (continue)))"),
    ("def f(a, b: int) { return $a }", "(def f ( (a -) (b int)) (block (return ($a))))"),
    ("def f() { return }", "(def f () (block (return -)))"),
    ("assert fails \"conflict\" { a }", "(assert-fails (string \"conflict\") (block (pipe (run \"a\"))))"),
    ("check fails { a }", "(check-fails - (block (pipe (run \"a\"))))"),
    ("parallel { a; b }", "(parallel (block (pipe (run \"a\")) (pipe (run \"b\"))))"),
    (
      "try { a } catch e { b } finally { c }",
      """
      (try (block (pipe (run "a"))) e (block (pipe (run "b"))) (block (pipe (run "c"))))
      """
    ),
    ("exit 3", "(exit 3)"), ("exit", "(exit -)"), ("throw {a: 1}", "(throw (record (\"a\" 1)))"),
    ("include 'a.cbs'; include? 'b.cbs'", "(include \"a.cbs\") (include? \"b.cbs\")"),
    ("secret k from prompt\nsecret l from file './x y'", "(secret k prompt) (secret l file (raw \"./x y\"))"),
    ("\u{FEFF}a\r\nb\r\n", "(pipe (run \"a\")) (pipe (run \"b\"))"),
    ("print 'a\nb'", "(pipe (run \"print\" (raw \"a\\nb\")))"),
  ])
  func reads(text: String, outline: String) {
    let parsed = parse(text)
    #expect(parsed.diagnostics == [])
    #expect(parsed.script.outline == "(script \(outline))")
  }
}

func parse(_ text: String) -> ParsedSource { Parser.parse(Source(name: "input", text: text)) }
