import CallModel
import CallProtocol
import PlainText

/// `FIELD TEXT // WHY` as it is typed, with the field and the value as they are stored: the same at the desk
/// and outside it.
struct Correction {
  /// The field's stored name, or the word typed where there is no such field.
  let field: String
  /// What was typed as its value.
  let typed: String
  /// The reason; empty when none was given.
  let reason: String
  private let document: ProtocolDocument

  /// Nil without a field and a text.
  init?(_ argument: String, document: ProtocolDocument) {
    let word = String(argument.prefix { !$0.isWhitespace })
    let rest = String(argument.dropFirst(word.count)).trimmed
    let parts = rest.halfWidthSlashes.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)
    guard !word.isEmpty, let text = parts.first.map({ String($0).trimmed }), !rest.isEmpty else { return nil }
    self.document = document
    field = Self.field(word, document: document)
    typed = text
    reason = parts.count > 1 ? String(parts[1]).trimmed : ""
  }

  /// The stored form of the value: of a field that holds a choice or a code it is not what is typed.
  var value: String {
    switch field {
    case Amendment.level: typed.halfWidth
    case Amendment.category: categories.count == 1 ? categories[0].code : typed.halfWidth
    case Amendment.language: document.language(named: typed)?.identifier ?? typed
    default:
      ComplaintField(amended: field)?.isChoice == true ? CallDesk.yesOrNo(typed) ?? typed : typed
    }
  }

  /// The categories that what is typed may mean, as at the category's own prompt; none for another field.
  var categories: [CategoryDefinition] {
    guard field == Amendment.category else { return [] }
    return document.category(code: typed.halfWidth).map { [$0] }
      ?? CategorySuggestions(document).found(by: typed)
  }

  /// The stored name of a field typed in either language.
  private static func field(_ word: String, document: ProtocolDocument) -> String {
    if let element = document.element(alias: word) { return element.identifier.rawValue }
    guard case .command(let name, _) = ConsoleCommand(line: "/" + word) else { return word.lowercased() }
    if let field = name.complaintField { return "complaint-" + field.rawValue }
    return name.rawValue
  }
}

extension String {
  /// The text with a pair of full-width slashes made `//`.
  fileprivate var halfWidthSlashes: String {
    split(separator: "／／", omittingEmptySubsequences: false).joined(separator: "//")
  }
}
