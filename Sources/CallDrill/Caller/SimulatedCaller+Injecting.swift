/// What a trainer puts in while a drill runs.
extension SimulatedCaller {
  /// Puts it in; false when it makes no sense now.
  public mutating func inject(_ injection: DrillInjection, at now: Int64) -> Bool {
    guard case .talking = state else { return false }
    switch injection {
    case .noise: noiseLines += 3
    case .cutOff: say("", now, turn: .cutOff)
    case .urge: say(line(.urging), now)
    case .worse:
      agitation = 2
      scatteredAnswers = 0
      say(line(.scattered), now)
    case .say(let words): say(words, now)
    case .secondCaller: break
    }
    return true
  }
}
