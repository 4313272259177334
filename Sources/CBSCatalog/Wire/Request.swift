import CBSText

package enum Method: String, Sendable, CaseIterable {
  case get = "GET", head = "HEAD", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE"
}

/// An HTTP request, before it knows who carries it.
package struct Request: Sendable, Hashable {
  package var method: Method
  /// Scheme, host and port: `https://api.cerebras.ai`. A transport that answers by itself ignores it.
  package var origin: String
  /// Percent-encoded, from the first `/`.
  package var path: String
  /// Not encoded yet, in order.
  package var query: [QueryItem]
  package var headers: Headers
  package var body: [UInt8]?
  /// Which sending of it this is, from 1.
  package var attempt = 1

  package init(
    _ method: Method, _ path: String, origin: String = "", query: [QueryItem] = [], headers: Headers = [:],
    body: [UInt8]? = nil
  ) {
    self.method = method
    self.origin = origin
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// Path and encoded query, as on the request line.
  package var target: String {
    guard !query.isEmpty else { return path }
    return path + "?"
      + query.map { $0.name.percentEncoded() + ($0.value.map { "=" + $0.percentEncoded() } ?? "") }
      .joined(separator: "&")
  }

  package var url: String { origin + target }
}

package struct QueryItem: Sendable, Hashable {
  package let name: String
  package let value: String?
  package init(_ name: String, _ value: String?) {
    self.name = name
    self.value = value
  }
}

/// Header fields in order; names compare without case.
package struct Headers: Sendable, Hashable, ExpressibleByDictionaryLiteral, Sequence {
  package typealias Element = (name: String, value: String)
  private var fields: [Field] = []

  private struct Field: Hashable {
    let name: String
    let value: String
  }

  package init() {}
  package init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// The first field called `name`; setting replaces all of that name, nil removes them.
  package subscript(name: String) -> String? {
    get {
      let wanted = name.lowercased()
      return fields.first { $0.name.lowercased() == wanted }?.value
    }
    set {
      let wanted = name.lowercased()
      fields.removeAll { $0.name.lowercased() == wanted }
      if let newValue { fields.append(Field(name: name, value: newValue)) }
    }
  }

  package mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

  package func makeIterator() -> AnyIterator<Element> {
    var base = fields.makeIterator()
    return AnyIterator { base.next().map { ($0.name, $0.value) } }
  }
}
