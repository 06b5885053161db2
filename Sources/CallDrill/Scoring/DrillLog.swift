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
    /// The record it belongs to; nil before the first ring.
    public let call: CallIdentifier?
    /// What the trainee did at the desk.
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

  /// Something a trainer put in, with its place.
  public struct Injected: Sendable {
    /// The line in the journal.
    public let line: Int64
    /// Milliseconds since the writer started.
    public let at: Int64
    /// The name of the injection.
    public let name: String
  }

  /// The call events, in order.
  public private(set) var items: [Item] = []
  /// The caller's side, in order.
  public private(set) var heard: [Heard] = []
  /// What a trainer put in and the drill took, in order.
  public private(set) var injected: [Injected] = []

  /// A log of these lines; kinds that are not known are passed over.
  public init(_ lines: [DrillLogLine] = []) {
    for line in lines { append(line) }
  }

  /// Adds the next line.
  public mutating func append(_ line: DrillLogLine) {
    if case .undone(let taken) = line.event {
      for event in taken.undone.reversed() { remove(event, of: line.call) }
    } else if let event = line.event {
      items.append(Item(line: line.number, at: line.milliseconds, call: line.call, event: event))
    } else if line.kind == DrillKind.said.rawValue {
      let elements = (line.payload["elements"]?.array ?? []).compactMap {
        $0.string.flatMap(ElementIdentifier.init)
      }
      let words = line.payload["words"]?.string ?? ""
      heard.append(
        Heard(line: line.number, at: line.milliseconds, words: words, elements: elements, turn: nil))
    } else if line.kind == DrillKind.inject.rawValue {
      guard line.payload["taken"]?.bool == true, let name = line.payload["what"]?.string else { return }
      injected.append(Injected(line: line.number, at: line.milliseconds, name: name))
    } else if line.kind == DrillKind.turn.rawValue {
      guard let turn = line.payload["turn"]?.string.flatMap(CallerTurn.init) else { return }
      heard.append(Heard(line: line.number, at: line.milliseconds, words: "", elements: [], turn: turn))
    }
  }

  /// A deed that was taken back is not scored.
  private mutating func remove(_ event: CallEvent, of call: CallIdentifier?) {
    guard let index = items.lastIndex(where: { $0.event == event && $0.call == call }) else { return }
    items.remove(at: index)
  }

  /// When the trainee picked up first: courtesies and pauses count from there.
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
      if case .branchEntered(let branch) = item.event { found[branch] = found[branch] ?? item }
      if case .branchLeft(let branch) = item.event { found[branch] = nil }
    }
    return found
  }

  /// The last line that is an event of the call; the place of what is missing.
  var lastLine: Int64? { items.last?.line }
}

extension DrillLog {
  /// Adds an event that has no line yet, for the caller who listens while the drill runs.
  mutating func append(_ event: CallEvent, call: CallIdentifier?, at: Int64) {
    items.append(Item(line: Int64(items.count + heard.count + 1), at: at, call: call, event: event))
  }
}

/// One line of a drill's journal, as scoring needs it.
public struct DrillLogLine: Hashable, Sendable {
  /// The line in its file, from 1.
  public let number: Int64
  /// Milliseconds since the journal's writer started, from its monotonic clock.
  public let milliseconds: Int64
  /// The call it belongs to.
  public let call: CallIdentifier?
  /// The kind of event.
  public let kind: String
  /// What the line says, as a JSON object.
  public let payload: JSONValue

  /// A line from its parts.
  public init(
    number: Int64, milliseconds: Int64, call: CallIdentifier?, kind: String, payload: JSONValue
  ) {
    self.number = number
    self.milliseconds = milliseconds
    self.call = call
    self.kind = kind
    self.payload = payload
  }

  /// The call event it holds; nil for a drill's own kinds.
  public var event: CallEvent? {
    RecordedEvent.Kind(name: kind).flatMap { RecordedEvent($0, payload: payload) }?.ofCall
  }
}

/// The kinds of journal lines that only drills have; readers of calls skip them.
public enum DrillKind: String, CaseIterable, Sendable {
  /// A drill begins: who, which scenario with its whole text and digest, seed.
  case start = "drill-start"
  /// The simulated caller said something.
  case said = "drill-said"
  /// The simulated caller did something, or his mood turned.
  case turn = "drill-turn"
  /// A trainer put something in.
  case inject = "drill-inject"
  /// A drill ends, with its score when it was finished.
  case end = "drill-end"
  /// A contest is opened: set and seed.
  case contest = "drill-contest"
  /// A judge's marks.
  case marks = "drill-marks"
  /// A contest is closed: papers, reviews and names may be seen.
  case contestClosed = "drill-contest-closed"
  /// A contestant whose terminal was lost may drill a scenario once more.
  case rerun = "drill-rerun"
}

/// Payloads of the lines that only drills have.
public enum DrillPayload {
  /// `drill-said`.
  public static func said(_ words: String, of elements: [ElementIdentifier]) -> JSONValue {
    parsed(
      JSONWriter.object { writer in
        writer.member("words", words)
        writer.array("elements") { list in for element in elements { list.value(element.rawValue) } }
      })
  }

  /// `drill-turn`.
  public static func turn(_ turn: CallerTurn) -> JSONValue {
    parsed(JSONWriter.object { $0.member("turn", turn.rawValue) })
  }

  // What our own writer made is always sound; a null would be seen by the first test.
  private static func parsed(_ bytes: [UInt8]) -> JSONValue { JSONReader.value(bytes) ?? .null }
}

extension DrillPayload {
  /// `drill-inject`; not taken when it made no sense at that moment.
  public static func injected(_ injection: DrillInjection, isTaken: Bool) -> JSONValue {
    parsed(
      JSONWriter.object { writer in
        writer.member("what", injection.name)
        writer.member("taken", isTaken)
        if case .say(let words) = injection { writer.member("words", words) }
      })
  }
}

extension CallEvent {
  /// Words said that no prescribed sentence has.
  var ownWords: String? {
    guard case .phrase(let said) = self, said.phrase == nil else { return nil }
    return said.text
  }
}
