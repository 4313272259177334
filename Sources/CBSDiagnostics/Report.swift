/// An error or warning as it is shown: headline, place, excerpt with marks, footers.
///
/// Diagnostics and faults are both told through it, so that they look alike. Nothing a source or a server holds
/// reaches the terminal as a control sequence: control characters are shown as pictures.
package struct Report: Sendable {
  /// A place and what to say about it; the label may be empty.
  package struct Mark: Hashable, Sendable {
    package let span: Span
    package let label: String
    package init(_ span: Span, _ label: String = "") {
      self.span = span
      self.label = label
    }
  }

  package var severity: Diagnostic.Severity
  /// What stands in the brackets of `error[…]`.
  package var id: String
  package var message: String
  /// The place it is about, underlined with `^`; nil for what has no place in a text.
  package var primary: Mark?
  /// Places that explain it, underlined with `-`.
  package var secondary: [Mark]
  /// Lines behind the excerpt, each shown after `=`: `hint: …`, `note: …`.
  package var footers: [String]

  package init(
    _ severity: Diagnostic.Severity = .error, id: String, _ message: String, at primary: Mark? = nil,
    secondary: [Mark] = [], footers: [String] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.primary = primary
    self.secondary = secondary
    self.footers = footers
  }

  /// The text, without a line break at its end. `source` is what the spans refer to.
  package func render(in source: Source?, colored: Bool = false) -> String {
    let paint = Paint(isOn: colored)
    let accent: Paint.Style = severity == .error ? .error : .warning
    var lines = [
      paint(accent, "\(severity.rawValue)[\(id)]") + paint(.strong, ": \(message.printable(keepingLines: true))")
    ]
    var gutter = 2
    if let source, let primary {
      let excerpt = Excerpt(of: source, primary: primary, secondary: secondary)
      gutter = excerpt.gutter
      lines.append(
        String(repeating: " ", count: gutter) + paint(.frame, "--> ") + source.shownPlace(of: excerpt.place))
      lines += excerpt.lines(paint, accent)
    }
    for footer in footers {
      let indent = String(repeating: " ", count: gutter + 1)
      let parts = footer.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        lines.append(indent + (index == 0 ? paint(.frame, "= ") : "  ") + String(part).printable())
      }
    }
    return lines.joined(separator: "\n")
  }
}

/// Puts colours around texts, or leaves them as they are.
struct Paint {
  enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case strong = "1"
    case frame = "34"
    case second = "36"
  }

  let isOn: Bool

  func callAsFunction(_ style: Style, _ text: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  /// The text with every control character replaced by a picture of it, so that it cannot move the cursor.
  ///
  /// Directional overrides are replaced as well: they would show a source in another order than it has.
  package func printable(keepingLines: Bool = false) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var shown = ""
    for scalar in unicodeScalars {
      if keepingLines, scalar == "\n" {
        shown.unicodeScalars.append(scalar)
      } else {
        shown.unicodeScalars.append(scalar.picture)
      }
    }
    return shown
  }
}

extension Unicode.Scalar {
  /// The scalar, or what stands for it where it must not act.
  var picture: Unicode.Scalar {
    switch value {
    case 0...0x1F: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: self
    }
  }
}
