/// A page about the language or the shell, by hand. Lines that begin with two blanks are code.
struct HelpTopic {
  let name: String
  /// Other words under which it is found.
  let names: [String]
  let text: String

  init(_ name: String, _ names: String..., text: String) {
    self.name = name
    self.names = names
    self.text = text
  }

  /// The pages that the overview names.
  static let all: [HelpTopic] = language + shell

  /// The page behind `name`: its own rather than one that merely covers it.
  static func page(of name: String) -> HelpTopic? {
    (all + words).first { $0.name == name } ?? (all + words).first { $0.names.contains(name) }
  }
}

extension HelpTopic {
  fileprivate static let language: [HelpTopic] = [
    HelpTopic(
      "commands", "words", "quoting",
      text: """
        A line is a command and its words. One word in the text is one argument: values are never split again.

          version list gpt-oss-120b
          deploy acme-gpt-oss-120b gpt-oss-120b/7 --wait

        A line that begins with $, a digit, a quote, a bracket or name( is an expression, and its value is printed. A \
        command inside an expression, or as a word of another command, stands in parentheses:

          deploy acme-gpt-oss-120b (version get gpt-oss-120b/candidate)

        Flags are --name, --name value, --name=value or -n. Behind -- no word is a flag. 'quote' shows how a text \
        is written as one word.
        """),
    HelpTopic(
      "strings", "text", "strings and holes",
      text: """
        A word without blanks or brackets needs no quotes. In 'single quotes' nothing is special. In "double quotes" \
        $name, ${name.field} and $(command or expression) are filled in, and \\n \\t \\" \\\\ \\$ \\u{1F600} are \
        escapes.

          print "version $v.id is $v.status"
          print "there are $(len((version list gpt-oss-120b))) versions"

        What a hole gives is text: it never becomes a flag or a command.
        """),
    HelpTopic(
      "values", "types", "variables",
      text: """
        A value is null, true, false, an integer, a number, a text, a duration (90s, 1h30m), a size (10GiB), a time, a \
        list [1, 2], a record {a: 1}, or a secret, which prints as its name only.

          let v = version get gpt-oss-120b/production
          $v.aliases
          $v.error?.message

        'let' makes a variable, 'set' changes it. '.name' reads a field, '?.name' one that may be missing, '[0]' an \
        element. A list of records is a table.
        """),
    HelpTopic(
      "operators", "expressions",
      text: """
        By binding, the loosest first: or, and, not, the comparisons == != < <= > >= in ~ (no chains), + -, * / %, \
        unary -. '~' asks whether a whole text matches a pattern, in which * is any text and ? any character; 'in' \
        whether a list, record or text holds something. \
        Integers have 64 bits, and what does not fit is an error.

          1 + 2 * 3
          "7" in ["7", "8"]
        """),
    HelpTopic("functions", text: "Functions stand in expressions: len($list). 'help NAME' shows an example of each."),
    HelpTopic(
      "pipelines", "stages", "tables", "|",
      text: """
        '|' hands the answer of a command, or a value, to a stage. In a stage '.name' is a field of each row.

          version list gpt-oss-120b | where .status == "done" | sort .id desc | first 3
          endpoint list | map .id
          [3, 1, 2] | sort .

        A line may end with '|' and go on in the next.
        """),
    HelpTopic(
      "statements", "scripts",
      text: """
        A statement ends with its line or with ';'. A script is statements in a file, run with 'cbs FILE.cbs'.

          param weights: uri
          if $v.status == "done" { print ready } else { print "not yet" }
          for v in (version list gpt-oss-120b) { print $v.id }
          wait version get $v until .status == "done" fail .status == "failed" every 5s within 30m
          try { deploy $e $v --wait } catch e { print $e.message; throw $e }
          assert $v.id > 0, "a message"

        The whole script is read and checked before its first request.
        """),
    HelpTopic(
      "errors", "failures",
      text: """
        The first failure ends the run, at every depth, unless 'try' catches it. In 'catch e' the error is a record \
        with code, message, hint, request and retryable. What is wrong with the text itself is found before anything \
        is sent, and exits with 2. '--errors json' prints one JSON object a line.

          try { version get gpt-oss-120b/99 } catch e { print $e.code }
        """),
    HelpTopic(
      "exit-codes", "exit codes", "status",
      text: """
        What the process tells its caller:

          0    done
          1    the API or a command said no
          2    usage, syntax, check: nothing was sent
          3    could not talk: names, connections, keys, quota after retries
          4    an assertion or check failed
          5    a 'wait' ran out of time
          6    a 'wait' met its 'fail' state
          7    the tape does not fit
          10   up to 99: chosen by 'exit N'
          130  interrupted
          143  terminated
        """),
  ]

  fileprivate static let shell: [HelpTopic] = [
    HelpTopic(
      "versions", "aliases", "names",
      text: """
        A version is written ARCH/ID, ARCH/ALIAS, with its full name, as a record ($v), or after 'use ARCH' as an \
        id or alias alone. An alias has 2 to 128 letters, digits and dashes; it begins with a small letter, ends \
        with a small letter or a digit, and names one version of an architecture at a time.

          use gpt-oss-120b
          version get production
        """),
    HelpTopic(
      "keys", "login", "secrets",
      text: """
        There are two keys. The Management key manages versions and endpoints; it is made in the console on the API \
        keys page, under "Management API keys". The inference key asks models.

          CEREBRAS_MANAGEMENT_API_KEY   the Management key
          CEREBRAS_API_KEY              the inference key
          CEREBRAS_ORG                  the organisation, as the page names it
          CEREBRAS_ORG_ID               the org_… id that metrics want
          CEREBRAS_BASE_URL             another server

        'login' keeps a key in a file that only you can read. A profile can take it from a command instead:

          config set profiles.work.management_key "command pass show cerebras/management"

        A key is never printed, traced or kept in the history. '--sandbox' needs none.
        """),
    HelpTopic(
      "settings", "config", "environment", "profiles",
      text: """
        The command line wins over the environment, and the environment over the profile. The settings are in \
        $XDG_CONFIG_HOME/cbs/config.toml (~/.config where that is unset), beside rc.cbs, which runs when the prompt \
        opens; 'config set' changes one value and keeps the rest of the file.

          profile = "work"

          [profiles.work]
          organization = "acme"
          arch = "gpt-oss-120b"
          endpoint = "acme-gpt-oss-120b"
          production = true
          management_key = "file ~/.keys/cerebras-management"
          inference_key = "env ACME_INFERENCE_KEY"

        NO_COLOR turns colours off. S3 keys come from the environment and ~/.aws, as AWS tools read them.
        """),
    HelpTopic(
      "output", "formats", "format",
      text: """
        Data goes to standard output, everything else to standard error. '--format' says how: table, record, json, \
        jsonl, csv, tsv, yaml or markdown. JSON is one document, also for an error.

          cbs version list gpt-oss-120b --format json

        'config set format json' makes it the default.
        """),
    HelpTopic(
      "prompt", "editing", "completion", "history-keys",
      text: """
        Tab completes commands, flags, versions, aliases, endpoints, addresses in the sandbox's buckets, files, and \
        variables with their fields. Up and Down go through earlier lines, Ctrl-R searches them. Ctrl-C drops the line \
        or cancels the command that runs; Ctrl-D on an empty line leaves. An unfinished line is continued on the next. \
        A line that begins with a blank is not kept. Keys are emacs's or vi's ('config set editing_mode vi'), and \
        .editrc is read.
        """),
    HelpTopic(
      "sandboxes", "first-steps", "start",
      text: """
        Without a key the prompt opens on the sandbox: the whole API on this machine, with an organisation, \
        architectures, endpoints and a bucket of small real checkpoints. Nothing there costs anything or leaves the \
        machine.

          arch list
          upload gpt-oss-120b s3://acme-weights/support-bot/2026-03 --alias candidate --wait
          deploy acme-gpt-oss-120b gpt-oss-120b/candidate --wait
          infer acme-gpt-oss-120b 'Say "ok".'

        'sandbox reset' begins anew; 'sandbox fault' makes calls fail.
        """),
  ]
}
