import CBSInterpreter
@testable import CBSRendering
@testable import CBSShell
import CBSText
import CBSValues
import TestSupport
import Testing

@Suite struct TablesTests {
  static let versions: Value = .list([
    .fields(
      ("version", .string("gpt-oss-120b/7")), ("status", .string("done")),
      ("aliases", .list([.string("production"), .string("r7")])),
      ("size", .size(66_300_000_000)), ("age", .duration(5_400_000_000_000))),
    .fields(
      ("version", .string("gpt-oss-120b/12")), ("status", .string("in_progress")), ("aliases", .list([])),
      ("size", .size(512)), ("age", .duration(850_000_000))),
  ])

  func render(
    _ value: Value, _ format: OutputFormat = .table, columns: [String]? = nil, width: Int? = nil, colored: Bool = false
  ) -> String {
    Renderer(format: format, width: width, colored: colored).render(Output(value, columns: columns))
  }

  @Test func recordsBecomeATable() {
    #expect(
      render(Self.versions) == """
        VERSION          STATUS       ALIASES            SIZE    AGE
        gpt-oss-120b/7   done         production, r7  61.7GiB  1h30m
        gpt-oss-120b/12  in_progress  -                  512B  850ms

        """)
    #expect(
      render(Self.versions, columns: ["version", "aliases"]) == """
        VERSION          ALIASES
        gpt-oss-120b/7   production, r7
        gpt-oss-120b/12  -

        """)
  }

  @Test func narrowTablesCutTextsAndNeverNumbers() {
    let text = render(Self.versions, width: 50)
    #expect(text.contains("61.7GiB") && text.contains("1h30m") && text.contains("…"))
    #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 50 })
    // Not even cut texts fit: each record stands for itself, and nothing is missing.
    let narrow = render(Self.versions, width: 30)
    #expect(narrow.contains("VERSION  gpt-oss-120b/7\n") && narrow.contains("ALIASES  production, r7\n"))
    #expect(!narrow.contains("…"))
  }

  @Test func statusWordsAreColoredWhereTheyAreStatuses() {
    let value: Value = .list([
      .fields(("name", .string("done")), ("sync_status", .string("done"))),
      .fields(("name", .string("b")), ("sync_status", .string("failed"))),
    ])
    let text = render(value, colored: true)
    #expect(text.contains("done  \u{1b}[32mdone\u{1b}[0m\n"))
    #expect(text.contains("\u{1b}[31mfailed\u{1b}[0m"))
    #expect(!render(value).contains("\u{1b}"))
  }

  @Test func whatAServerSendsCannotCommandTheTerminal() {
    let evil = "a\u{1b}[2Jb\u{9b}31m\u{202e}c\r\n"
    for format in OutputFormat.allCases where format != .csv && format != .tsv {
      let text = render(.list([.fields(("x", .string(evil)))]), format)
      #expect(!text.unicodeScalars.contains("\u{1b}"), "\(format)")
    }
    #expect(render(.string("two\nlines\u{1b}")) == "two\nlines\\u{1b}\n")
  }

  @Test func scalarsListsAndRecords() {
    #expect(render(.integer(7)) == "7\n")
    #expect(render(.null) == "null\n")
    #expect(render(.list([])) == "")
    #expect(render(.list([]), .json) == "[]\n")
    #expect(render(.list([.string("a b"), .integer(3), .null])) == "a b\n3\n-\n")
    #expect(render(.fields(("id", .integer(7)), ("status", .string("done")))) == "ID      7\nSTATUS  done\n")
    #expect(render(.time(1_772_359_200)) == "2026-03-01T10:00:00Z\n")
  }

  static let checked: Value = .fields(
    ("name", .string("e1")),
    ("live", .fields(("version", .string("gpt-oss-120b/7")), ("status", .string("done")), ("empty", .fields()))),
    (
      "findings",
      .list([
        .fields(
          ("severity", .string("error")), ("place", .null), ("message", .string("the file config.json is missing"))),
        .fields(("severity", .string("warning")), ("place", .string("a.json")), ("message", .string("it is large"))),
      ])
    ), ("tags", .list([.string("a"), .string("b")])))

  @Test func nestedRecordsStandBelowTheirName() {
    #expect(
      render(Self.checked) == """
        NAME      e1
        LIVE
          version  gpt-oss-120b/7
          status   done
          empty    -
        FINDINGS
          SEVERITY  PLACE   MESSAGE
          error     -       the file config.json is missing
          warning   a.json  it is large
        TAGS      a, b

        """)
    #expect(
      render(Self.checked, width: 40) == """
        NAME      e1
        LIVE
          version  gpt-oss-120b/7
          status   done
          empty    -
        FINDINGS
          error  the file config.json is
            missing
          warning  a.json  it is large
        TAGS      a, b

        """)
    for width in 8...60 {
      let text = render(Self.checked, width: width)
      #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= width })
    }
    #expect(render(Self.checked, colored: true).contains("  status   \u{1b}[32mdone\u{1b}[0m\n"))
    #expect(render(Self.checked, .csv).contains("\"{\"\"version\"\":"))
  }

  @Test func secretsStayHiddenInEveryFormat() {
    let secret = Value.secret(Secret("canary-49152", name: "KEY"))
    for format in OutputFormat.allCases {
      for value in [secret, .list([secret]), .fields(("k", secret)), .list([.fields(("k", secret))])] {
        let text = render(value, format)
        #expect(!text.contains("canary") && text.contains("secret:KEY"), "\(format)")
      }
    }
  }

  @Test func otherFormats() {
    let value: Value = .list([
      .fields(("id", .integer(1)), ("note", .string("a|b, \"c\"\nd")), ("tags", .list([.string("x")]))),
      .fields(("id", .integer(2)), ("note", .null)),
    ])
    #expect(render(value, .csv) == "id,note,tags\r\n1,\"a|b, \"\"c\"\"\nd\",\"[\"\"x\"\"]\"\r\n2,,\r\n")
    #expect(render(value, .tsv) == "id\tnote\ttags\n1\ta|b, \"c\"\\nd\t[\"x\"]\n2\t\t\n")
    #expect(
      render(value, .jsonl)
        == "{\"id\":1,\"note\":\"a|b, \\\"c\\\"\\nd\",\"tags\":[\"x\"]}\n{\"id\":2,\"note\":null}\n")
    #expect(
      render(value, .yaml)
        == "- id: 1\n  note: \"a|b, \\\"c\\\"\\nd\"\n  tags:\n    - x\n- id: 2\n  note: null\n")
    #expect(
      render(value, .markdown, columns: ["id", "note"])
        == "| id | note |\n| ---: | --- |\n| 1 | a\\|b, \"c\"<br>d |\n| 2 | - |\n")
    #expect(render(value, .record, columns: ["id"]) == "ID  1\n\nID  2\n")
    // Programs get every field, whatever a table shows.
    #expect(render(value, .csv, columns: ["note"]).hasPrefix("note,id,tags\r\n"))
  }

  // MARK: Laws

  func record(_ names: [String], _ texts: [String]) -> Value {
    let members = zip(names, texts).map { JSON.quoted($0) + ":" + JSON.quoted($1) }.joined(separator: ",")
    return (try? JSON(parsing: "{\(members)}")).map(Value.init(json:)) ?? .null
  }

  @Test func noLineIsWiderThanTheTerminal() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<400 {
      let columns = (0..<(1 + generator.below(6))).map { "\($0)" + generator.text(upTo: 6) }
      let rows = (0..<(1 + generator.below(4))).map { _ in
        record(columns, columns.map { _ in generator.text(upTo: 30) })
      }
      let width = 8 + generator.below(70)
      let text = render(.list(rows), width: width)
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(String(line).displayWidth <= width, "\(width): \(line.debugDescription)")
      }
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
  }

  @Test func csvAndJSONReadBack() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<300 {
      let columns = (0..<(1 + generator.below(4))).map { "\($0)" + generator.text(upTo: 5) }
      let cells = (0..<(1 + generator.below(4))).map { _ in columns.map { _ in generator.text(upTo: 12) } }
      let value = Value.list(cells.map { record(columns, $0) })
      #expect(CSVReader.rows(render(value, .csv)) == [columns] + cells)
      #expect(try JSON(parsing: render(value, .json)) == value.json)
    }
  }
}

/// RFC 4180, read back.
private enum CSVReader {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if isQuoted {
        if scalar == "\"", index + 1 < scalars.count, scalars[index + 1] == "\"" {
          cell.unicodeScalars.append("\"")
          index += 1
        } else if scalar == "\"" {
          isQuoted = false
        } else {
          cell.unicodeScalars.append(scalar)
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        row.append(cell)
        cell = ""
      } else if scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" {
        rows.append(row + [cell])
        row = []
        cell = ""
        index += 1
      } else {
        cell.unicodeScalars.append(scalar)
      }
      index += 1
    }
    return rows
  }
}
