import CallModel

/// Hides personal data in the texts of one call: the only masker there is.
///
/// It knows what the call's own fields say of the people in it, and hides that wherever it stands in the
/// texts of the call: in another element, a remark, a correction, a desk's answer, the name of a recording.
/// So it is made from everything on record of the call before any text of it is shown.
public struct Masker: Sendable {
  /// How much is hidden.
  public let extent: MaskingExtent
  private let known: PersonalData

  /// A masker that knows what `holders` say: the call's record and what desks wrote of it.
  public init(_ extent: MaskingExtent, knowing holders: [any TextHolding] = []) {
    self.extent = extent
    var known = PersonalData()
    if extent != .none {
      for holder in holders {
        _ = holder.replacingTexts { kind, text in
          known.learn(text, kind: kind, extent: extent)
          return text
        }
      }
      known.finish()
    }
    self.known = known
  }

  /// A text of the call with personal data hidden.
  public func hide(_ text: String, kind: RecordText) -> String {
    guard extent != .none, !text.isEmpty else { return text }
    return Masking.hide(known.hidden(in: text), kind: kind, extent: extent)
  }
}

extension TextHolding {
  /// The value with personal data hidden, what the call's other texts say of people included.
  public func masked(by masker: Masker) -> Self {
    masker.extent == .none ? self : replacingTexts { masker.hide($1, kind: $0) }
  }
}

extension CallRecord {
  /// The record with personal data hidden, as far as the record itself tells what is personal.
  public func masked(_ extent: MaskingExtent) -> CallRecord {
    masked(by: Masker(extent, knowing: [self]))
  }
}

extension CallbackEntry {
  /// The entry with personal data hidden, as far as the entry itself tells what is personal.
  public func masked(_ extent: MaskingExtent) -> CallbackEntry {
    masked(by: Masker(extent, knowing: [self]))
  }
}

extension Masking {
  /// The text of a record's field with what can be recognised by itself as personal hidden.
  static func hide(_ text: String, kind: RecordText, extent: MaskingExtent) -> String {
    switch kind {
    case .number: number(text)
    case .subscriber: name(text)
    case .element(.contact), .served: contact(text)
    case .element(.where): extent == .list ? address(Self.text(text)) : Self.text(text)
    case .complaint(let field): complaint(text, field: field)
    case .element, .recording, .words, .unit, .remark: Self.text(text)
    // Its digits are mostly no telephone number: only a known one is hidden.
    case .phoneCall: text
    }
  }

  private static func complaint(_ text: String, field: ComplaintField) -> String {
    switch field {
    case .name: name(text)
    case .address: address(Self.text(text))
    case .workUnit: workUnit(text)
    case .telephone: number(text)
    case .against, .about: Self.text(text)
    case .confidential, .happening: text
    }
  }
}
