/// The commands that a program brings to its sessions.
package struct CommandSet: Sendable {
  /// Makes the commands of a session. They may read the session while they are made.
  package let make: @Sendable (Session) -> [any Command]
  /// Whether the command that the words name takes the flag itself, so that the program leaves it alone.
  package let takesFlag: @Sendable (_ words: [String], _ flag: String) -> Bool

  package init(
    make: @escaping @Sendable (Session) -> [any Command],
    takesFlag: @escaping @Sendable (_ words: [String], _ flag: String) -> Bool
  ) {
    self.make = make
    self.takesFlag = takesFlag
  }
}
