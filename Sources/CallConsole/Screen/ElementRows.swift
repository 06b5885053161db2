import CallModel
import CallProtocol
import Catalogue
import PlainText

/// The rows that show all eight elements, and a complaint's fields, with their states at one glance.
///
/// In full nothing is cut, in as many rows as that takes.
struct ElementRows {
  /// From this many columns on, all eight stand in one row.
  private static let wide = 130

  let desk: CallDesk
  let columns: Int
  let isInFull: Bool

  private var language: UserLanguage { desk.language }

  /// The elements in one row, or in two of four on a narrow terminal.
  func rows(_ record: CallRecord) -> [StyledLine] {
    let all = ElementIdentifier.allCases
    if isInFull { return flowing(all.map { cell($0, record.element($0)) }) }
    let perRow = columns >= Self.wide ? all.count : all.count / 2
    return stride(from: 0, to: all.count, by: perRow).map { start in
      line(all[start..<min(start + perRow, all.count)].map { cell($0, record.element($0)) })
    }
  }

  /// The due day and the complaint's fields.
  func complaint(_ record: CallRecord) -> [StyledLine] {
    let due = record.complaint?.opened.map {
      StyledLine(" " + desk.words.due($0).text(language), style: .warning)
    }
    let cells = ComplaintField.offered.map { cell($0, record.complaint?.fields[$0]) }
    let answers = isInFull ? flowing(cells) : [line(Array(cells[0..<4])), line(Array(cells[4...]))]
    return (due.map { [$0] } ?? []) + answers
  }

  private struct Cell {
    let name: String
    let value: String
    let style: TextStyle
    let isOpen: Bool
  }

  private func cell(_ element: ElementIdentifier, _ known: ElementRecord) -> Cell {
    let value =
      switch known.state {
      case .notAsked: isKnownByPhone(element) ? Message.ownPhone.text(language) : ""
      case .asked: "?"
      case .given, .corrected: known.text
      case .unknown, .refused: Message.name(of: known.state.rawValue).text(language)
      }
    return Cell(
      name: desk.words.name(element).text(language), value: value,
      style: known.state.isSettled ? .good : known.state == .asked ? .warning : .plain,
      isOpen: desk.open == .element(element))
  }

  private func isKnownByPhone(_ element: ElementIdentifier) -> Bool {
    element == .contact && desk.session.contactOfPhone != nil
  }

  private func cell(_ field: ComplaintField, _ answer: ComplaintAnswer?) -> Cell {
    let value = answer.map { answer in
      answer.text.isEmpty || answer.text == "yes" || answer.text == "no"
        ? Message.name(of: answer.text.isEmpty ? answer.state.rawValue : answer.text).text(language)
        : answer.text
    }
    return Cell(
      name: Message.name(of: field.rawValue).text(language), value: value ?? "",
      style: value == nil ? .plain : .good,
      isOpen: desk.open == .complaint(field))
  }

  /// Cells side by side, each whole; one that does not fit any more begins the next row.
  private func flowing(_ cells: [Cell]) -> [StyledLine] {
    cells.map { text($0, value: $0.value) }.reduce(into: [StyledLine]()) { rows, cell in
      if let last = rows.indices.last, (rows[last].description + cell.description).displayWidth < columns {
        rows[last].append(cell)
      } else {
        rows.append(cell)
      }
    }
  }

  private func text(_ cell: Cell, value: String) -> StyledLine {
    let mark = cell.isOpen ? ">" : ""
    var text = StyledLine(" ")
    text.append(value.isEmpty ? "\(mark)\(cell.name)" : "\(mark)[\(cell.name) \(value)]", style: cell.style)
    return text
  }

  /// Cells side by side, values cut so that the row fits: `[何地 晋陵中路..] >何人 何物`.
  private func line(_ cells: [Cell]) -> StyledLine {
    let fixed = cells.reduce(1) {
      $0 + $1.name.displayWidth + ($1.value.isEmpty ? 1 : 3) + ($1.isOpen ? 1 : 0)
    }
    let filled = cells.count { !$0.value.isEmpty }
    let room = filled == 0 ? 0 : max(4, (columns - fixed - filled - 1) / filled)
    return cells.reduce(into: StyledLine("")) { row, cell in
      let value = cell.value.displayWidth > room ? cell.value.fitted(to: room).trimmed : cell.value
      row.append(text(cell, value: value))
    }
  }
}
