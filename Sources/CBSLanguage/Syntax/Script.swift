package import CBSDiagnostics

/// A parsed text: headers first, then statements. Always whole; what could not be read is `Statement.Kind.broken`.
package struct Script: Sendable {
  package var headers: [Header]
  package var statements: [Statement]

  package init(headers: [Header] = [], statements: [Statement] = []) {
    self.headers = headers
    self.statements = statements
  }
}

/// A name as written, with its place.
package struct Name: Hashable, Sendable {
  package let text: String
  package let span: Span
  package init(_ text: String, at span: Span) {
    self.text = text
    self.span = span
  }
}

/// A line before the statements: what the script takes from outside.
package struct Header: Sendable {
  package indirect enum Kind: Sendable {
    /// `param NAME [: TYPE] [= literal]`
    case parameter(name: Name, type: Name?, defaultValue: Expression?)
    /// `secret NAME from (env NAME | file word | prompt)`
    case secret(name: Name, origin: SecretOrigin)
    /// `include 'path'`; `include?` is `optional`.
    case include(path: Name, optional: Bool)
  }

  package enum SecretOrigin: Sendable {
    case environment(Name)
    case file(Word)
    case prompt
  }

  package let kind: Kind
  package let span: Span
  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }
}
