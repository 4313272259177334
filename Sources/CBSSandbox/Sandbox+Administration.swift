import CBSCatalog
package import CBSValues
package import CBSWeights
import FoundationEssentials

/// What a user may see and change of a sandbox beside the API.
package struct SandboxStatus: Sendable, Hashable {
  package let directory: String
  package let organization: String
  package let organizationID: String
  package let clock: ClockState.Mode
  package let now: Moment
  package let architectures: Int
  package let versions: Int
  package let endpoints: Int
  package let deployments: Int
  package let faults: Int
  package let buckets: Int

  package var json: JSON {
    [
      "directory": .string(directory), "org": .string(organization), "organization_id": .string(organizationID),
      "clock": .string(clock.rawValue), "now": .integer(now.seconds), "architectures": .integer(Int64(architectures)),
      "versions": .integer(Int64(versions)), "endpoints": .integer(Int64(endpoints)),
      "deployments": .integer(Int64(deployments)), "faults": .integer(Int64(faults)),
      "buckets": .integer(Int64(buckets)),
    ]
  }
}

extension Sandbox {
  package func status() async throws -> SandboxStatus {
    let file = try await file()
    let (directory, buckets) = (directory, bucketStore.buckets().count)
    return try await file.read { store in
      SandboxStatus(
        directory: directory, organization: try store.organization().text,
        organizationID: SandboxKeys.standard.organizationID, clock: store.clock.mode, now: store.now,
        architectures: try store.count("architecture"), versions: try store.count("version"),
        endpoints: try store.count("endpoint"), deployments: try store.count("deployment"),
        faults: try store.count("fault"), buckets: buckets)
    }
  }

  /// Forgets everything and begins anew: store, clock and the seeded buckets. Other buckets stay.
  package func reset() async throws {
    let file = try await file()
    // The buckets of a copy are the original's.
    if bucketsDirectory == directory + "/buckets" { try SeedBucket(buckets: bucketsDirectory).replace() }
    try await file.write { store in
      try store.clear()
      try store.plant(wall: store.wall)
    }
  }

  // MARK: Clock

  package func now() async throws -> Moment { try await file().read { $0.now } }

  /// Makes the clock stand still or run; the time reached stays reached.
  package func setClock(_ mode: ClockState.Mode) async throws {
    try await file().write { store in
      var clock = store.clock
      clock.change(to: mode, wall: store.wall)
      try store.keep(clock)
    }
  }

  /// Moves either clock forward.
  ///
  /// - Returns: the time it shows then.
  @discardableResult
  package func advanceClock(by duration: Duration) async throws -> Moment {
    try await file().write { store in
      var clock = store.clock
      clock.advance(by: duration)
      try store.keep(clock)
      return clock.now(wall: store.wall)
    }
  }

  // MARK: Faults

  package func faults() async throws -> [Fault] { try await file().read { try $0.faults() } }

  /// Orders a fault.
  ///
  /// - Returns: the fault with its number.
  @discardableResult
  package func addFault(_ fault: Fault) async throws -> Fault { try await file().write { try $0.add(fault) } }

  /// Clears the fault with number `id`, or all.
  ///
  /// - Returns: how many were cleared.
  @discardableResult
  package func clearFaults(id: Int64? = nil) async throws -> Int {
    try await file().write { try $0.clearFaults(id: id) }
  }

  // MARK: Buckets

  /// The sandbox's buckets by name.
  package func buckets() async throws -> [String] {
    _ = try await file()
    return bucketStore.buckets()
  }

  /// The objects of a bucket whose keys begin with `prefix`.
  package func objects(in bucket: String, prefix: String = "") async throws -> [StoredObject] {
    _ = try await file()
    return try await bucketStore.list(bucket: bucket, prefix: prefix)
  }

  /// Makes an empty bucket; one that exists stays as it is.
  ///
  /// - Throws: `S3LocationError` for a name that no bucket can have.
  package func makeBucket(_ name: String) async throws {
    _ = try S3Location(parsing: "s3://" + name)
    _ = try await file()
    try FileManager.default.createDirectory(
      atPath: bucketsDirectory + "/" + name, withIntermediateDirectories: true, attributes: nil)
  }
}
