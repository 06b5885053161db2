import CallModel
import PlainText

/// A drill's events in order, with what the scoring rules ask of them.
public struct DrillLog: Sendable {
  /// A call event with its place.
  public struct Item: Sendable {
    /// The line in the journal.
    public let line: Int64
    /// Milliseconds since the writer started.
    public let at: Int64
    /// The call.
    public let call: CallIdentifier?
    /// The event.
    public let event: CallEvent
  }

  /// What the caller said or did, with its place.
  public struct Heard: Sendable {
    /// The line in the journal.
    public let line: Int64
    /// Milliseconds since the writer started.
    public let at: Int64
    /// The words; empty for a turn.
    public let words: String
    /// The elements they told.
    public let elements: [ElementIdentifier]
    /// The turn; nil for words.
    public let turn: CallerTurn?
  }

  /// The call events, in order.
  public private(set) var items: [Item] = []
  /// The caller's side, in order.
  public private(set) var heard: [Heard] = []

  /// A log of these lines; kinds that are not known are passed over.
  public init(_ lines: [DrillLogLine] = []) {
    for line in lines { append(line) }
  }

  /// Adds the next line.
  public mutating func append(_ line: DrillLogLine) {
    if let event = line.event {
      items.append(Item(line: line.number, at: line.milliseconds, call: line.call, event: event))
    } else if line.kind == DrillKind.said.rawValue {
      let elements = (line.payload["elements"]?.array ?? []).compactMap {
        $0.string.flatMap(ElementIdentifier.init)
      }
      let words = line.payload["words"]?.string ?? ""
      heard.append(
        Heard(line: line.number, at: line.milliseconds, words: words, elements: elements, turn: nil))
    } else if line.kind == DrillKind.turn.rawValue {
      guard let turn = line.payload["turn"]?.string.flatMap(CallerTurn.init) else { return }
      heard.append(Heard(line: line.number, at: line.milliseconds, words: "", elements: [], turn: turn))
    }
  }

  /// The first answer.
  var firstAnswer: Item? { items.first { $0.event.kind == .answer } }

  /// The last value of an element, with all calls of the drill taken together.
  func lastAnswer(_ element: ElementIdentifier) -> (item: Item, answer: ElementAnswer)? {
    for item in items.reversed() {
      if case .element(let answer) = item.event, answer.element == element { return (item, answer) }
    }
    return nil
  }

  /// The last value of a complaint's field.
  func lastField(_ field: ComplaintField) -> (item: Item, answer: ComplaintAnswer)? {
    for item in items.reversed() {
      if case .complaintField(let answer) = item.event, answer.field == field { return (item, answer) }
    }
    return nil
  }

  /// Where a phrase was said first.
  func said(_ phrase: String) -> Item? {
    items.first { if case .phrase(let said) = $0.event { said.phrase == phrase } else { false } }
  }

  /// Units told, in order.
  var notifications: [(item: Item, told: UnitNotified)] {
    items.compactMap { item in
      if case .notify(let told) = item.event { (item, told) } else { nil }
    }
  }

  /// Branches in force at the end of any call, with where each was entered.
  var branches: [BranchIdentifier: Item] {
    var found: [BranchIdentifier: Item] = [:]
    for item in items {
      switch item.event {
      case .branchEntered(let branch): found[branch] = found[branch] ?? item
      case .branchLeft(let branch): found[branch] = nil
      default: break
      }
    }
    return found
  }

  /// The last line that is an event of the call; the place of what is missing.
  var lastLine: Int64? { items.last?.line }
}

extension DrillLog {
  /// Adds an event that has no line yet, for the caller who listens while the drill runs.
  mutating func append(_ event: CallEvent, call: CallIdentifier?, at: Int64) {
    let payload = (try? JSONReader.parse(event.payload(offsetMilliseconds: nil))) ?? .null
    append(
      DrillLogLine(
        number: Int64(items.count + heard.count + 1), milliseconds: at, call: call,
        kind: event.kind.rawValue, payload: payload))
  }
}
