import CBSCatalog

extension TransportFailure {
  /// Whatever a transport threw; `.cancelled` where the task was cancelled, whatever it was.
  init(_ error: any Error) {
    if let failure = error as? TransportFailure {
      self.init(Task.isCancelled ? .cancelled : failure.reason, mayHaveHappened: failure.mayHaveHappened)
      attempts = failure.attempts
    } else if error is CancellationError || Task.isCancelled {
      self.init(.cancelled)
    } else {
      self.init(.other("\(error)"))
    }
  }
}
