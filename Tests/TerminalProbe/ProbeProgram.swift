import CallConsole
import Glibc

/// A console program that shows what it receives, for tests of the terminal.
///
/// A class because the protocol asks for one.
final class ProbeProgram: ConsoleProgram {
  private var status = 0
  private var extraRows: Int
  private var size = ""
  /// Pieces of work left.
  private var pieces = 0

  /// A program with so many panel rows more than one.
  init(extraRows: Int) {
    self.extraRows = extraRows
  }

  func start(columns: Int, rows: Int, restored: Draft?) -> [ScreenChange] {
    size = "\(columns)x\(rows)"
    var changes: [ScreenChange] = [
      .say(["ready"]), .prompt("何地> "), .draftContext("where"), panel,
    ]
    if let restored {
      changes += [
        .say([StyledLine("restored[\(restored.context)|\(restored.text)]")]), .input(restored.text),
      ]
    }
    return changes
  }

  /// Takes note of events that came in the background.
  func count(_ events: Int) -> [ScreenChange] {
    status += events
    return [panel]
  }

  private var panel: ScreenChange {
    var head = StyledLine("panel \(size) ", style: .strong)
    head.append("status \(status)", style: .good)
    return .panel([head] + (0..<extraRows).map { StyledLine("row \($0) 第\($0)行") })
  }

  func handle(_ input: ConsoleInput) -> [ScreenChange] {
    switch input {
    case .typed, .tick: []
    case .more: piece()
    case .line(let text): line(text)
    case .key(.function(8), _): [.input("换了")]
    case .key(let key, let text): [.say([StyledLine("key[\(key)] text[\(text)]")])]
    case .resized(let columns, let rows): resized(columns, rows)
    case .endOfInput: [.say(["end"])]
    case .interrupt(let text): [.say([StyledLine("interrupt[\(text)]")])]
    case .hangUp: [.close(5)]
    case .textWasCleaned(let wasCut): [.say([StyledLine("cleaned cut=\(wasCut)")])]
    case .draftFailed: [.say(["draft failed"])]
    }
  }

  var hasMore: Bool { pieces > 0 }

  /// One of many pieces of work, each so long that a key comes in the middle of one.
  private func piece() -> [ScreenChange] {
    usleep(5_000)
    pieces -= 1
    return pieces == 0 ? [.say(["all done"])] : []
  }

  private func resized(_ columns: Int, _ rows: Int) -> [ScreenChange] {
    size = "\(columns)x\(rows)"
    return [panel]
  }

  private func line(_ text: String) -> [ScreenChange] {
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case "/quit": return [.say(["bye"]), .close(7)]
    case "/crash": return [.say([StyledLine(words[words.count])])]
    case "/rows":
      extraRows = words.last.flatMap { Int($0) } ?? 0
      return [panel]
    case "/pieces":
      pieces = words.last.flatMap { Int($0) } ?? 0
      return []
    case "/forget": return [.forget]
    case "/bell": return [.bell]
    case "/long": return [.say([StyledLine(String(repeating: "长话短说", count: 15), style: .warning)])]
    case _ where text.count > 100: return [.say([StyledLine("long line \(text.count)")])]
    default: return [.say([StyledLine("line[\(text)] \(text.count)")])]
    }
  }
}
