import CEditLine
import Glibc

/// Serves libedit's own history commands, which the user may have bound, from our history.
///
/// Nothing is read before the first request.
final class HistoryAnswers {
  private let history: any EditorHistory
  private let door = UnsafeMutablePointer<cel_history>.allocate(capacity: 1)
  private var index = 0
  /// The last result, which the library reads until its next request.
  private var text: UnsafeMutablePointer<wchar_t>?

  init(history: any EditorHistory) { self.history = history }

  deinit {
    door.deallocate()
    text?.deallocate()
  }

  /// Registers with an editor, which must not outlive this object. The corresponding C function is `el_wset` with
  /// `EL_HIST`.
  func attach(to editLine: EditLine) {
    door.initialize(
      to: cel_history(
        answer: { owner, event, question, number in
          guard let owner, let event else { return -1 }
          return Unmanaged<HistoryAnswers>.fromOpaque(owner).takeUnretainedValue()
            .answer(question, number, into: &event.pointee)
        }, owner: Unmanaged.passUnretained(self).toOpaque()))
    _ = cel_set_history(editLine.handle, door)
  }

  /// libedit counts from the newest entry: its first is our last, and its next is older.
  private func answer(_ question: Int32, _ number: Int32, into event: inout HistEventW) -> Int32 {
    let count = history.count
    let wanted: Int
    switch question {
    case H_FIRST: wanted = count - 1
    case H_LAST: wanted = 0
    case H_NEXT: wanted = index - 1
    case H_PREV: wanted = index + 1
    case H_CURR: wanted = index
    case H_SET: wanted = Int(number) - 1
    default: return -1
    }
    guard (0..<count).contains(wanted) else { return -1 }
    index = wanted
    text?.deallocate()
    let wide = EditLine.wide(history.entry(at: wanted).unicodeScalars.filter { $0.value != 0 })
    let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: wide.count)
    copy.initialize(from: wide, count: wide.count)
    text = copy
    event.num = Int32(clamping: wanted + 1)
    event.str = UnsafePointer(copy)
    return 0
  }
}
