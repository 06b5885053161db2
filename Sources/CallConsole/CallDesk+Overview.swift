import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  mutating func goBack() -> [DeskEffect] {
    guard let field = trail.popLast() else { return [] }
    open = field
    return []
  }

  /// The present call in a few lines: id and timing, elements, branches, promises, what is missing.
  func status() -> [DeskEffect] {
    guard let record else { return [DeskEffect(.notice, .waitingStatus(calls: callsToday))] }
    var rows: [Message] = [.field(.headingCall, .verbatim(record.id.description))]
    if let answer = record.answer { rows.append(words.timing(answer.timing)) }
    for element in ElementIdentifier.allCases {
      let known = record.element(element)
      rows.append(
        .eventAnswer(
          words.name(element), state: known.state.rawValue, text: known.text, previous: known.previous.last))
    }
    if !record.branches.isEmpty {
      rows.append(.field(.headingBranches, .list(record.branches.map(words.name))))
    }
    rows += record.notifications.map {
      .eventNotify(
        unit: $0.notification.unit, purpose: $0.notification.purpose.rawValue, text: $0.notification.text)
    }
    rows += record.openPromises.map { .promiseOpened($0.promise.kind.rawValue) }
    return rows.map { DeskEffect(.item, $0) } + (missing.map { [DeskEffect(.warning, $0)] } ?? [])
  }

  /// Commands and keys, from the same table the reader uses.
  func help() -> [DeskEffect] {
    let commands = CommandWords.all.map { row in
      let typed = ("/" + row.name + " " + row.argument).fitted(to: 28)
      let aliases = row.aliases.map { "/" + $0 }.joined(separator: " ")
      return Message("\(typed)\(row.summary.chinese)  \(aliases)", "\(typed)\(row.summary.english)")
    }
    return (commands + [.helpKeys, .helpAnswer]).map { DeskEffect(.item, $0) }
  }

  func quit() -> [DeskEffect] {
    record == nil ? [DeskEffect(.quit, .goodbye)] : [DeskEffect(.error, .quitDuringCall)]
  }
}
