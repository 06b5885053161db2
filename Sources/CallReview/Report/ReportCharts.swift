import CallModel
import Catalogue

/// The pictures of a report, each with its table beside it.
struct ReportCharts {
  private static let width = 920

  private let report: Report
  private let language: UserLanguage

  init(_ report: Report, language: UserLanguage) {
    self.report = report
    self.language = language
  }

  private func words(_ message: Message) -> String { message.text(language) }

  // MARK: Answer times

  /// Measured answers a second of ringing, up to 30 and everything beyond, with the line of three rings.
  func answerTimes(_ writer: inout HTMLWriter) {
    let counts = report.fold.total.measuredRing
    var below = 0
    var bins: [(label: String, count: Int)] = (0..<30).map { second in
      let until = counts.count(below: (second + 1) * 1_000)
      defer { below = until }
      return ("\(second)-\(second + 1)", until - below)
    }
    bins.append(("30+", counts.count - below))
    let most = SVGChart.round(up: bins.map(\.count).max() ?? 1)
    let chart = SVGChart(width: Self.width, height: 230)
    chart.figure(words(.chartAnswer), table: words(.chartTable), &writer) { svg in
      axis(&svg, left: 60, top: 24, bottom: 190, most: most)
      for (index, bin) in bins.enumerated() {
        let height = bin.count * 166 / max(1, most)
        let style = index < 15 ? "fill:var(--good)" : "fill:var(--bad)"
        SVGChart.bar(
          62 + index * 27, 190 - max(height, bin.count > 0 ? 1 : 0), 24, max(height, bin.count > 0 ? 1 : 0),
          &svg, title: "\(bin.label) s: \(bin.count)", style: style)
        if index % 5 == 0 {
          SVGChart.text(61 + index * 27, 206, index == 30 ? "30+" : "\(index)", &svg, anchor: "middle")
        }
      }
      let limit = 61 + 15 * 27
      SVGChart.line(
        limit, 14, limit, 194, &svg, style: "stroke:var(--bad);stroke-width:2;stroke-dasharray:5 3")
      SVGChart.text(limit + 6, 22, words(.chartLimit), &svg)
    } table: { table in
      // Three pairs of columns, so that the table is no longer than the picture is high.
      let third = (bins.count + 2) / 3
      let pairs = (0..<third).map { row in
        [row, row + third, row + 2 * third].flatMap { index in
          index < bins.count ? [bins[index].label, Figure.grouped(bins[index].count)] : ["", ""]
        }
      }
      let heads = Message.chartAnswerHeads.map(words)
      table.table(head: heads + heads + heads, rows: pairs, numbers: [1, 3, 5])
    }
  }

  private func axis(_ svg: inout HTMLWriter, left: Int, top: Int, bottom: Int, most: Int) {
    for part in 0...2 {
      let y = bottom - (bottom - top) * part / 2
      SVGChart.line(left, y, Self.width - 10, y, &svg)
      let value = Figure.count(most * part / 2).text(language)
      if part != 1 || most % 2 == 0 { SVGChart.text(left - 6, y + 4, value, &svg, anchor: "end") }
    }
  }

  // MARK: Hours and weekdays

  /// Calls by weekday and hour.
  func heat(_ writer: inout HTMLWriter) {
    let heat = report.fold.heat
    let most = max(1, heat.max() ?? 1)
    let days = (1...7).map { words(.weekday($0)) }
    let chart = SVGChart(width: Self.width, height: 232)
    chart.figure(words(.chartHeat), table: words(.chartTable), &writer) { svg in
      for hour in 0..<24 where hour % 2 == 0 {
        SVGChart.text(74 + hour * 35, 14, "\(hour)", &svg, anchor: "middle")
      }
      for day in 0..<7 {
        SVGChart.text(48, 40 + day * 30, days[day], &svg, anchor: "end")
        for hour in 0..<24 {
          let count = heat[day * 24 + hour]
          // Five steps, so that neighbours can be told apart in print.
          let step = count == 0 ? 0 : 1 + count * 4 / (most + 1)
          SVGChart.bar(
            57 + hour * 35, 20 + day * 30, 34, 29, &svg, title: "\(days[day]) \(hour):00 — \(count)",
            style: "fill:var(--bar);fill-opacity:\(["0.04", "0.18", "0.4", "0.65", "0.95"][min(4, step)])")
        }
      }
    } table: { table in
      table.table(
        head: [""] + (0..<24).map { "\($0)" },
        rows: (0..<7).map { day in [days[day]] + (0..<24).map { "\(heat[day * 24 + $0])" } },
        numbers: Set(1...24))
    }
  }

  // MARK: Trend

  private struct Point {
    let label: String
    let calls: Int
    let measured: Int
    let within: Int
  }

  /// A point a day; a month when there are more than 62 days.
  private var points: [Point] {
    let daily = report.fold.daily.enumerated().map { index, day in
      (date: CivilDate(dayNumber: Int(report.fold.days.lowerBound) + index), day: day)
    }
    guard daily.count > 62 else {
      return daily.map {
        Point(
          label: $0.date.description, calls: $0.day.calls, measured: $0.day.measured, within: $0.day.within)
      }
    }
    var months: [(label: String, calls: Int, measured: Int, within: Int)] = []
    for (date, day) in daily {
      let label = String(date.description.prefix(7))
      if months.last?.label != label { months.append((label, 0, 0, 0)) }
      months[months.count - 1].calls += day.calls
      months[months.count - 1].measured += day.measured
      months[months.count - 1].within += day.within
    }
    return months.map { Point(label: $0.label, calls: $0.calls, measured: $0.measured, within: $0.within) }
  }

  /// Calls as bars, the share within three rings as a line from 80 to 100 %.
  func trend(_ writer: inout HTMLWriter) {
    let points = points
    guard points.count > 1 else { return }
    let most = SVGChart.round(up: points.map(\.calls).max() ?? 1)
    let step = max(1, (Self.width - 110) / points.count)
    let chart = SVGChart(width: Self.width, height: 240)
    chart.figure(words(.chartTrend), table: words(.chartTable), &writer) { svg in
      axis(&svg, left: 60, top: 24, bottom: 200, most: most)
      var path = ""
      for (index, point) in points.enumerated() {
        let x = 64 + index * step
        let height = point.calls * 176 / max(1, most)
        SVGChart.bar(
          x, 200 - height, max(1, step - 3), height, &svg,
          title: "\(point.label): \(point.calls), \(Figure.percent(point.within, of: point.measured))",
          style: "fill:var(--bar);fill-opacity:0.35")
        if point.measured > 0 {
          let permille = max(800, point.within * 1_000 / point.measured)
          path += "\(path.isEmpty ? "M" : "L")\(x + step / 2) \(200 - (permille - 800) * 176 / 200) "
        }
        if index % max(1, points.count / 12) == 0 {
          SVGChart.text(
            x + step / 2, 218, String(point.label.suffix(points.count > 62 ? 7 : 5)), &svg, anchor: "middle")
        }
      }
      if !path.isEmpty {
        svg.element(
          "path", [("d", path), ("style", "fill:none;stroke:var(--bad);stroke-width:2")]
        ) { _ in }
      }
      for percent in [80, 90, 100] {
        SVGChart.text(Self.width - 2, 204 - (percent - 80) * 176 / 20, "\(percent)%", &svg, anchor: "end")
      }
    } table: { table in
      table.table(
        head: Message.chartTrendHeads.map(words),
        rows: points.map {
          [$0.label, Figure.grouped($0.calls), Figure.share($0.within, of: $0.measured).text(language)]
        }, numbers: [1, 2])
    }
  }

  // MARK: Categories

  /// The twelve most frequent categories.
  func categories(_ writer: inout HTMLWriter) {
    let rows = Array(report.categories.rows.prefix(12))
    guard case .share(let most, _)? = rows.first?.figure, most > 0 else { return }
    let chart = SVGChart(width: Self.width, height: rows.count * 24 + 8)
    chart.figure(words(.chartCategories), table: words(.chartTable), &writer) { svg in
      for (index, row) in rows.enumerated() {
        guard case .share(let count, _) = row.figure else { continue }
        let y = 4 + index * 24
        SVGChart.text(192, y + 14, words(row.label), &svg, anchor: "end")
        SVGChart.bar(200, y, count * 560 / most, 18, &svg, title: row.figure.text(language))
        SVGChart.text(206 + count * 560 / most, y + 14, row.figure.text(language), &svg)
      }
    } table: { table in
      table.table(
        head: Message.reportColumns.prefix(2).map(words),
        rows: rows.map { [words($0.label), $0.figure.text(language)] }, numbers: [1])
    }
  }

  // MARK: Complaints

  /// A column a due day (a month when there are many), from in time at the bottom to overdue at the top.
  func complaints(_ writer: inout HTMLWriter) {
    let days = ComplaintColumn.columns(of: report.fold)
    guard !days.isEmpty else { return }
    let most = SVGChart.round(up: days.map(\.all).max() ?? 1)
    let step = min(40, max(2, (Self.width - 80) / days.count))
    let chart = SVGChart(width: Self.width, height: 170)
    let styles = [
      "fill:var(--good)", "fill:var(--bar);fill-opacity:0.25", "fill:var(--bad);fill-opacity:0.5",
      "fill:var(--bad)",
    ]
    chart.figure(words(.chartComplaints), table: words(.chartTable), &writer) { svg in
      axis(&svg, left: 60, top: 12, bottom: 130, most: most)
      for (index, day) in days.enumerated() {
        var y = 130
        for (part, count) in [day.inTime, day.open, day.late, day.overdue].enumerated() where count > 0 {
          let height = max(1, count * 118 / most)
          y -= height
          SVGChart.bar(
            62 + index * step, y, max(1, step - 2), height, &svg, title: "\(day.label): \(count)",
            style: styles[part])
        }
        if index % max(1, days.count / 10) == 0 {
          SVGChart.text(
            62 + index * step + step / 2, 146, String(day.label.suffix(day.label.count > 7 ? 5 : 7)), &svg,
            anchor: "middle")
        }
      }
      for (index, part) in [2, 5, 3, 4].enumerated() {
        SVGChart.bar(62 + index * 130, 154, 12, 12, &svg, title: "", style: styles[index])
        SVGChart.text(78 + index * 130, 164, words(Message.chartComplaintHeads[part]), &svg)
      }
    } table: { table in
      table.table(
        head: Message.chartComplaintHeads.map(words),
        rows: days.map {
          [$0.label, "\($0.all)", "\($0.inTime)", "\($0.late)", "\($0.overdue)", "\($0.open)"]
        },
        numbers: [1, 2, 3, 4, 5])
    }
  }
}
