import CallModel
import CallProtocol
import Catalogue

/// The cards a call is taken with when the console is down, made from the same protocol as the console.
public struct ProtocolCards: Sendable {
  private let document: ProtocolDocument

  /// The cards of a protocol.
  public init(_ document: ProtocolDocument) {
    self.document = document
  }

  /// The sheet to print: the call, the branches, the complaint, what is never said, whom to refer to.
  public var sheet: PrintSheet {
    PrintSheet(
      title: .cardsTitle,
      subtitle: [document.name.joined(.verbatim(document.version)), .cardsHowTo],
      blocks: call + [.newPage] + branches + complaint + [.newPage] + ending + taboo + referrals)
  }

  private var call: [PrintBlock] {
    let elements = document.elements.map { element in
      PrintBlock.Blank(element.name, hint: hint(element), lines: 1)
    }
    return [
      .heading(.cardCall), .sentences([sentence(document.greeting)]),
      .signatures([.cardOperator, .cardNumber]), .signatures([.cardRang, .cardAnswered, .cardRings]),
      .heading(.headingElements), .blanks(elements), .heading(.headingDeeds),
      .blanks([PrintBlock.Blank(.cardUnit, lines: 2), PrintBlock.Blank(.cardNote)]),
      .signatures([.cardCategory, .cardLevel, .cardEnded]),
      .signatures([.cardTypedBy, .signInCharge]),
    ]
  }

  /// What every call is ended with, whatever it was about.
  ///
  /// It has no room on the card itself, which must stay one sheet.
  private var ending: [PrintBlock] {
    let phrases = [.consent, .farewell].flatMap(document.phrases(of:)).map(sentence)
    return [.heading(.cardEnding), .sentences(phrases)]
      + document.levels.map { .paragraph(.cardLevelMeans($0.number, $0.meaning)) }
  }

  private func hint(_ element: ElementDefinition) -> Message {
    guard let phrase = document.phrase(forPromptOf: element.identifier) else { return element.meaning }
    return element.meaning.joined(sentence(phrase), separator: "  ")
  }

  private func sentence(_ phrase: PhraseDefinition) -> Message {
    let words = document.wordings(of: phrase, by: nil)
    return Message("「\(words.chinese)」", "「\(words.chinese)」 \(words.english)")
  }

  private var branches: [PrintBlock] {
    [.heading(.cardBranches)]
      + document.branches.flatMap { branch -> [PrintBlock] in
        let phrases = branch.requiredPhrases.map { required -> Message in
          let sentences = required.alternatives.compactMap { document.phrase($0) }.map(sentence)
          let one = Message.alternatives(sentences)
          return required.moment == .beforeHangUp ? one.joined(.cardBeforeHangUp, separator: "  ") : one
        }
        let deeds = branch.requiredDeeds.map { Message.cardDeed($0.rawValue) }
        return [.paragraph(.cardBranch(branch.name)), .sentences(phrases)]
          + (deeds.isEmpty ? [] : [.paragraph(.cardDeeds(.list(deeds)))])
      }
  }

  private var complaint: [PrintBlock] {
    [
      .heading(.headingComplaint), .paragraph(.cardComplaint(days: document.complaintReplyWorkingDays)),
      .paragraph(.tellInspectors(document.inspectorsUnit)),
      .blanks(document.complaintFields.map { PrintBlock.Blank($0.name) }),
    ]
  }

  private var taboo: [PrintBlock] {
    let columns = [PrintBlock.Column(.protocolTaboo, width: 34), PrintBlock.Column(.cardInstead, width: 43)]
    let rows = document.tabooPhrases.map { [.verbatim("「\($0.text)」"), $0.instead] as [Message] }
    return [.heading(.protocolTaboo), .table(columns, rows)]
  }

  private var referrals: [PrintBlock] {
    let columns = [
      PrintBlock.Column(.columnDepartment, width: 24), PrintBlock.Column(.columnTelephone, width: 18),
      PrintBlock.Column(.columnAddress, width: 34),
    ]
    let rows = document.referrals.entries.map { entry in
      [Message(entry.department, entry.english), .verbatim(entry.telephone), .verbatim(entry.address)]
        as [Message]
    }
    return [.heading(.protocolReferrals)] + (rows.isEmpty ? [.paragraph(.nothing)] : [.table(columns, rows)])
  }
}
