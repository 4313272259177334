/// Words for answers: plain sentences drawn from the numbers given.
enum Sentences {
  private static let openings = [
    "the short answer is to", "it usually helps to", "the first step is to", "most people here", "we suggest you",
    "the safe way is to", "start there and then", "before anything else",
  ]
  private static let deeds = [
    "read the question twice", "check the last change", "compare both versions", "ask for one example",
    "write the steps down", "try the smallest case", "keep what worked", "look at the numbers again",
  ]
  private static let endings = [
    "and go on from there", "and report what you see", "before you change anything", "and repeat until it holds",
    "so that nothing is lost", "and keep the old one near", "as the guide describes", "and measure once more",
  ]
  private static let thoughts = [
    "The question is short, so the answer can be short too.", "There are two readings; the plain one fits better.",
    "The earlier turns do not change the answer.", "An example would help, but it is not needed.",
    "The simplest step comes first.", "Nothing here asks for a tool.",
  ]

  /// One sentence with a full stop; the first letter stays small.
  static func sentence(_ draws: inout Draws) -> String {
    "\(pick(openings, &draws)) \(pick(deeds, &draws)) \(pick(endings, &draws))."
  }

  /// `count` thoughts.
  static func thoughts(_ count: Int, _ draws: inout Draws) -> String {
    (0..<count).map { _ in pick(thoughts, &draws) }.joined(separator: " ")
  }

  private static func pick(_ words: [String], _ draws: inout Draws) -> String {
    words[Int(draws.next() % UInt64(words.count))]
  }
}
