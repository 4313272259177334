import FoundationEssentials
import Glibc
import Trials

/// The trial that this process is about: the variable CBS_FUZZ_TARGET, which `scripts/fuzz` sets.
private let trial = ProcessInfo.processInfo.environment["CBS_FUZZ_TARGET"].flatMap(Trial.init(rawValue:))

/// Called by libFuzzer with each input, whose own `main` this program has.
///
/// It is the one place that traps on purpose: that is how libFuzzer is told of a finding.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let trial else { preconditionFailure("CBS_FUZZ_TARGET names none of \(Trial.allCases.map(\.rawValue))") }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let violation = OneThread.shared.run { () async -> Trial.Violation? in
    do throws(Trial.Violation) {
      try await trial.run(bytes)
      return nil
    } catch {
      return error
    }
  }
  if let violation {
    print("\(trial.rawValue): \(violation)")
    // The trap leaves nobody to write out what is buffered.
    fflush(nil)
    preconditionFailure("see above")
  }
  return 0
}
