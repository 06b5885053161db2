import CallModel

extension CallbackEntry {
  /// The entry with the caller's number, name and place hidden.
  public func masked(_ extent: MaskingExtent) -> CallbackEntry {
    replacing(
      CallbackOpened(
        reason: opened.reason, number: Masking.hide(opened.number, .number, extent),
        name: opened.name.map { Masking.hide($0, .subscriber, extent) },
        waitMilliseconds: opened.waitMilliseconds,
        place: Masking.hide(opened.place, .element(.where), extent), call: opened.call))
  }
}
