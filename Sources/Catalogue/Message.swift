/// One user-visible sentence in both languages.
///
/// Every word the program says is made by a static member of this type, in a file `Message+Topic.swift` of
/// this target, so that neither language can be forgotten.
public struct Message: Hashable, Sendable {
  /// The simplified Chinese wording.
  public let chinese: String
  /// The English wording.
  public let english: String

  /// A sentence from its two wordings.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The wording in `language`.
  public func text(_ language: UserLanguage) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
