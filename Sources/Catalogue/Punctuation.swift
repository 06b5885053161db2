/// Marks that a line of Chinese or English must not begin or end with.
public enum Punctuation {
  /// Marks that stay with what is before them.
  public static let closing: Set<Character> = Set("、。，；：？！）」』》”’)]},.;:?!")
  /// Marks that stay with what follows them.
  public static let opening: Set<Character> = Set("（「『《“‘([{")
  /// The colon of a Chinese keyboard.
  public static let wideColon: Character = "："
}
