import CallModel
import CallProtocol
import Catalogue

/// Makes the figures of a report out of tallies; the only place that says what a figure is.
struct ReportFigures {
  let now: Tally
  let before: Tally?
  let table: RequirementTable
  let document: ProtocolDocument

  var sections: [ReportSection] {
    [
      calls, measured, reported, times, elements, phrases, branches, breaches, complaints, satisfaction,
      promises,
      levels,
    ]
  }

  private func row(_ key: String, _ label: Message, _ figure: (Tally) -> Figure) -> ReportSection.Row {
    ReportSection.Row(key: key, label: label, figure: figure(now), previous: before.map(figure))
  }

  private var calls: ReportSection {
    func ending(_ ending: CallEnding) -> Int { Int(CallFact.position(ending)) - 1 }
    let (abandoned, cutOff) = (ending(.abandoned), ending(.cutOff))
    let harassment = Int(CallFact.position(BranchIdentifier.harassment)) - 1
    return ReportSection(
      key: "calls", title: .reportCallsTitle, note: nil,
      rows: [
        row("calls.all", .reportCalls) { .count($0.calls) },
        row("calls.answered", .reportAnswered) { .share($0.answered, of: $0.calls) },
        row("calls.abandoned", .name(of: "abandoned")) { .share($0.endings[abandoned], of: $0.calls) },
        row("calls.elsewhere", .name(of: "elsewhere")) { .count($0.endings[ending(.elsewhere)]) },
        row("calls.cut-off", .name(of: "cut-off")) { .count($0.endings[cutOff]) },
        row("calls.called-back", .reportCalledBack) {
          .share($0.calledBack, of: $0.endings[abandoned] + $0.endings[cutOff])
        },
        row("calls.repeats", .reportRepeats) { .share($0.repeats, of: $0.answered) },
        row("calls.harassment", .reportHarassment) { .share($0.branches[harassment], of: $0.answered) },
      ])
  }

  private func verdicts(_ key: String, _ source: Int) -> [ReportSection.Row] {
    func all(_ tally: Tally) -> Int { tally.verdicts[(source * 4)..<(source * 4 + 4)].reduce(0, +) }
    return [
      row("\(key).answers", .reportAnswers) { .count(all($0)) },
      row("\(key).within", .reportWithin) { .share($0.verdicts[source * 4], of: all($0)) },
      row("\(key).late", .name(of: "late")) { .share($0.verdicts[source * 4 + 1], of: all($0)) },
      row("\(key).undetermined", .reportUndetermined) { .share($0.verdicts[source * 4 + 2], of: all($0)) },
    ]
  }

  private var measured: ReportSection {
    let bands = [10_000, 15_000, 20_000, 60_000].map { limit in
      row("measured.below-\(limit / 1_000)s", .reportBand(seconds: limit / 1_000)) {
        .share($0.measuredRing.count(below: limit + 1), of: $0.measuredRing.count)
      }
    }
    let unknown = row("measured.unknown-source", .reportNoTiming) { .count($0.verdicts[8..<12].reduce(0, +)) }
    return ReportSection(
      key: "measured", title: .reportMeasuredTitle, note: .reportMeasuredNote,
      rows: verdicts("measured", 0) + percentiles("measured") { $0.measuredRing } + bands + [unknown])
  }

  private var reported: ReportSection {
    ReportSection(
      key: "reported", title: .reportReportedTitle, note: .reportReportedNote,
      rows: verdicts("reported", 1) + percentiles("reported") { $0.reportedRing } + [
        row("reported.beside-within", .reportBeside) {
          .share($0.besideVerdicts[0], of: $0.besideVerdicts.reduce(0, +))
        }
      ])
  }

  private func percentiles(
    _ key: String, _ counts: @escaping (Tally) -> MillisecondCounts
  ) -> [ReportSection.Row] {
    [500, 900, 950, 990].map { permille in
      row("\(key).p\(permille / 10)", .reportPercentile(permille)) {
        .milliseconds(counts($0).percentile(permille))
      }
    }
  }

  private var times: ReportSection {
    func rows(_ key: String, _ name: Message, _ counts: @escaping (Tally) -> MillisecondCounts)
      -> [ReportSection.Row]
    {
      [500, 900, 950].map { permille in
        row("times.\(key).p\(permille / 10)", name.joined(.reportPercentile(permille))) {
          .milliseconds(counts($0).percentile(permille))
        }
      }
    }
    return ReportSection(
      key: "times", title: .reportTimesTitle, note: .reportTimesNote,
      rows: rows("place", .reportToPlace) { $0.place } + rows("dispatch", .reportToDispatch) { $0.dispatch }
        + rows("talk", .reportTalk) { $0.talk })
  }

  private var elements: ReportSection {
    let each = ElementIdentifier.allCases.enumerated().map { index, element in
      row("elements.\(element.rawValue)", document.element(element).name) {
        .share($0.asked[index], of: $0.elementCalls)
      }
    }
    let given = ElementIdentifier.allCases.enumerated().map { index, element in
      row("elements.\(element.rawValue).given", document.element(element).name.joined(.reportGiven)) {
        .share($0.given[index], of: $0.elementCalls)
      }
    }
    return ReportSection(
      key: "elements", title: .reportElementsTitle, note: .reportElementsNote,
      rows: [row("elements.all", .reportAllAsked) { .share($0.allAsked, of: $0.elementCalls) }] + each + given
    )
  }

  private var phrases: ReportSection {
    let rows = table.rows.enumerated().map { index, required in
      let branch = required.branch.map { document.branch($0).name } ?? .reportEveryCall
      let words = required.phrases.first.flatMap { document.phrase($0) }
      let text =
        words.map { Message("「\($0.text)」", "「\($0.text)」") }
        ?? .verbatim(required.phrases.joined(separator: "|"))
      return row("phrases.\(required.phrases.joined(separator: "|"))", branch.joined(text)) {
        .share($0.said[index], of: $0.required[index])
      }
    }
    return ReportSection(key: "phrases", title: .reportPhrasesTitle, note: .reportPhrasesNote, rows: rows)
  }

  private var branches: ReportSection {
    let rows = BranchIdentifier.allCases.enumerated().map { index, branch in
      row("branches.\(branch.rawValue)", document.branch(branch).name) {
        .share($0.branches[index], of: $0.answered)
      }
    }
    return ReportSection(key: "branches", title: .headingBranches, note: nil, rows: rows)
  }

  private var breaches: ReportSection {
    let rows = BreachRule.allCases.enumerated().map { index, rule in
      row("breaches.\(rule.rawValue)", .name(of: rule.rawValue)) { .count($0.breaches[index]) }
    }
    return ReportSection(
      key: "breaches", title: .headingBreaches, note: nil,
      rows: [row("breaches.calls", .reportBreachedCalls) { .share($0.breachedCalls, of: $0.answered) }] + rows
        + [row("breaches.taboo", .reportTaboos) { .count($0.taboos) }])
  }

  private var complaints: ReportSection {
    ReportSection(
      key: "complaints", title: .headingComplaint, note: .reportComplaintsNote,
      rows: [
        row("complaints.received", .reportReceived) { .count($0.complaints) },
        row("complaints.in-time", .reportInTime) { .share($0.repliedInTime, of: $0.complaints) },
        row("complaints.late", .reportRepliedLate) { .share($0.repliedLate, of: $0.complaints) },
        row("complaints.overdue", .reportOverdue) { .share($0.overdue, of: $0.complaints) },
        row("complaints.open", .reportStillOpen) { .share($0.stillOpen, of: $0.complaints) },
        row("complaints.incomplete", .reportIncomplete) {
          .share($0.incompleteComplaints, of: $0.complaints)
        },
      ])
  }

  private var satisfaction: ReportSection {
    let grades = CallFact.grades.enumerated().map { index, grade in
      row("satisfaction.\(grade)", .reportGrade(grade)) {
        .share($0.ratings[index], of: $0.ratings.reduce(0, +))
      }
    }
    return ReportSection(
      key: "satisfaction", title: .reportSatisfactionTitle, note: nil,
      rows: [row("satisfaction.rated", .reportRated) { .share($0.ratings.reduce(0, +), of: $0.answered) }]
        + grades)
  }

  private var promises: ReportSection {
    ReportSection(
      key: "promises", title: .headingPromises, note: nil,
      rows: [
        row("promises.made", .reportPromisesMade) { .count($0.promises) },
        row("promises.open", .reportPromisesOpen) { .share($0.openPromises, of: $0.promises) },
      ])
  }

  private var levels: ReportSection {
    let rows = document.levels.map { level in
      row("levels.\(level.number)", level.name) { .share($0.levels[min(9, level.number)], of: $0.calls) }
    }
    return ReportSection(
      key: "levels", title: .reportLevelsTitle, note: nil,
      rows: rows + [row("levels.none", .reportNoLevel) { .share($0.levels[0], of: $0.calls) }])
  }
}
