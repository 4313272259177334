/// An error or warning as it is shown: headline, place, excerpt with marks, footers.
///
/// Diagnostics and faults are both shown with it, so that they look alike. Nothing in a source or a server's response
/// reaches the terminal as a control sequence: control characters are shown as symbols.
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
  /// What is in the brackets of `error[…]`.
  package var code: ErrorCode
  package var message: String
  /// The place of the error, underlined with `^`; nil if the error has no place in a source.
  package var primary: Mark?
  /// Places that explain the error, underlined with `-`.
  package var secondary: [Mark]
  /// Lines after the excerpt, each shown after `=`: `hint: …`, `note: …`.
  package var footers: [String]

  package init(
    _ severity: Diagnostic.Severity = .error, code: ErrorCode, _ message: String, at primary: Mark? = nil,
    secondary: [Mark] = [], footers: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.primary = primary
    self.secondary = secondary
    self.footers = footers
  }

  /// The rendered report, without a final line break. The spans refer to `source`.
  package func render(in source: Source?, colored: Bool = false) -> String {
    let paint = Paint(isOn: colored)
    let accent: Paint.Style = severity == .error ? .error : .warning
    var lines = [
      paint(accent, "\(severity.rawValue)[\(code)]") + paint(.strong, ": \(message.printable(keepingLines: true))")
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

/// Colors strings, or leaves them unchanged.
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
  /// The string with every control character replaced by a symbol for it, so that it cannot move the cursor.
  ///
  /// Directional overrides are replaced as well, because they would show the source in a different order.
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
  /// The scalar, or a symbol for it if it must not reach the terminal.
  var picture: Unicode.Scalar {
    switch value {
    case 0...0x1F: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: self
    }
  }
}
