import CallModel
import CallProtocol
import Catalogue

/// The earlier call learns who urged its matter on or reported it again (article 3).
extension CallDesk {
  /// Writes of each earlier call that it was urged in this one, once, and takes it back where the link is
  /// gone; nothing where no desk writes, as in a drill.
  mutating func tellUrged(by record: CallRecord) -> [DeskEffect] {
    guard let matters else { return [] }
    let linked = record.sameMatter
    let (told, now) = (front.urged, clock.now().wall)
    front.urged = linked
    let changes =
      linked.subtracting(told).map { ($0, false) } + told.subtracting(linked).map { ($0, true) }
    return changes.sorted { $0.0 < $1.0 }.flatMap { call, isWithdrawn in
      let urged = CallUrged(by: record.id, number: record.number, isWithdrawn: isWithdrawn)
      recent.apply(
        Noted(
          .desk(.urged(urged)), call: call, at: now, personnel: session.personnel, desk: session.seat))
      return matters.note(.urged(urged), of: call, told: .matterUrged(urged))
    }
  }
}

extension DeskCall {
  /// What stands in a record that is taken up again was told when it was linked.
  mutating func noteToldUrged(by record: CallRecord) { urged = record.sameMatter }
}

extension CallRecord {
  /// The earlier calls whose matter this one urges on or reports again.
  fileprivate var sameMatter: Set<CallIdentifier> {
    Set(links.filter { $0.relation == .same }.map(\.call))
  }
}

extension Message {
  fileprivate static func matterUrged(_ urged: CallUrged) -> Message {
    matterUrged(by: urged.by.description, number: urged.number, isWithdrawn: urged.isWithdrawn)
  }
}
