import CBSWeights

/// Reads a version's weights as the real sync would, and says what it finds.
struct WeightsReading {
  let store: any ObjectStore

  func outcome(of version: VersionRecord) async -> (digest: String?, failure: VersionRecord.Failure?) {
    do {
      let location = try S3Location(parsing: version.uri)
      let objects = try await store.list(bucket: location.bucket, prefix: location.keyPrefix)
      guard !objects.isEmpty else { return (nil, .init(code: 5, message: "There are no objects under \(location)")) }
      let names = objects.compactMap { location.name(ofKey: $0.key) }
      guard names.contains("config.json"), names.contains(where: { $0.hasSuffix(".safetensors") }) else {
        return (nil, .init(code: 3, message: "\(location) holds no config.json or no *.safetensors"))
      }
      return (ServedModel.hexadecimal(of: objects.map { "\($0.key) \($0.size)" }.joined(separator: "\n")), nil)
    } catch let error as S3LocationError {
      return (nil, .init(code: 3, message: error.description))
    } catch let error as StoreError {
      let code: Int64 = error.reason == .noSuchBucket || error.reason == .noSuchKey ? 5 : 7
      return (nil, .init(code: code, message: "\(error)"))
    } catch {
      return (nil, .init(code: 13, message: "\(error)"))
    }
  }
}
