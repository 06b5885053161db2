import CallModel
import CallProtocol
import Catalogue
import PlainText

/// Which categories to offer: by the branches in force and the words of what happened, or by search.
struct CategorySuggestions: Sendable {
  /// As many as one digit can choose.
  static let limit = 9
  private let document: ProtocolDocument

  init(_ document: ProtocolDocument) {
    self.document = document
  }

  /// Those that fit a call, likeliest first.
  func likely(for record: CallRecord?) -> [CategoryDefinition] {
    unique(fitting(record) + document.categories.filter { $0.parent == nil })
  }

  /// Those that something speaks for.
  ///
  /// What happened says more than the turn the call took; without a word of it the turn is all there is.
  func fitting(_ record: CallRecord?) -> [CategoryDefinition] {
    let kinds = record.map { Set($0.branches.compactMap(Self.kind)) } ?? []
    return unique((record.map(told) ?? []) + document.categories.filter { kinds.contains($0.kind) })
  }

  /// Those that the words of what happened, and with what, speak for.
  func told(in record: CallRecord) -> [CategoryDefinition] {
    let matter = record.element(.what).text + record.element(.object).text
    return document.categoryMatcher.proposals(for: matter)
  }

  /// The one called so; else those whose code begins with or whose name contains `text`; else those that its
  /// words mean.
  func found(by text: String) -> [CategoryDefinition] {
    let called = document.categories.first {
      $0.name.chinese == text || $0.name.english.lowercased() == text.lowercased()
    }
    if let called { return [called] }
    let named = document.categories(matching: text)
    // A number is a code or none: never a word of what happened.
    let isNumber = text.halfWidth.allSatisfy(\.isNumber)
    return unique(named.isEmpty && !isNumber ? document.categoryMatcher.proposals(for: text) : named)
  }

  private static func kind(_ branch: BranchIdentifier) -> CategoryKind? {
    switch branch {
    case .referral: .consultation
    case .harassment: .harassment
    case .complaint: .complaint
    case .repeat: .repeated
    case .anxious, .urgent, .rude: nil
    }
  }

  private func unique(_ categories: some Sequence<CategoryDefinition>) -> [CategoryDefinition] {
    var seen: Set<String> = []
    return Array(categories.filter { seen.insert($0.code).inserted }.prefix(Self.limit))
  }
}
