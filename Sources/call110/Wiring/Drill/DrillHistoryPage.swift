import CallDrill
import CallModel
import CallReview
import Catalogue

/// A history as an HTML file.
struct DrillHistoryPage {
  /// The file.
  let bytes: [UInt8]

  init(_ history: DrillHistory, trainee: OperatorIdentifier, language: UserLanguage, next: DrillScenario?) {
    let notes: [Message] =
      [.drillHistoryHeading(finished: history.entries.count, unfinished: history.unfinished)]
      + (history.weakest.map { [.drillWeakest(.drillAspect($0.rawValue))] } ?? [])
      + (next.map { [.drillNext($0.identifier)] } ?? [])
    let bars = history.weeks.map { week in
      DrillPage.Bar(
        label: week.monday.description, value: week.mean, figure: ScoreSheet.text(week.mean))
    }
    let aspects = DrillAspect.allCases.map { Message.drillAspect($0.rawValue).text(language) }
    let head = Message.drillPageColumns.map { $0.text(language) } + aspects
    let rows = history.entries.map { entry in
      [
        entry.run.at.display, entry.run.start.drill.description, entry.run.start.scenario,
        ScoreSheet.text(entry.sheet.total),
      ] + DrillAspect.allCases.map { ScoreSheet.text(entry.sheet.points($0)) }
    }
    let page = DrillPage(
      title: Message.drillPageTitle(trainee.description).text(language), language: language)
    bytes = Array(page.render(notes: notes.map { $0.text(language) }, bars: bars, table: [head] + rows).utf8)
  }
}
