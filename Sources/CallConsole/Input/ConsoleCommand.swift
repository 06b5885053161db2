import CallModel
import Catalogue
import PlainText

/// What one line of the operator means.
public enum ConsoleCommand: Hashable, Sendable {
  /// The command words, one case for each row of `CommandWords.all`.
  public enum Name: String, CaseIterable, Sendable {
    /// The phone rings.
    case ring
    /// Ring a caller back.
    case callback
    case answer
    /// The other caller comes to the screen.
    case other
    /// Words were said.
    case said
    /// An element was asked for.
    case ask
    /// An element's answer; the eight share their words with `ElementIdentifier`.
    case when, `where`, what, who, why, object, result, contact
    /// Enter a branch.
    case branch
    /// Leave a branch.
    case leave
    /// Link with an earlier call.
    case link
    /// Answer to a repeat candidate.
    case same
    /// Safe check for a silent caller.
    case silent
    /// A unit was told.
    case notify
    /// A unit was chased.
    case chase
    /// A department was notified.
    case department
    /// What a unit told of what it did.
    case feedback
    /// Search the referral directory.
    case search
    /// A referral was given.
    case refer
    /// A question for the directory's keeper.
    case question
    /// The complainant's name.
    case name
    /// The complainant's address.
    case address
    /// The complainant's work unit.
    case workunit
    /// The complainant's telephone.
    case phone
    /// Against whom.
    case against
    /// What the complaint is about.
    case about
    case confidential
    /// Whether it is happening now.
    case happening
    case category
    case level
    /// Spoken language.
    case language
    /// A remark.
    case note
    /// The line went dead.
    case cutoff
    /// End of the call.
    case hangup
    /// A closed call is opened again.
    case reopen
    /// There was no such call.
    case cancel
    /// Correction.
    case amend
    /// Back to the item before.
    case back
    /// The last deed is taken back.
    case undo
    /// The answer just given belongs to another element.
    case move
    /// The present call.
    case status
    /// One call of the seat.
    case show
    /// A major matter was reported to a person in charge, or marked.
    case major
    /// What is owed at the change of shift, and the change itself.
    case shift
    case help
    /// Leave the console.
    case quit
  }

  /// A command with what follows it, trimmed.
  case command(Name, argument: String)
  /// Anything else: the answer to the open prompt.
  case answer(String)
  /// A slash with a word that is no command.
  case unknown(word: String)

  /// The meaning of a line.
  ///
  /// Full-width slash and letters, Chinese words and any case are accepted.
  public init(line: String) {
    let trimmed = line.trimmed
    guard let first = trimmed.first, first == "/" || first == "／" else {
      self = .answer(trimmed)
      return
    }
    let body = trimmed.dropFirst()
    let word = body.prefix { !$0.isWhitespace }
    let argument = body[word.endIndex...].trimmed
    if let name = Self.names[word.halfWidth.lowercased()] {
      self = .command(name, argument: argument)
    } else {
      self = .unknown(word: String(word))
    }
  }

  private static let names: [String: Name] = {
    var names: [String: Name] = [:]
    for row in CommandWords.all {
      guard let name = Name(rawValue: row.name) else { continue }
      for word in [row.name] + row.aliases { names[word] = name }
    }
    return names
  }()
}

extension ConsoleCommand.Name {
  /// The element this command answers, if it is one of the eight.
  public var element: ElementIdentifier? { ElementIdentifier(rawValue: rawValue) }

  /// The complaint field this command fills, if it is one of those.
  public var complaintField: ComplaintField? {
    switch self {
    case .name: .name
    case .address: .address
    case .workunit: .workUnit
    case .phone: .telephone
    case .against: .against
    case .about: .about
    case .confidential: .confidential
    case .happening: .happening
    case .ring, .callback, .answer, .other, .said, .ask, .when, .where, .what, .who, .why, .object, .result,
      .contact,
      .branch,
      .leave, .link, .same, .silent, .notify, .chase, .department, .feedback, .search, .refer, .question,
      .category,
      .level, .language, .note, .cutoff, .hangup, .reopen, .cancel, .amend, .back, .undo, .move, .status,
      .show, .major, .shift, .help,
      .quit:
      nil
    }
  }
}
