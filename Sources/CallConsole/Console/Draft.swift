import CallModel
import PlainText

/// A half-typed line with what it belongs to, as found again after a crash or a lost terminal.
public struct Draft: Hashable, Sendable {
  /// What `ScreenChange.draftContext` last said.
  public let context: String
  /// The half-typed text.
  public let text: String

  /// A draft from its two parts.
  public init(context: String, text: String) {
    self.context = context
    self.text = text
  }
}

/// What a draft belongs to: the call, the open field, and what stands half-typed in the call's other fields.
struct DraftContext: Hashable, Sendable, CustomStringConvertible {
  /// Other fields' texts are kept up to this many bytes together, so that the draft always fits its slot.
  static let largestOthers = 8_192

  let call: CallIdentifier?
  let field: OpenField
  let others: [OpenField: String]

  init(call: CallIdentifier?, field: OpenField, others: [OpenField: String]) {
    self.call = call
    self.field = field
    self.others = others.filter { !$0.value.isEmpty && $0.key != field }
  }

  /// The context written as `description`; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let field = OpenField(name: parts[1]) else { return nil }
    var others: [OpenField: String] = [:]
    // A draft helps where it can be read and is no record: what cannot be read is left out.
    let stored = parts.count == 3 ? JSONReader.value(Array(parts[2].utf8)) : nil
    for member in stored?.object ?? [] {
      if let name = OpenField(name: member.key) { others[name] = member.value.string }
    }
    // A context without a call's id is that of no call.
    self.init(call: CallIdentifier(ifValid: parts[0]), field: field, others: others)
  }

  /// `20261122-03-0007|element:who|{"element:when":"十分"}`; `-` where there is no call.
  var description: String {
    var size = 0
    let kept = others.sorted { $0.key.name < $1.key.name }.prefix { item in
      size += item.value.utf8.count
      return size <= Self.largestOthers
    }
    let texts = JSONWriter.object { writer in
      for (field, text) in kept { writer.member(dynamic: field.name) { $0.value(text) } }
    }
    return "\(call?.description ?? "-")|\(field.name)|\(String(decoding: texts, as: UTF8.self))"
  }
}
