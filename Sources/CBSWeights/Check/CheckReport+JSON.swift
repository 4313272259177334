package import CBSValues
import OrderedCollections

extension CheckReport {
  /// The report as `weights check` prints it: verdict first, then the findings, then the counts.
  package var json: JSON {
    var members: OrderedDictionary<String, JSON> = [
      "uri": .string(location.description),
      "arch": architecture.map(JSON.string) ?? .null,
      "verdict": .string(verdict.rawValue),
      "findings": .array(findings.map(\.json)),
    ]
    members.merge(facts.members) { _, new in new }
    members["fingerprint"] = fingerprint.map { .string($0.hexadecimal) } ?? .null
    return .object(members)
  }
}

extension Finding {
  /// The finding as a record of five members, absent ones null.
  package var json: JSON {
    [
      "severity": .string(severity.rawValue), "code": .string(code.rawValue), "message": .string(message),
      "object": object.map(JSON.string) ?? .null, "hint": hint.map(JSON.string) ?? .null,
    ]
  }
}

extension CheckReport.Facts {
  var members: OrderedDictionary<String, JSON> {
    [
      "model_type": modelType.map(JSON.string) ?? .null,
      "files": .integer(Int64(files)), "bytes": .integer(bytes), "shards": .integer(Int64(shards)),
      "tensors": .integer(Int64(tensors)), "parameters": .unsigned(parameters),
      "tensor_bytes": .unsigned(tensorBytes),
      "dtype": dataType.map { .string($0.rawValue) } ?? .null,
      "dtypes": .object(
        .init(
          uniqueKeysWithValues:
            elements.map { ($0.key.rawValue, .unsigned($0.value)) }.sorted { $0.0 < $1.0 })),
      "expert_layout": expertLayout.map { .string($0.rawValue) } ?? .null,
      "reads": .integer(Int64(reads)), "bytes_read": .integer(bytesRead),
    ]
  }
}

extension JSON {
  /// Any count, exact.
  static func unsigned(_ number: UInt64) -> JSON { Int64(exactly: number).map(JSON.integer) ?? .digits(String(number)) }
}
