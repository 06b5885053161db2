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
    self.init(answer, truth: Truth(truths, spoken: spoken))
  }

  /// Compares `answer` with a truth taken apart before.
  init(_ answer: String, truth: Truth) {
    let given = FactSlots(answer)
    permille =
      truth.wordings.map { Self.compare(given, with: $0.required, known: truth.known, whole: $0.whole) }.max()
      ?? 0
  }

  /// Every wording of what is true, taken apart once: a scenario's truths are compared after every deed.
  struct Truth: Sendable {
    fileprivate let known: [FactSlots]
    fileprivate let wordings: [(required: FactSlots, whole: FactSlots)]

    init(_ truths: [String], spoken: String) {
      let whole = truths.map { FactSlots($0) }
      let said = FactSlots(spoken)
      known = [said] + whole
      // Who writes down the caller's own words has it right.
      wordings =
        zip(truths, whole).map { truth, whole in
          (truth.contains("[") ? FactSlots(required(truth)) : whole, whole)
        } + (spoken.isEmpty ? [] : [(said, said)])
    }
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
    _ given: FactSlots, with wanted: FactSlots, known: [FactSlots], whole: FactSlots
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
