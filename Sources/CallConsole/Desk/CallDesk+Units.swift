import CallModel
import CallProtocol
import Catalogue
import PlainText

/// Which unit a line names, at the unit's prompt and behind a command.
extension CallDesk {
  enum UnitTold {
    /// A unit, with what it was told or told.
    case told(String, text: String)
    case nobody
    /// A number that the list on the screen does not have, and how long that list is.
    case numberOutside(Int, longest: Int)
  }

  /// The longest number that chooses from a list; a patrol car's has more digits.
  private static let longestNumber = 2

  /// The unit that a line begins with, and the rest of it.
  ///
  /// A number is the unit with this number in `list`, and never a name; a name of the protocol file may have
  /// blanks in it; any other ends at the first blank.
  func unitTold(_ line: String, from list: [UnitDefinition]) -> UnitTold {
    let name = document.unitName(beginning: line) ?? String(line.prefix { !$0.isWhitespace })
    let text = String(line.dropFirst(name.count)).trimmed
    // A mark for "not known" is nobody's name.
    guard !name.isEmpty, !["?", "!"].contains(name.halfWidth) else { return .nobody }
    guard name.count <= Self.longestNumber, let number = Int(name.halfWidth),
      document.unit(typed: name) == nil
    else { return .told(document.recordName(ofUnit: name), text: text) }
    guard list.indices.contains(number - 1) else { return .numberOutside(number, longest: list.count) }
    return .told(list[number - 1].name.chinese, text: text)
  }

  /// The answer at the unit's prompt: Enter alone takes the usual unit, or what was typed before and is no
  /// unit of the list.
  ///
  /// Such a name is asked about once, because what the caller goes on to say would otherwise be sent.
  mutating func answerUnit(_ purpose: NotificationPurpose?, text: String, isAsked: Bool) -> [DeskEffect] {
    let line = text.isEmpty ? usualUnit(purpose) ?? "" : text
    if !isAsked, let name = unlistedName(line) {
      front.unlistedUnit = line
      let asked = Message.unlistedUnitAsked(name, field: words.name(of: nextField))
      return [DeskEffect(.warning, message: asked)]
    }
    let (kind, before) = (text.isEmpty ? kindTakenByEnter : nil, record)
    let effects = line.isEmpty ? [] : perform(Self.command(of: purpose), argument: line)
    guard !effects.contains(where: { $0.kind == .error }) else { return effects }
    endDeed(since: before)
    show(nextField)
    guard let kind else { return effects }
    let taken = take(kind)
    endDeed(since: before)
    return effects + taken
  }

  private static func command(of purpose: NotificationPurpose?) -> ConsoleCommand.Name {
    switch purpose {
    case .chase: .chase
    case .department: .department
    case .feedback: .feedback
    case .dispatch, .inspectors, nil: .notify
    }
  }

  /// The name in a line that is in no list of units; nil where the protocol lists none.
  private func unlistedName(_ line: String) -> String? {
    guard !document.units.isEmpty, case .told(let unit, _) = unitTold(line, from: proposedUnits),
      document.unit(typed: unit) == nil, !document.isInspectors(unit)
    else { return nil }
    return unit
  }
}
