import CallModel

extension CallRecord {
  /// The record with personal data hidden.
  public func masked(_ extent: MaskingExtent) -> CallRecord {
    guard extent != .none else { return self }
    return replacingTexts { kind, text in Masking.hide(text, kind, extent) }
  }
}

extension Masking {
  /// The text of a record's field with personal data hidden.
  public static func hide(_ text: String, _ kind: RecordText, _ extent: MaskingExtent) -> String {
    guard extent != .none, !text.isEmpty else { return text }
    switch kind {
    case .number: return number(text)
    case .subscriber: return name(text)
    case .element(.contact): return contact(text)
    case .element(.where): return extent == .list ? address(Self.text(text)) : Self.text(text)
    case .complaint(let field): return complaint(text, field)
    case .recording: return Self.text(text)
    case .element, .words, .remark: return Self.text(text)
    }
  }

  private static func complaint(_ text: String, _ field: ComplaintField) -> String {
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
