import CallModel
import CallProtocol
import Catalogue
import PlainText

/// `/help`: keys and commands, a line each, by pages where there is a window.
extension CallDesk {
  /// What a row may take on a terminal of 80 columns, behind the clock's place.
  static let helpColumns = 71
  /// What the clock takes at the left, and the space behind it.
  static let clockColumns = 9

  /// All rows, or the page or command asked for.
  func help(_ argument: String) -> [DeskEffect] {
    let word = argument.halfWidth.lowercased()
    let rows = helpKeys.map(\.row) + helpCommands.map(\.row)
    if word.isEmpty || Int(word) != nil { return page(Int(word) ?? 1, of: rows) }
    let wanted = word.hasPrefix("/") ? String(word.dropFirst()) : word
    let keys = helpKeys.filter { $0.key.lowercased().split(separator: " ").contains(word[...]) }.map(\.row)
    let found = keys + helpCommands.filter { $0.words.contains { $0.hasPrefix(wanted) } }.map(\.row)
    return found.isEmpty
      ? [DeskEffect(.error, message: .unknownConsoleCommand(wanted, line: nil))] : items(found)
  }

  private func page(_ number: Int, of rows: [Message]) -> [DeskEffect] {
    guard let space = helpSpace else { return items(rows) }
    let pages = pages(of: rows, in: space)
    guard pages.count > 1 else { return items(rows) }
    let page = min(max(1, number), pages.count)
    return items(pages[page - 1]) + items([.helpPage(page, of: pages.count)])
  }

  /// The rows in as many pages as they need; a row too wide for the window takes more than one of its rows.
  private func pages(of rows: [Message], in space: (rows: Int, columns: Int)) -> [[Message]] {
    func height(_ row: Message) -> Int {
      let clock = String(repeating: " ", count: Self.clockColumns)
      return StyledLine(clock + row.text(language)).wrapped(to: space.columns).count
    }
    if rows.reduce(0, { $0 + height($1) }) <= space.rows { return [rows] }
    let most = space.rows - height(.helpPage(10, of: 10))
    var (pages, left): ([[Message]], Int) = ([], 0)
    for row in rows {
      let needed = height(row)
      if needed > left { (pages, left) = (pages + [[]], most) }
      pages[pages.count - 1].append(row)
      left -= needed
    }
    return pages
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
  private var helpKeys: [(key: String, row: Message)] {
    (1...12).compactMap { number in functionKeyHelp(number).map { keyRow("F\(number)", $0) } }
      + Message.otherKeys.map { keyRow($0.key, $0.does) }
  }

  private func keyRow(_ key: String, _ does: Message) -> (key: String, row: Message) {
    let head = key.padded(to: 11)
    return (key, Message(head + does.chinese, head + does.english))
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
