import CBSRendering
import CBSValues

/// A help page about the language or the shell, written by hand. Lines that begin with two spaces are code.
struct HelpTopic {
  let name: String
  /// Other names of the page.
  let names: [String]
  let text: String

  init(_ name: String, _ names: String..., text: String) {
    self.name = name
    self.names = names
    self.text = text
  }

  /// The pages that the front page lists.
  static let all: [HelpTopic] = language + shell

  /// The page called `name`; if there is none, the page that has it as another name.
  static func page(of name: String) -> HelpTopic? {
    (all + words).first { $0.name == name } ?? (all + words).first { $0.names.contains(name) }
  }
}

extension HelpTopic {
  fileprivate static let language: [HelpTopic] = [
    HelpTopic(
      "commands", "words", "quoting",
      text: """
        A line is a command and its arguments. Each word is one argument: values are never split.

          version list gpt-oss-120b
          deploy acme-gpt-oss-120b gpt-oss-120b/7 --wait

        A line that begins with $, a digit, a quote, a bracket or name( is an expression, and its value is printed. \
        Put a command in parentheses to use it in an expression or as an argument:

          deploy acme-gpt-oss-120b (version get gpt-oss-120b/candidate)

        A flag is written --name, --name value, --name=value or -n. After -- no word is a flag. 'quote' shows how to \
        write a string as one word.
        """),
    HelpTopic(
      "strings", "text", "strings and holes",
      text: """
        A word without spaces or brackets needs no quotes. In 'single quotes' no character is special. In "double \
        quotes", $name, ${name.field} and $(command or expression) are filled in, and \\n \\t \\" \\\\ \\$ \
        \\u{1F600} are escapes.

          print "version $v.id is $v.status"
          print "there are $(len((version list gpt-oss-120b))) versions"

        The result is one string: it is never split, and never becomes a flag or a command.
        """),
    HelpTopic(
      "values", "types", "variables",
      text: """
        A value is null, true, false, an integer, a number, a string, a duration (90s, 1h30m), a size (10GiB), a \
        time, a list [1, 2], a record {a: 1}, or a secret, of which only the name is shown.

          let v = version get gpt-oss-120b/production
          $v.aliases
          $v.error?.message

        'let' defines a variable, 'set' changes it. '.name' reads a field, '?.name' a field that may be missing, \
        '[0]' an element. A list of records is printed as a table.
        """),
    HelpTopic(
      "operators", "expressions",
      text: """
        From lowest to highest precedence: or, and, not, the comparisons == != < <= > >= in ~ (not chained), + -, \
        * / %, unary -. '~' compares a whole string with a pattern: * matches any characters, ? exactly one. 'in' \
        looks for an element of a list, a key of a record or a part of a string. Integers have 64 bits; a larger \
        result is an error.

          1 + 2 * 3
          "7" in ["7", "8"]
        """),
    HelpTopic("functions", text: "Functions are called in expressions: len($list). 'help NAME' shows an example."),
    HelpTopic(
      "pipelines", "stages", "tables", "|",
      text: """
        '|' passes the result of a command or expression to a stage. In a stage, '.name' is a field of the current row.

          version list gpt-oss-120b | where .status == "done" | sort .id desc | first 3
          endpoint list | map .id
          [3, 1, 2] | sort .

        A line that ends with '|' continues on the next line.
        """),
    HelpTopic(
      "statements", "scripts",
      text: """
        A statement ends at the end of its line or at ';'. A script is a file of statements; 'cbs FILE.cbs' runs it.

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
        The first error ends the run, at any depth, unless 'try' catches it. In 'catch e' the error is a record with \
        code, message, hint, request and retryable. Errors in the source are found before anything is sent, and the \
        exit code is 2. '--errors json' prints one JSON object per line.

          try { version get gpt-oss-120b/99 } catch e { print $e.code }
        """),
    HelpTopic(
      "exit-codes", "exit codes", "status",
      text: """
        The exit code of cbs:

          0    success
          1    the API or a command reported an error
          2    wrong usage or an error in the source: nothing was sent
          3    no access: DNS, connection, key, or quota after retries
          4    an assertion or check failed
          5    a 'wait' reached its time limit
          6    the 'fail' condition of a 'wait' became true
          7    a recording does not match the requests
          10   to 99: set by 'exit N'
          130  interrupted
          143  terminated
        """),
  ]

  fileprivate static let shell: [HelpTopic] = [
    HelpTopic(
      "versions", "aliases", "names",
      text: """
        A version is one upload of weights. Write it as ARCH/ID, as ARCH/ALIAS, by its full name, as a record ($v), \
        or, after 'use ARCH', as an id or alias alone. An alias has 2 to 128 letters, digits and dashes. It begins \
        with a lowercase letter, ends with a lowercase letter or a digit, and belongs to one version of an \
        architecture at a time.

          use gpt-oss-120b
          version get production
        """),
    HelpTopic(
      "keys", "login", "secrets",
      text: """
        There are two keys. The Management key manages versions and endpoints; create it in the console on the API \
        keys page, under "Management API keys". The inference key sends prompts to models. Set environment variables:

          CEREBRAS_MANAGEMENT_API_KEY   the Management key
          CEREBRAS_API_KEY              the inference key
          CEREBRAS_ORG                  the organization, as shown on that page
          CEREBRAS_ORG_ID               the org_… id that 'metrics' needs
          CEREBRAS_BASE_URL             another server

        Or store a key with 'login', in a file that only you can read. Or let a profile read it from a command:

          config set profiles.work.management_key "command pass show cerebras/management"

        A key is never printed, traced or stored in the history. '--sandbox' needs no key.
        """),
    HelpTopic(
      "settings", "config", "environment", "profiles",
      text: """
        The command line overrides the environment, and the environment overrides the profile. The settings file is \
        $XDG_CONFIG_HOME/cbs/config.toml (in ~/.config if that is unset). 'config set' changes one value in it. The \
        script rc.cbs in the same folder runs whenever a prompt opens.

          profile = "work"

          [profiles.work]
          organization = "acme"
          arch = "gpt-oss-120b"
          endpoint = "acme-gpt-oss-120b"
          production = true
          management_key = "file ~/.keys/cerebras-management"
          inference_key = "env ACME_INFERENCE_KEY"

        NO_COLOR turns colors off. S3 credentials come from the environment and ~/.aws, as in AWS's own tools.
        """),
    HelpTopic(
      "output", "formats", "format",
      text: """
        Data goes to standard output, everything else to standard error. '--format' sets the format, \
        \(OutputFormat.type.phrase). With json, the output is one document, also for an error.

          cbs version list gpt-oss-120b --format json

        'config set format json' makes it the default.
        """),
    HelpTopic(
      "prompt", "editing", "completion", "history-keys",
      text: """
        Tab completes commands, flags, versions, aliases, endpoints, addresses in the sandbox's buckets, files, and \
        variables with their fields. Up and Down recall earlier lines, Ctrl-R searches them. Ctrl-C discards the line \
        or cancels the running command; Ctrl-D on an empty line exits. An unfinished line continues on the next line. \
        A line that begins with a space is not stored in the history. The editing keys are those of emacs, or of vi \
        after 'config set editing_mode vi'. .editrc is read.
        """),
    HelpTopic(
      "sandboxes", "first-steps", "start",
      text: """
        Until you configure a key, commands run in the sandbox: the whole API on this machine, with an organization, \
        architectures, endpoints and a bucket of small real checkpoints. It costs nothing, and nothing leaves the \
        machine. A first session:

          version list gpt-oss-120b
          upload gpt-oss-120b s3://acme-weights/support-bot/2026-05 --alias candidate --wait
          deploy acme-gpt-oss-120b gpt-oss-120b/candidate --wait
          infer acme-gpt-oss-120b 'Say "ok".'

        'sandbox reset' restores the initial state; 'sandbox fault' makes requests fail.
        """),
  ]
}
