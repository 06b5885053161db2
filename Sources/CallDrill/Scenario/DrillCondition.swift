import CallModel
import PlainText

/// Something a drill's log shows or does not show.
public enum DrillCondition: Hashable, Sendable {
  /// A prescribed phrase was said.
  case said(String)
  /// An element was asked for or settled.
  case asked(ElementIdentifier)
  /// A unit was told: `dispatch`, `department`, `chase`, or part of the unit's name.
  case told(String)
  /// An element is on record as it is true.
  case element(ElementIdentifier)
  /// A field of the complaint is on record as it is true.
  case field(ComplaintField)
  /// A branch was in force when the call ended.
  case branch(BranchIdentifier)
  /// The category with this code is on record.
  case category(String)
  /// The level is on record.
  case level(Int)
  /// A department of the directory was named, with address and telephone.
  case referred(String)
  /// The call was put beside an earlier one.
  case linked(LinkRelation)
  /// The language was noted.
  case language(String)
  /// A remark, words said, a complaint's field, or a message to a unit contain the text.
  case words(String)
  /// The caller was told one of these, in the operator's own words (wordings as in `hearing.words`).
  case advised([String])
  /// A unit was told before the element was settled.
  case toldBefore(ElementIdentifier)
  /// A unit was told within so many seconds of the answer.
  case toldWithin(Int)
  /// The caller was called back within so many seconds.
  case calledBack(Int)
  /// The complaint's answer is due on this day.
  case due(CivilDate)
  /// The call ended by the operator's hanging up.
  case ended

  /// The verbs, in the order of the help.
  public static let verbs = [
    "said", "asked", "told", "element", "field", "branch", "category", "level", "referred", "linked",
    "language", "words", "advised", "told-before", "told-within", "called-back", "due", "ended",
  ]

  /// The condition written as `verb argument`; nil when it is none.
  public init?(_ text: String) {
    let verb = text.prefix { !$0.isWhitespace }
    let argument = String(text.dropFirst(verb.count).drop { $0.isWhitespace })
    guard verb == "ended" || !argument.isEmpty,
      let condition = Self.plain(String(verb), argument: argument)
        ?? Self.typed(String(verb), argument: argument)
    else { return nil }
    self = condition
  }

  private static func plain(_ verb: String, argument: String) -> DrillCondition? {
    switch verb {
    case "said": .said(argument)
    case "told": .told(argument)
    case "category": .category(argument)
    case "referred": .referred(argument)
    case "language": .language(argument)
    case "words": .words(argument)
    case "advised": .advised(argument.split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty })
    case "ended": .ended
    default: nil
    }
  }

  private static func typed(_ verb: String, argument: String) -> DrillCondition? {
    switch verb {
    case "asked": ElementIdentifier(rawValue: argument).map(DrillCondition.asked)
    case "element": ElementIdentifier(rawValue: argument).map(DrillCondition.element)
    case "field": ComplaintField(rawValue: argument).map(DrillCondition.field)
    case "branch": BranchIdentifier(rawValue: argument).map(DrillCondition.branch)
    case "level": Int(argument).map(DrillCondition.level)
    case "linked": LinkRelation(rawValue: argument).map(DrillCondition.linked)
    case "told-before": ElementIdentifier(rawValue: argument).map(DrillCondition.toldBefore)
    case "told-within": Int(argument).map(DrillCondition.toldWithin)
    case "called-back": Int(argument).map(DrillCondition.calledBack)
    case "due": CivilDate(argument).map(DrillCondition.due)
    default: nil
    }
  }
}
