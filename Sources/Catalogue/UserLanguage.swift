/// The language of everything the program says; prescribed phrases stay Chinese in both.
public enum UserLanguage: String, CaseIterable, Sendable {
  /// Simplified Chinese, the default whatever the locale says.
  case chinese = "zh"
  /// English.
  case english = "en"
}
