import CallModel
import Catalogue
import PlainText

/// A protocol as lines of text for a person, columns aligned by what Chinese takes on a terminal.
public struct ProtocolListing {
  let document: ProtocolDocument
  let language: UserLanguage

  /// A listing in one of the two languages; prescribed sentences stay Chinese in both.
  public init(_ document: ProtocolDocument, language: UserLanguage) {
    self.document = document
    self.language = language
  }

  /// Everything: the settings, then every part.
  public var lines: [String] { settings + ProtocolPart.allCases.flatMap { [""] + lines(of: $0) } }

  /// One part with its heading.
  public func lines(of part: ProtocolPart) -> [String] {
    switch part {
    case .elements: [word(.protocolElements)] + elements
    case .phrases: [word(.protocolPhrases)] + phrases
    case .branches: [word(.protocolBranches)] + branches
    case .taboo: [word(.protocolTaboo)] + taboo
    case .complaint: [word(.protocolComplaintFields)] + complaint
    case .categories: [word(.protocolCategories)] + categories
    case .levels: [word(.protocolLevels)] + levels
    case .dangers: [word(.protocolDangers)] + dangers
    case .languages: [word(.protocolLanguages)] + languages
    case .safeCheck: [word(.protocolSafeChecks)] + prompts(document.safeChecks)
    case .place: [word(.protocolPlacePrompts)] + prompts(document.placePrompts)
    case .unitKinds: [word(.protocolUnitKinds)] + unitKinds
    case .units: [word(.protocolUnits)] + units
    case .referrals: [word(.protocolReferrals)] + referrals
    }
  }

  func word(_ message: Message) -> String { message.text(language) }

  /// One indented row; every column but the last is filled to its width.
  func row(_ columns: [(text: String, width: Int)], _ last: String) -> String {
    let left = columns.map { $0.text.fitted(to: $0.width) }.joined(separator: " ")
    return "  " + left + (columns.isEmpty ? "" : " ") + last
  }

  private var settings: [String] {
    let limit = document.ringLimit
    let cycle = limit.ringCycleMilliseconds
    let rows: [(Message, String)] = [
      (.protocolCity, word(document.city)),
      (.protocolVersion, document.version),
      (.protocolRings, word(.protocolRingLimit(rings: limit.ringsAllowed, cycle: cycle))),
      (.protocolReply, word(.workingDays(document.complaintReplyWorkingDays))),
      (.protocolInspectors, word(document.inspectorsUnit)),
      (.protocolDigest, document.digest),
    ]
    return [word(document.name)] + rows.map { row([(word($0.0), 16)], $0.1) }
  }

  private var elements: [String] {
    document.elements.map { element in
      let question = element.questionPhrase.flatMap { document.phrase($0) }
      let mark = question.map { $0.isPrescribed ? "" : " (\(word(.wordLocal)))" } ?? ""
      let names: [(String, Int)] = [(element.identifier.rawValue, 8), (word(element.name), 8)]
      return row(names, (question?.text ?? "-") + mark)
    }
  }

  private var phrases: [String] {
    document.phrases.flatMap { phrase -> [String] in
      let key = phrase.functionKey.map { "F\($0)" } ?? ""
      let mark = phrase.isPrescribed ? Message.wordPrescribed : .wordLocal
      let head: [(String, Int)] = [
        (key, 3), (phrase.identifier, 20), (word(.article(phrase.article.rawValue)), 9), (word(mark), 10),
      ]
      let said = row(head, phrase.text)
      guard language == .english else { return [said] }
      return [said, row([("", 3), ("", 20), ("", 9), ("", 10)], "(\(phrase.english))")]
    }
  }

  private var branches: [String] {
    document.branches.flatMap { branch -> [String] in
      let key = branch.functionKey.map { "F\($0)" } ?? ""
      let article = word(.article(branch.article.rawValue))
      let head = row([(key, 3), (branch.identifier.rawValue, 11), (word(branch.name), 26)], article)
      return [head] + requirements(branch).map { "      " + $0 }
    }
  }

  private func requirements(_ branch: BranchDefinition) -> [String] {
    let said = branch.requiredPhrases.map { required in
      let label = required.moment == .atAll ? Message.labelSay : .labelSayBeforeHangUp
      let texts = required.alternatives.map { document.phrase($0)?.text ?? $0 }
      return "\(word(label)): \(texts.joined(separator: word(.wordOr)))"
    }
    return said + branch.requiredDeeds.map { "\(word(.labelDeeds)): \(word(.deed($0.rawValue)))" }
  }

  private var taboo: [String] {
    document.tabooPhrases.flatMap { phrase in
      [row([], phrase.text), "      \(word(.labelInstead)): \(word(phrase.instead))"]
    }
  }
}
