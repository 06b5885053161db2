import CallModel
import CallProtocol
import Catalogue
import PlainText

/// `/help`: keys and commands, a line each, by pages where there is a window.
extension CallDesk {
  /// What a row may take on a terminal of 80 columns, behind the clock's place.
  static let helpColumns = 71

  /// All rows, or the page or command asked for.
  func help(_ argument: String) -> [DeskEffect] {
    let word = argument.halfWidth.lowercased()
    let rows = helpKeys + helpCommands.map(\.row)
    if word.isEmpty || Int(word) != nil { return page(Int(word) ?? 1, of: rows) }
    let wanted = word.hasPrefix("/") ? String(word.dropFirst()) : word
    let found = helpCommands.filter { $0.words.contains { $0.hasPrefix(wanted) } }.map(\.row)
    return found.isEmpty
      ? [DeskEffect(.error, message: .unknownConsoleCommand(wanted, line: nil))] : items(found)
  }

  private func page(_ number: Int, of rows: [Message]) -> [DeskEffect] {
    guard let height = helpHeight, rows.count > height else { return items(rows) }
    let perPage = max(1, height - 1)
    let pages = (rows.count + perPage - 1) / perPage
    let page = min(max(1, number), pages)
    let shown = rows.dropFirst((page - 1) * perPage).prefix(perPage)
    return items(Array(shown)) + [DeskEffect(.item, message: .helpPage(page, of: pages))]
  }

  private func items(_ rows: [Message]) -> [DeskEffect] { rows.map { DeskEffect(.item, message: $0) } }

  private var helpCommands: [(words: [String], row: Message)] {
    CommandWords.all.map { command in
      let words = "/" + command.name + " " + command.argument
      let typed = words.displayWidth < 27 ? words.padded(to: 27) : words + "  "
      return ([command.name] + command.aliases, helpRow(typed, command.summary, aliases: command.aliases))
    }
  }

  /// As many of the Chinese words as there is room for.
  private func helpRow(_ typed: String, _ summary: Message, aliases: [String]) -> Message {
    let chinese = aliases.reduce(typed + summary.chinese) { row, alias in
      let longer = row + (row.hasSuffix(summary.chinese) ? "  /" : " /") + alias
      return longer.displayWidth <= Self.helpColumns ? longer : row
    }
    return Message(chinese, typed + summary.english)
  }

  /// The function keys as the protocol has them, then the others.
  private var helpKeys: [Message] {
    (1...12).compactMap { number in functionKeyHelp(number).map { keyRow("F\(number)", $0) } }
      + Message.otherKeys.map { keyRow($0.key, $0.does) }
  }

  private func keyRow(_ key: String, _ does: Message) -> Message {
    let head = key.padded(to: 11)
    return Message(head + does.chinese, head + does.english)
  }

  private func functionKeyHelp(_ number: Int) -> Message? {
    if number == Self.unitKey { return .helpUnitKey }
    if number == Self.endKey { return .helpEndKey }
    if let phrase = document.phrase(functionKey: number) {
      let said = document.wording(of: phrase, by: session.personnel)
      return Message("「\(said)」", document.wording(of: phrase, by: session.personnel, language: .english))
    }
    return document.branch(functionKey: number).map { .helpBranchKey($0.name) }
  }
}
