import CallModel
import CallProtocol
import Catalogue

extension CallDesk {
  /// Takes in what came over the line. The open field and half-typed text stay as they are.
  public mutating func take(_ news: LineNews) -> [DeskEffect] {
    let now = clock.now()
    let effects: [DeskEffect]
    switch news {
    case .ringing(let ring): effects = session.isTalking ? [] : commit(session.ring(ring, at: now))
    case .answered(let answered): effects = commit(session.measure(answered, at: now))
    case .stopped(let ending): effects = session.isRinging ? commit(session.cutOff(ending, at: now)) : []
    case .callerHungUp: effects = session.isTalking ? [DeskEffect(.warning, .callerHungUp)] : []
    case .spoken(let words): effects = [DeskEffect(.notice, .callerSays(words))]
    case .told(let effect): effects = [effect]
    }
    settle()
    return effects
  }
}
