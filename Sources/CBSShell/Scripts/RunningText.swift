import CBSDiagnostics

/// The text that runs in this task, so that what happens in a request can be told with its place.
enum RunningText {
  @TaskLocal static var source: Source?
  /// How many scripts have run each other to come here.
  @TaskLocal static var depth = 0
}
