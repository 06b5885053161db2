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

  /// A number with the English noun that goes with it: `1 call`, `2 calls`; `several` where the plural is not
  /// made with an s.
  static func counted(_ count: some BinaryInteger, _ one: String, _ several: String? = nil) -> String {
    "\(count) \(count == 1 ? one : several ?? one + "s")"
  }
}

/// The language of everything the program says; prescribed phrases stay Chinese in both.
public enum UserLanguage: String, CaseIterable, Sendable {
  /// Simplified Chinese, the default whatever the locale says.
  case chinese = "zh"
  case english = "en"
}

/// Marks that a line of Chinese or English must not begin or end with.
public enum Punctuation {
  /// Marks that stay with what is before them.
  public static let closing: Set<Character> = Set("、。，；：？！）」』》”’)]},.;:?!")
  /// Marks that stay with what follows them.
  public static let opening: Set<Character> = Set("（「『《“‘([{")
  /// The colon of a Chinese keyboard.
  public static let wideColon: Character = "："
}
