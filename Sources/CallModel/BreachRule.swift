/// A rule of the protocol that was broken in a call and recorded as such.
public enum BreachRule: String, CaseIterable, Sendable {
  /// Hung up on a harassing caller before the prescribed sentence (article 6).
  case harassmentSentenceMissing = "harassment-sentence-missing"
  /// The greeting was not said (article 1).
  case greetingMissing = "greeting-missing"
  /// A referral was given without address and telephone (article 5).
  case referralIncomplete = "referral-incomplete"
}
