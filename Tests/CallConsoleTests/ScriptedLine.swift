import CallConsole
import CallModel

/// A line that gives what it was told to, once, or in so many pieces.
final class ScriptedLine: LineFeed {
  var news: [LineNews] = []
  /// What further polls give; while there is any, more is to be had at once.
  var pieces: [[LineNews]] = []
  /// How often it was asked.
  private(set) var polls = 0
  var status = LineStatus(link: .normal)

  func poll(at moment: Moment) -> [LineNews] {
    polls += 1
    defer { news = [] }
    return news + (pieces.isEmpty ? [] : pieces.removeFirst())
  }

  var hasMore: Bool { !pieces.isEmpty }

  func heard(_ effects: [DeskEffect], record: CallRecord?, at moment: Moment) {}
}
