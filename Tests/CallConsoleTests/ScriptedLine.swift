import CallConsole
import CallModel

/// A line that gives what it was told to, once.
final class ScriptedLine: LineFeed {
  var news: [LineNews] = []
  var status = LineStatus(link: .normal)

  func poll(at moment: Moment) -> [LineNews] {
    defer { news = [] }
    return news
  }

  func heard(_ effects: [DeskEffect], record: CallRecord?, at moment: Moment) {}
}
