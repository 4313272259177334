import TestSupport

extension SeededGenerator {
  /// The word with one slip of a typist: two letters swapped, one left out, doubled, or hit beside the right key.
  mutating func misspelt(_ word: String) -> String {
    var letters = Array(word)
    // The first letter is rarely the wrong one.
    let place = 1 + below(letters.count - 1)
    switch below(4) {
    case 0 where letters[place] != letters[place - 1]: letters.swapAt(place, place - 1)
    case 1 where letters.count > 3: letters.remove(at: place)
    case 2: letters.insert(letters[place], at: place)
    default: letters[place] = neighbour(of: letters[place])
    }
    return String(letters)
  }

  private mutating func neighbour(of letter: Character) -> Character {
    for row in ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map(Array.init) {
      guard let index = row.firstIndex(of: letter) else { continue }
      return row[index == 0 ? 1 : index - 1]
    }
    return "x"
  }
}
