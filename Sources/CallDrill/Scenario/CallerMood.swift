/// How a simulated caller is; the words are those of the scenario file.
public enum CallerMood: String, CaseIterable, Hashable, Sendable {
  /// Speaks plainly.
  case calm
  /// Excited: incoherent until calmed.
  case anxious
  /// Does not know what matters: incoherent until calmed.
  case confused
  /// Wanders off until asked again.
  case drunk
  /// Can only whisper.
  case whispering
  /// Swears until asked for civility.
  case rude
  /// Has no business at all.
  case harassing
  /// Speaks no Mandarin.
  case foreign
  /// A child.
  case child
  /// Says nothing, or nothing plain.
  case silent

  /// Whether a seed may give or take this temper: one that calls for no other branch and no other language.
  public var isInterchangeable: Bool { self == .calm || isScattered }

  /// Whether the first questions get an incoherent answer until the caller is calmed.
  public var isScattered: Bool { self == .anxious || self == .confused || self == .drunk }
}
