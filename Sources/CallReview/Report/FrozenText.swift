import CallModel
import Catalogue
import PlainText

/// A frozen report, and what became of its figures, as text for people and as JSON for programs.
public struct FrozenText: Sendable {
  /// As many calls as a line names.
  private static let named = 5

  private let frozen: FrozenReport
  private let language: UserLanguage

  /// The texts about `frozen` in `language`.
  public init(_ frozen: FrozenReport, language: UserLanguage) {
    self.frozen = frozen
    self.language = language
  }

  private func words(_ message: Message) -> String { message.text(language) }

  private var head: [String] {
    [
      words(
        .reportTitle(
          frozen.period.rawValue, from: frozen.days.lowerBound.description,
          to: frozen.days.upperBound.description)),
      words(
        .frozenBasis(
          at: frozen.frozenAt.display, by: frozen.frozenBy.description, asOf: frozen.enteredUntil.display)),
    ] + (frozen.leftOut > 0 ? ["! " + words(.reportLeftOutWarning(frozen.leftOut))] : [])
  }

  /// The figures as they were frozen.
  public var lines: [String] {
    var lines = head
    var (section, table): (Message?, TextTable?) = (nil, nil)
    for line in frozen.lines {
      if line.section != section {
        lines += table?.lines ?? []
        table = TextTable(alignments: [.left, .right], widest: [58, 28])
        table?.add([words(line.section), ""])
        lines.append("")
        section = line.section
      }
      table?.add(["  " + words(line.label), line.figure.text(language)])
    }
    return lines + (table?.lines ?? [])
  }

  /// What changed since, and why as far as it is known.
  public func lines(_ comparison: FrozenComparison) -> [String] {
    var lines = head + [""]
    if comparison.changes.isEmpty {
      lines.append(words(.frozenSame))
    } else {
      lines += table(comparison.changes, title: .frozenChanged(comparison.changes.count))
    }
    lines += reasons(comparison.later)
    if !comparison.unexplained.isEmpty {
      lines += [""] + table(comparison.unexplained, title: .frozenUnexplained(comparison.unexplained.count))
    }
    if !comparison.brokenFiles.isEmpty {
      lines += ["", words(.frozenBroken(comparison.brokenFiles.count))]
      lines += comparison.brokenFiles.prefix(20).map { "  " + SafeText($0).description }
    }
    return lines
  }

  private func table(_ changes: [FrozenComparison.Change], title: Message) -> [String] {
    var table = TextTable(alignments: [.left, .right, .right], widest: [58, 28, 28])
    table.add([words(title), words(.frozenColumn), words(.frozenNowColumn)])
    for change in changes {
      table.add([
        "  " + words(change.section) + " · " + words(change.label), change.frozen?.text(language) ?? "-",
        change.now?.text(language) ?? "-",
      ])
    }
    return table.lines
  }

  private func reasons(_ later: LaterEntries) -> [String] {
    guard !later.isEmpty else { return ["", words(.frozenNothingLater)] }
    var lines = ["", words(.frozenLater)]
    if !later.calls.isEmpty { lines.append("  " + named(.frozenLateCalls, calls: later.calls)) }
    for kind in LateFact.Kind.allCases {
      guard let calls = later.lates[kind] else { continue }
      lines.append("  " + named(.frozenLate(kind.word), calls: calls))
    }
    return lines
  }

  private func named(_ what: Message, calls: [String]) -> String {
    let more = calls.count > Self.named ? " …" : ""
    return "\(words(what)) \(calls.count): " + calls.prefix(Self.named).joined(separator: " ") + more
  }

  /// The comparison as one JSON object.
  public func json(_ comparison: FrozenComparison) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("period", frozen.period.rawValue)
      writer.member("from", frozen.days.lowerBound.description)
      writer.member("to", frozen.days.upperBound.description)
      writer.member("frozen_at", frozen.frozenAt.description)
      writer.member("frozen_by", frozen.frozenBy.description)
      writer.member("entered_until", frozen.enteredUntil.description)
      for (key, changes) in [("changed", comparison.changes), ("unexplained", comparison.unexplained)] {
        writer.member(dynamic: key) {
          $0.array { list in for change in changes { write(change, list: &list) } }
        }
      }
      writer.object("entered_later") { object in
        object.member("calls", comparison.later.calls.count)
        for kind in LateFact.Kind.allCases {
          object.member(dynamic: kind.word) { $0.value(Int64(comparison.later.lates[kind]?.count ?? 0)) }
        }
      }
      writer.array("broken_files") { list in
        for file in comparison.brokenFiles { list.value(SafeText(file).description) }
      }
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private func write(_ change: FrozenComparison.Change, list: inout JSONWriter) {
    list.object { object in
      object.member("key", change.key)
      object.member("name", words(change.label))
      object.member("frozen", change.frozen?.plain)
      object.member("now", change.now?.plain)
    }
  }
}
