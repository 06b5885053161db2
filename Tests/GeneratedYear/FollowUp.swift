import CallModel

/// Something a desk does about a call after it was closed.
struct FollowUp {
  enum Kind {
    case complaint(due: CivilDate)
    case abandoned
    case rating
  }

  let call: CallIdentifier
  let kind: Kind
  let after: WallInstant
}
