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

/// What a draft belongs to: the call on the screen and its open field, and what stands half-typed in other
/// fields and in the other calls of the desk.
struct DraftContext: Hashable, Sendable, CustomStringConvertible {
  /// One call's part.
  struct Part: Hashable, Sendable {
    /// Nil where there is no call.
    let call: CallIdentifier?
    let field: OpenField
    /// The half-typed texts.
    let texts: [OpenField: String]
  }

  /// Texts beside the line are kept up to this many bytes together, so that the draft always fits its slot.
  static let largestOthers = 8_192

  /// The call on the screen first.
  let parts: [Part]

  /// What a desk has on the screen and beside it.
  init(_ desk: CallDesk) {
    parts =
      [Part(call: desk.record?.id, field: desk.open, texts: desk.front.texts.without(desk.open))]
      + desk.others.map { Part(call: $0.record?.id, field: $0.open, texts: $0.texts) }
  }

  /// Whether anything stands half-typed beside the line.
  var hasTexts: Bool { parts.contains { !$0.texts.isEmpty } }

  /// The context written as `description`; nil for anything else.
  init?(_ text: String) {
    let words = text.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard words.count >= 2, let field = OpenField(name: words[1]) else { return nil }
    // A draft helps where it can be read and is no record: what cannot be read is left out.
    let stored = words.count == 3 ? JSONReader.value(Array(words[2].utf8)) : nil
    let members = stored?.object ?? []
    var texts: [OpenField: String] = [:]
    var others: [Part] = []
    for member in members {
      if let name = OpenField(name: member.key) {
        texts[name] = member.value.string
      } else if let other = Self.other(member.key, texts: member.value) {
        others.append(other)
      }
    }
    // A context without a call's id is that of no call.
    parts =
      [Part(call: CallIdentifier(ifValid: words[0]), field: field, texts: texts.without(field))] + others
  }

  private static func other(_ key: String, texts: JSONValue) -> Part? {
    let words = key.split(separator: "|").map(String.init)
    guard words.count == 2, let call = CallIdentifier(ifValid: words[0]),
      let field = OpenField(name: words[1])
    else { return nil }
    var kept: [OpenField: String] = [:]
    for member in texts.object ?? [] {
      if let name = OpenField(name: member.key) { kept[name] = member.value.string }
    }
    return Part(call: call, field: field, texts: kept)
  }

  /// `20261122-03-0007|element:who|{"element:when":"十分"}`, `-` where there is no call; the other calls are
  /// members `"20261122-03-0008|element:where":{…}` behind the fields.
  var description: String {
    var room = Self.largestOthers
    let kept = parts.map { part in
      part.texts.sorted { $0.key.name < $1.key.name }.filter { item in
        room -= item.value.utf8.count
        return room >= 0
      }
    }
    let texts = JSONWriter.object { writer in
      for (field, text) in kept[0] { writer.member(dynamic: field.name) { $0.value(text) } }
      for (part, texts) in zip(parts, kept).dropFirst() {
        guard let call = part.call else { continue }
        writer.member(dynamic: "\(call)|\(part.field.name)") { writer in
          writer.object { writer in
            for (field, text) in texts { writer.member(dynamic: field.name) { $0.value(text) } }
          }
        }
      }
    }
    return
      "\(parts[0].call?.description ?? "-")|\(parts[0].field.name)|\(String(decoding: texts, as: UTF8.self))"
  }
}

extension CallDesk {
  /// Puts half-typed texts back into the calls they were typed in, and brings the one to the screen that was
  /// there; whether the line belongs to it.
  mutating func restore(_ context: DraftContext, line: String) -> Bool {
    for part in context.parts.dropFirst() { restore(part) }
    let part = context.parts[0]
    if part.call != record?.id, let index = others.firstIndex(where: { $0.record?.id == part.call }) {
      bring(index)
    }
    guard part.call == record?.id else { return false }
    front.texts = part.texts
    show(part.field)
    front.keep(line)
    return true
  }

  private mutating func restore(_ part: DraftContext.Part) {
    func put(into call: inout DeskCall) {
      call.texts = part.texts
      call.show(part.field)
    }
    if part.call != nil, part.call == record?.id { put(into: &front) }
    if let index = others.firstIndex(where: { $0.record?.id == part.call }) { put(into: &others[index]) }
  }
}

extension [OpenField: String] {
  fileprivate func without(_ field: OpenField) -> [OpenField: String] {
    filter { !$0.value.isEmpty && $0.key != field }
  }
}
