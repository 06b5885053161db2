import CallModel
import CallProtocol
import Catalogue

extension CallDesk {
  /// Takes in what came over the line. The open field and half-typed text stay as they are.
  public mutating func take(_ news: LineNews) -> [DeskEffect] {
    let now = clock.now()
    var effects: [DeskEffect]
    switch news {
    case .ringing(let ring, let elapsed): effects = takeRing(ring, now.earlier(by: elapsed))
    case .answered(let answered, let phoneCall): effects = takeAnswer(answered, phoneCall, now)
    case .stopped(let ending): effects = takeStop(ending, now)
    case .callerHungUp: effects = session.isTalking ? [DeskEffect(.warning, .callerHungUp)] : []
    case .spoken(let words): effects = [DeskEffect(.notice, .callerSays(words))]
    case .told(let effect): effects = [effect]
    }
    effects += admitNext()
    settle()
    return effects
  }

  /// A call that came in while the record of the one before was still open begins as soon as that one is closed.
  mutating func admitNext() -> [DeskEffect] {
    guard let next, record == nil else { return [] }
    self.next = nil
    let now = clock.now()
    var effects = commit(session.ring(next.ring, at: next.rangAt))
    if let answered = next.answered { effects += commit(session.measure(answered, at: now)) }
    return effects
  }

  private mutating func takeRing(_ ring: RingSeen, _ since: Moment) -> [DeskEffect] {
    guard session.isTalking else { return commit(session.ring(ring, at: since)) }
    next = NextCall(ring: ring, rangAt: since, answered: nil)
    return []
  }

  private mutating func takeAnswer(_ answered: CallAnswered, _ phoneCall: String?, _ now: Moment)
    -> [DeskEffect]
  {
    let known = record?.ring?.phoneCall
    guard session.isTalking, let known, let phoneCall, known != phoneCall else {
      return commit(session.measure(answered, at: now))
    }
    next?.answered = answered
    return [DeskEffect(.warning, .nextCallAnswered)]
  }

  private mutating func takeStop(_ ending: CallEnding, _ now: Moment) -> [DeskEffect] {
    if session.isRinging { return commit(session.cutOff(ending, at: now)) }
    next = nil
    return []
  }
}
