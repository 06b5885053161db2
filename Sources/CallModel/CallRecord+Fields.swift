extension CallRecord {
  /// The present value of a field that may be corrected after the end: an element's id, a complaint field as
  /// `complaint-name`, or `category`, `level`, `language`, `number`, `note`.
  ///
  /// Nil when there is no such field.
  public func value(ofField field: String) -> String? {
    if let element = ElementIdentifier(rawValue: field) { return self.element(element).text }
    if let name = ComplaintField(amended: field) {
      return complaint.map { $0.fields[name]?.text ?? "" }
    }
    switch field {
    case "category": return category?.code ?? ""
    case "level": return level.map(String.init) ?? ""
    case "language": return language ?? ""
    case "number": return number
    case "note": return notes.last ?? ""
    default: return nil
    }
  }
}
