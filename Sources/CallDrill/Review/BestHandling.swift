import CallModel
import CallProtocol
import Catalogue

/// What the best handling of a scenario would have been, as lines for the console.
public struct BestHandling: Sendable {
  private let scenario: DrillScenario
  private let document: ProtocolDocument
  private var lines: [String] = []
  private var done: Set<ElementIdentifier> = []

  /// The handling of `scenario`.
  public init(_ scenario: DrillScenario, document: ProtocolDocument) {
    self.scenario = scenario
    self.document = document
    build()
  }

  /// The script, time steps included.
  public var script: [String] { lines }

  /// The script with a trap fallen into; see `DrillTrap.fall`.
  public func script(fallingInto trap: DrillTrap) -> [String] {
    trap.fall.reduce(lines) { lines, change in
      if change.hasPrefix("-") { return lines.filter { !$0.contains(change.dropFirst()) } }
      if change.hasPrefix("+") {
        let end = lines.lastIndex(of: "/hangup") ?? lines.count
        return Array(lines[..<end]) + [String(change.dropFirst())] + Array(lines[end...])
      }
      let sides = change.split(separator: "=>", maxSplits: 1)
      guard sides.count == 2 else { return lines }
      let (old, new) = (Self.trimmed(sides[0]), Self.trimmed(sides[1]))
      return lines.map { $0.replacing(old, with: new) }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  // MARK: The order of a call

  private mutating func build() {
    begin()
    if scenario.shape == .warned {
      say("harassment")
      classify()
      return lines.append("/hangup")
    }
    open()
    if scenario.branches.contains(.repeat), scenario.againSeconds == nil { chase() }
    if scenario.branches.contains(.complaint) { complain() }
    elements()
    particulars()
    end()
    if scenario.againSeconds != nil { secondCall() }
  }

  private mutating func begin() {
    lines = ["@ring"]
    if scenario.shape == .abandoned {
      lines += ["@gone", "/callback", "@+1s"]
    } else {
      lines.append("@+2s")
    }
    lines.append("/answer")
    say("greeting")
    // Somebody else may come to the telephone: he is the one to ask.
    for cue in scenario.cues where cue.becomes != nil {
      if case .after(let delay) = cue.trigger { lines += ["@+\(delay / 1_000)s", "@quiet"] }
    }
  }

  private mutating func open() {
    if scenario.branches.contains(.anxious) || scenario.mood.isScattered { say("calming") }
    if scenario.branches.contains(.rude) { say("civility") }
    if scenario.language != document.languages.first?.identifier {
      lines.append("/language \(scenario.language)")
    }
    for phrase in scenario.say { say(phrase) }
    guard scenario.shape == .cutOff else { return }
    lines += ["@gone", "/cutoff", "/callback", "@+1s", "/answer"]
    say("greeting")
  }

  private mutating func chase() {
    ask(.where)
    lines += ["/branch repeat", "/link 1"]
    say("urging")
    lines.append("/chase \(Message.drillUnit.chinese)")
  }

  private mutating func complain() {
    lines.append("/branch complaint")
    if !scenario.mood.isScattered { lines.append("@quiet") }
    say("complaint-calm")
    say("complaint-fields")
    for field in ComplaintField.allCases {
      guard let fact = scenario.complaint[field] else { continue }
      lines.append("/\(field.rawValue) \(Self.answer(fact))")
    }
    say("complaint-thanks")
    say("complaint-promise")
  }

  private mutating func elements() {
    let early: [ElementIdentifier] = [.where, .what]
    for element in early { ask(element) }
    tell()
    verify()
    advise()
    for element in ElementIdentifier.allCases where !early.contains(element) { ask(element) }
  }

  private mutating func ask(_ element: ElementIdentifier) {
    guard let fact = scenario.facts[element], done.insert(element).inserted else { return }
    if !scenario.openingGives.contains(element) {
      lines.append("/\(element.rawValue)")
      if let phrase = document.element(element).questionPhrase {
        say(phrase)
      } else {
        lines += ["/ask \(element.rawValue)", "@quiet"]
      }
    }
    lines.append("/\(element.rawValue) \(Self.answer(fact))")
  }

  private static func answer(_ fact: DrillFact) -> String { fact.truths.first.map(AnswerMatch.plain) ?? "?" }

  /// The place read back, so that the caller can confirm or correct it.
  private mutating func verify() {
    guard scenario.canBeVerified, let place = scenario.facts[.where] else { return }
    let words = Message.drillReadBack(Self.answer(place))
    lines += ["/said \(scenario.language == "english" ? words.english : words.chinese)", "@quiet"]
  }

  private mutating func advise() {
    if let words = scenario.advice.first { lines += ["/said \(words)", "@quiet"] }
  }

  private mutating func tell() {
    if scenario.branches.contains(.urgent) {
      let isPolice = scenario.told.contains { $0[0] == "dispatch" }
      say(isPolice ? "urgent-police" : "urgent-department")
    }
    for group in scenario.told {
      switch group[0] {
      case "dispatch": lines.append("/notify \(Message.drillUnit.chinese)")
      case "chase": lines.append("/chase \(Message.drillUnit.chinese)")
      case "department": lines.append("/department \(Message.drillDepartment.chinese)")
      default: lines.append("/department \(group[0])")
      }
    }
  }

  /// What the traps ask for and nothing above has done.
  private mutating func particulars() {
    for condition in scenario.traps.flatMap(\.instead) {
      switch condition {
      case .linked(.related): lines += ["/link", "/link 1 related"]
      case .linked(.different): lines += ["/link", "/same no"]
      case .words(let text): lines.append("/note \(text)")
      case .advised(let wordings) where scenario.advice.isEmpty:
        lines += wordings.prefix(1).flatMap { ["/said \($0)", "@quiet"] }
      case .said(let phrase): if !lines.contains("/said \(phrase)") { say(phrase) }
      case .linked(.same), .advised, .asked, .told, .element, .field, .branch, .category, .level, .referred,
        .language, .toldBefore, .toldWithin, .calledBack, .due, .ended:
        break
      }
    }
    for entry in scenario.referrals.prefix(1) { lines.append("/refer \(entry)") }
  }

  private mutating func classify() {
    if let code = scenario.categories.first { lines.append("/category \(code)") }
    if let level = scenario.levels.first { lines.append("/level \(level)") }
  }

  private mutating func end() {
    classify()
    say("consent")
    say("farewell")
    lines.append("/hangup")
  }

  private mutating func secondCall() {
    lines += ["@ring", "@+2s", "/answer"]
    say("greeting")
    chase()
    end()
  }

  private mutating func say(_ phrase: String) {
    lines += ["/said \(phrase)", "@quiet"]
  }
}
