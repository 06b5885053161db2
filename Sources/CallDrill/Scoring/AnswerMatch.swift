/// How right an answer is, particular by particular, in per mille.
///
/// Additions are free unless they contradict what is true or what the caller said; of things that cannot be
/// both, two in one answer contradict. Three quarters of the weight is right, four tenths is half right.
public struct AnswerMatch: Sendable {
  /// 0 wrong, 500 half right, 1000 right.
  public let permille: Int

  private static let right = 750
  private static let half = 400

  /// Compares `answer` with every wording of the truth; `spoken` are the caller's words.
  ///
  /// What stands in square brackets in a truth may be left out.
  public init(_ answer: String, truths: [String], spoken: String = "") {
    let given = FactSlots(answer)
    let known = [FactSlots(spoken)] + truths.map { FactSlots($0) }
    // Who writes down the caller's own words has it right.
    let wordings = spoken.isEmpty ? truths : truths + [spoken]
    permille =
      wordings.map { truth in
        Self.compare(given, FactSlots(Self.required(truth)), known, whole: FactSlots(truth))
      }.max() ?? 0
  }

  /// The truth without what may be left out.
  static func required(_ truth: String) -> String {
    var depth = 0
    return truth.filter { character in
      if character == "[" { depth += 1 }
      defer { if character == "]" { depth = max(0, depth - 1) } }
      return depth == 0
    }
  }

  /// The truth as one writes it down, marks of what may be left out taken away.
  static func plain(_ truth: String) -> String { truth.filter { $0 != "[" && $0 != "]" } }

  private static func compare(
    _ given: FactSlots, _ wanted: FactSlots, _ known: [FactSlots], whole: FactSlots
  ) -> Int {
    if given.contradicts(known) { return 0 }
    let (found, all) = given.share(of: wanted)
    guard all > 0 else { return given.tokens == whole.tokens ? 1_000 : 0 }
    // Where what happened is most of the truth, saying nothing of it says nothing.
    if given.missesWhatHappened(wanted) { return 0 }
    let permille = found * 1_000 / all
    return permille >= right ? 1_000 : permille >= half ? 500 : 0
  }
}
