import CallModel
import CallProtocol
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

  /// Measured answers by their ringing, 30 columns and everything beyond, with the line of the rings allowed.
  ///
  /// A column is a second, or so many that the limit is not beyond the middle; the axis is marked at every
  /// ring.
  func answerTimes(_ writer: inout HTMLWriter) {
    let counts = report.fold.total.measuredRing
    guard counts.count > 0 else { return nothing(.chartAnswer, into: &writer) }
    let limit = report.document.ringLimit
    let width = max(1, Int((limit.milliseconds * 2 + 29_999) / 30_000))
    let mark = mark(upTo: 30 * width)
    var below = 0
    var bins: [(label: String, count: Int)] = (0..<30).map { index in
      let until = counts.count(below: (index + 1) * width * 1_000)
      defer { below = until }
      return ("\(index * width)-\((index + 1) * width)", until - below)
    }
    bins.append(("\(30 * width)+", counts.count - below))
    let most = SVGChart.round(up: bins.map(\.count).max() ?? 1)
    let chart = SVGChart(width: Self.width, height: 212)
    chart.figure(words(.chartAnswer), table: words(.chartTable), &writer) { svg in
      axis(&svg, left: 60, top: 24, bottom: 190, most: most)
      for (index, bin) in bins.enumerated() {
        let height = bin.count * 166 / max(1, most)
        let isWithin = Int64(index * width) * 1_000 < limit.milliseconds
        SVGChart.bar(
          x: 62 + index * 27, y: 190 - max(height, bin.count > 0 ? 1 : 0), width: 24,
          height: max(height, bin.count > 0 ? 1 : 0),
          into: &svg, title: "\(bin.label) s: \(bin.count)",
          style: isWithin ? "fill:var(--good)" : "fill:var(--bad)")
        if index == 30 || index * width % mark == 0 {
          let name = index == 30 ? "\(30 * width)+" : "\(index * width)"
          SVGChart.text(x: 61 + index * 27, y: 206, words: name, into: &svg, anchor: "middle")
        }
      }
      let line = 61 + Int(limit.milliseconds) * 27 / (1_000 * width)
      SVGChart.line(
        x1: line, y1: 14, x2: line, y2: 194, into: &svg,
        style: "stroke:var(--bad);stroke-width:2;stroke-dasharray:5 3")
      let seconds = ReportFigures.seconds(limit.milliseconds)
      SVGChart.text(
        x: line + 6, y: 22, words: words(.chartLimit(seconds: seconds, rings: limit.ringsAllowed)), into: &svg
      )
    } table: { table in
      columns(
        &table, head: Message.chartAnswerHeads.map(words),
        rows: bins.map { [$0.label, Figure.grouped($0.count)] })
    }
  }

  /// How far apart the marks of the axis of ringing stand, in s: a ring, or so many that up to `end` there is
  /// room for the numbers.
  private func mark(upTo end: Int) -> Int {
    let ring = max(1, Int((report.document.ringLimit.ringCycleMilliseconds + 500) / 1_000))
    return ring * max(1, (end / ring + 9) / 10)
  }

  /// A heading that says that there is nothing to draw.
  private func nothing(_ title: Message, into writer: inout HTMLWriter) {
    writer.element("h2", words(title))
    writer.element("p", [("class", "soft")], words(.chartNothing))
  }

  /// A narrow table laid out three times side by side, so that it is no longer than the picture is high.
  private func columns(_ table: inout HTMLWriter, head: [String], rows: [[String]]) {
    guard rows.count > 12 else {
      return table.table(head: head, rows: rows, numbers: Set(1..<head.count))
    }
    let third = (rows.count + 2) / 3
    let wide = (0..<third).map { row in
      [row, row + third, row + 2 * third].flatMap { index in
        index < rows.count ? rows[index] : head.map { _ in "" }
      }
    }
    let numbers = (0..<3 * head.count).filter { $0 % head.count > 0 }
    table.table(head: head + head + head, rows: wide, numbers: Set(numbers))
  }

  private func axis(_ svg: inout HTMLWriter, left: Int, right: Int = 10, top: Int, bottom: Int, most: Int) {
    for part in 0...2 {
      let y = bottom - (bottom - top) * part / 2
      SVGChart.line(x1: left, y1: y, x2: Self.width - right, y2: y, into: &svg)
      let value = Figure.count(most * part / 2).text(language)
      if part != 1 || most % 2 == 0 {
        SVGChart.text(x: left - 6, y: y + 4, words: value, into: &svg, anchor: "end")
      }
    }
  }

  // MARK: Hours and weekdays

  /// Calls by weekday and hour: the darker the more, and the number in every field.
  func heat(_ writer: inout HTMLWriter) {
    let heat = report.fold.heat
    let most = heat.max() ?? 0
    guard most > 0 else { return nothing(.chartHeat, into: &writer) }
    let days = weekdays
    let chart = SVGChart(width: Self.width, height: 22 + days.count * 30)
    chart.figure(words(.chartHeat), table: words(.chartTable), &writer) { svg in
      for hour in 0..<24 {
        SVGChart.text(x: 74 + hour * 35, y: 14, words: "\(hour)", into: &svg, anchor: "middle")
      }
      for (row, day) in days.enumerated() {
        SVGChart.text(x: 48, y: 40 + row * 30, words: day.name, into: &svg, anchor: "end")
        for hour in 0..<24 {
          let count = heat[day.index * 24 + hour]
          field(
            count, most: most, x: 57 + hour * 35, y: 20 + row * 30, name: "\(day.name) \(hour):00", into: &svg
          )
        }
      }
    } table: { table in
      table.table(
        head: [""] + (0..<24).map { "\($0)" },
        rows: days.map { day in [day.name] + (0..<24).map { "\(heat[day.index * 24 + $0])" } },
        numbers: Set(1...24))
    }
  }

  /// The weekdays of the period, Monday first.
  private var weekdays: [(index: Int, name: String)] {
    let occurring = Set(report.fold.days.prefix(7).map { CivilDate(dayNumber: Int($0)).weekday.rawValue })
    return occurring.sorted().map { ($0 - 1, words(.weekday($0))) }
  }

  /// One field in one of five steps, so that neighbours can be told apart in print.
  private func field(
    _ count: Int, most: Int, x: Int, y: Int, name: String, into svg: inout HTMLWriter
  ) {
    let step = count == 0 ? 0 : 1 + count * 4 / (most + 1)
    let opacity = ["0.04", "0.18", "0.4", "0.65", "0.95"][min(4, step)]
    SVGChart.bar(
      x: x, y: y, width: 34, height: 29, into: &svg, title: "\(name) — \(count)",
      style: "fill:var(--bar);fill-opacity:\(opacity)")
    if count > 0 {
      let ink = step > 2 ? "fill:var(--paper)" : "fill:var(--ink)"
      SVGChart.text(
        x: x + 17, y: y + 19, words: Self.brief(count), into: &svg, anchor: "middle",
        style: ink + ";font-size:11px")
    }
  }

  /// A number of at most four digits' width: `12k` from ten thousand on.
  private static func brief(_ count: Int) -> String {
    count < 10_000 ? "\(count)" : "\(count / 1_000)k"
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
          label: $0.date.description, calls: Int($0.day.calls), measured: Int($0.day.measured),
          within: Int($0.day.within))
      }
    }
    var months: [(label: String, count: CallSummary.DayCount)] = []
    for (date, day) in daily {
      let label = String(date.description.prefix(7))
      if months.last?.label != label { months.append((label, CallSummary.DayCount())) }
      months[months.count - 1].count.add(day)
    }
    return months.map {
      Point(
        label: $0.label, calls: Int($0.count.calls), measured: Int($0.count.measured),
        within: Int($0.count.within))
    }
  }

  /// Calls as bars with the axis on the left, the share within three rings as a line with that on the right.
  func trend(_ writer: inout HTMLWriter) {
    let points = points
    guard points.count > 1 else { return }
    let isMonthly = points.count < report.fold.daily.count
    let rings = report.document.ringLimit.ringsAllowed
    let title: Message = isMonthly ? .chartMonths(rings: rings) : .chartTrend(rings: rings)
    guard points.contains(where: { $0.calls > 0 }) else { return nothing(title, into: &writer) }
    let chart = SVGChart(width: Self.width, height: 250)
    chart.figure(words(title), table: words(.chartTable), &writer) { svg in
      bars(points, isMonthly: isMonthly, into: &svg)
      share(points, &svg)
      SVGChart.bar(x: 60, y: 234, width: 12, height: 12, into: &svg, title: "", style: Self.pale)
      SVGChart.text(x: 78, y: 245, words: words(.chartCallsLeft), into: &svg)
      SVGChart.line(x1: 240, y1: 240, x2: 264, y2: 240, into: &svg, style: Self.stroke)
      SVGChart.dot(x: 252, y: 240, into: &svg)
      SVGChart.text(x: 272, y: 245, words: words(.chartShareRight(rings: rings)), into: &svg)
    } table: { table in
      columns(
        &table, head: Message.chartTrendHeads(rings: rings).map(words),
        rows: points.map {
          [$0.label, Figure.grouped($0.calls), Figure.share($0.within, of: $0.measured).text(language)]
        })
    }
  }

  private static let pale = "fill:var(--bar);fill-opacity:0.35"
  private static let stroke = "stroke:var(--bad);stroke-width:2"

  private func step(_ points: [Point]) -> Int { max(1, (Self.width - 120) / points.count) }

  private func bars(_ points: [Point], isMonthly: Bool, into svg: inout HTMLWriter) {
    let most = SVGChart.round(up: points.map(\.calls).max() ?? 1)
    let step = step(points)
    axis(&svg, left: 60, right: 56, top: 24, bottom: 200, most: most)
    for (index, point) in points.enumerated() {
      let x = 62 + index * step
      let height = point.calls * 176 / max(1, most)
      SVGChart.bar(
        x: x, y: 200 - height, width: max(1, step - 3), height: height, into: &svg,
        title: "\(point.label): \(point.calls), \(Figure.percent(point.within, of: point.measured))",
        style: Self.pale)
      if index % ((points.count + 11) / 12) == 0 {
        SVGChart.text(
          x: x + step / 2, y: 218, words: String(point.label.suffix(isMonthly ? 7 : 5)), into: &svg,
          anchor: "middle")
      }
    }
  }

  /// The line of shares; its axis ends at 100 % and begins low enough for the lowest of them.
  private func share(_ points: [Point], _ svg: inout HTMLWriter) {
    let shares = points.map { $0.measured > 0 ? $0.within * 1_000 / $0.measured : nil }
    let lowest = shares.compactMap { $0 }.min() ?? 1_000
    let floor = [900, 800, 500].first { $0 <= lowest } ?? 0
    func height(_ permille: Int) -> Int { 200 - (permille - floor) * 176 / (1_000 - floor) }
    var path = ""
    for (index, share) in shares.enumerated() {
      guard let share else { continue }
      let x = 62 + index * step(points) + step(points) / 2
      path += "\(index > 0 && shares[index - 1] != nil ? "L" : "M")\(x) \(height(share)) "
      SVGChart.dot(x: x, y: height(share), into: &svg)
    }
    if !path.isEmpty {
      svg.element("path", [("d", path), ("style", "fill:none;" + Self.stroke)]) { _ in }
    }
    for permille in [floor, (floor + 1_000) / 2, 1_000] {
      let percent = Figure.share(permille, of: 1_000).plain.split(separator: ".")[0]
      SVGChart.text(
        x: Self.width - 4, y: height(permille) + 4, words: "\(percent)%", into: &svg, anchor: "end")
    }
  }

  // MARK: Categories

  /// The twelve most frequent categories.
  func categories(_ writer: inout HTMLWriter) {
    let rows = Array(report.categories.rows.prefix(12))
    guard case .share(let most, _)? = rows.first?.figure, most > 0 else {
      return nothing(.chartCategories, into: &writer)
    }
    let chart = SVGChart(width: Self.width, height: rows.count * 24 + 8)
    chart.figure(words(.chartCategories), table: words(.chartTable), &writer) { svg in
      for (index, row) in rows.enumerated() {
        guard case .share(let count, _) = row.figure else { continue }
        let y = 4 + index * 24
        SVGChart.text(x: 192, y: y + 14, words: words(row.label), into: &svg, anchor: "end")
        SVGChart.bar(
          x: 200, y: y, width: count * 560 / most, height: 18, into: &svg, title: row.figure.text(language))
        SVGChart.text(x: 206 + count * 560 / most, y: y + 14, words: row.figure.text(language), into: &svg)
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
    guard !days.isEmpty else { return nothing(.chartComplaints, into: &writer) }
    let chart = SVGChart(width: Self.width, height: 176)
    chart.figure(words(.chartComplaints), table: words(.chartTable), &writer) { svg in
      strip(days, into: &svg)
      for (index, part) in [2, 5, 3, 4].enumerated() {
        SVGChart.bar(
          x: 60 + index * 150, y: 160, width: 12, height: 12, into: &svg, title: "", style: Self.states[index]
        )
        let mark = index == 3 ? "! " : ""
        SVGChart.text(
          x: 78 + index * 150, y: 171, words: mark + words(Message.chartComplaintHeads[part]), into: &svg)
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

  /// In time, open, answered late, overdue: told apart by their outlines too, not by colour alone.
  private static let states = [
    "fill:var(--good)", "fill:none;stroke:var(--good);stroke-dasharray:3 2",
    "fill:var(--bad);fill-opacity:0.25;stroke:var(--bad)", "fill:var(--bad)",
  ]

  private func strip(_ days: [ComplaintColumn], into svg: inout HTMLWriter) {
    let most = SVGChart.round(up: days.map(\.all).max() ?? 1)
    let step = min(60, max(2, (Self.width - 80) / days.count))
    axis(&svg, left: 60, top: 16, bottom: 132, most: most)
    for (index, day) in days.enumerated() {
      let x = 64 + index * step
      var y = 132
      for (part, count) in [day.inTime, day.open, day.late, day.overdue].enumerated() where count > 0 {
        let height = max(2, count * 116 / most)
        y -= height
        SVGChart.bar(
          x: x, y: y, width: max(1, step - 4), height: height, into: &svg, title: "\(day.label): \(count)",
          style: Self.states[part])
      }
      if day.overdue > 0 {
        SVGChart.text(x: x + (step - 4) / 2, y: y - 4, words: "!", into: &svg, anchor: "middle")
      }
      if index % ((days.count + 13) / 14) == 0 {
        SVGChart.text(
          x: x + (step - 4) / 2, y: 149, words: String(day.label.suffix(day.label.count > 7 ? 5 : 7)),
          into: &svg,
          anchor: "middle")
      }
    }
  }
}
