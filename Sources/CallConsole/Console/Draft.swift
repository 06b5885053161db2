import CallModel
import Catalogue
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
    var texts: [OpenField: String]
  }

  /// Texts beside the line are kept up to this many bytes together, so that the draft always fits its slot.
  static let largestOthers = 8_192
  private static let ringsKey: StaticString = "rings"

  /// The call on the screen first.
  let parts: [Part]
  /// The rings something was typed for, the one on the screen without what stands on the line.
  let rings: [RingText]

  /// What a desk has on the screen and beside it.
  init(_ desk: CallDesk) {
    let shown = desk.ringOnScreen.map { RingText(ring: $0.ring, text: "", wasOnScreen: true) }
    rings = desk.ringTexts + (shown.map { [$0] } ?? [])
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
    rings = (stored?["\(Self.ringsKey)"]?.array ?? []).prefix(RingText.most + 1).compactMap { RingText($0) }
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
  /// members `"20261122-03-0008|element:where":{…}` behind the fields, and behind them `"rings":[…]`.
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
      let keptRings = rings.filter { ring in
        room -= ring.size
        return room >= 0
      }
      if !keptRings.isEmpty {
        writer.array(Self.ringsKey) { array in for ring in keptRings { ring.write(to: &array) } }
      }
    }
    return
      "\(parts[0].call?.description ?? "-")|\(parts[0].field.name)|\(String(decoding: texts, as: UTF8.self))"
  }
}

extension RingText {
  /// One of a draft; nil when it says no telephone's call.
  fileprivate init?(_ value: JSONValue) {
    guard let phoneCall = value["phone_call"]?.string, let number = value["from"]?.string else { return nil }
    let ring = RingSeen(number: number, isFromPhone: true, phoneCall: phoneCall)
    self.init(ring: ring, text: value["text"]?.string ?? "", wasOnScreen: value["shown"]?.bool ?? false)
  }

  /// How much room it takes in a draft, in bytes.
  fileprivate var size: Int {
    text.utf8.count + ring.number.utf8.count + (ring.phoneCall?.utf8.count ?? 0)
  }

  /// A ring the telephone gave no name cannot be known again after a crash, and is left out.
  fileprivate func write(to writer: inout JSONWriter) {
    guard let phoneCall = ring.phoneCall else { return }
    writer.object { writer in
      writer.member("phone_call", phoneCall)
      writer.member("from", ring.number)
      writer.member("text", text)
      writer.member("shown", wasOnScreen)
    }
  }

  fileprivate func with(text: String) -> RingText {
    RingText(ring: ring, text: text, wasOnScreen: wasOnScreen)
  }
}

extension CallDesk {
  /// Puts half-typed texts back into the calls they were typed in, and brings the one to the screen that was
  /// there; what is to be said of it, and whether the line belongs there.
  mutating func restore(_ context: DraftContext, line: String) -> (effects: [DeskEffect], isLineHere: Bool) {
    let isRing = context.rings.contains(where: \.wasOnScreen)
    for ring in context.rings { keep(ring.wasOnScreen ? ring.with(text: line) : ring) }
    var effects = ringTexts.filter { !$0.text.isEmpty }.map {
      DeskEffect(.warning, message: .typedForRing($0.ring.number, text: $0.text))
    }
    var parts = context.parts
    if !line.isEmpty { parts[0].texts[parts[0].field] = line }
    for part in parts.reversed() where part.call != nil { effects += restore(part) }
    if parts[0].call == nil, !isRing, !line.isEmpty {
      // Typed while nobody was there: nobody's yet, and not that of a call found since.
      guard record == nil else {
        return (effects + [DeskEffect(.warning, message: .typedForRing("", text: line))], false)
      }
      front.texts[open] = line
    }
    return (effects, !isRing && parts[0].call == record?.id)
  }

  /// One call's part: a call that goes on has its texts again; of a closed one they stand in its record.
  private mutating func restore(_ part: DraftContext.Part) -> [DeskEffect] {
    guard let call = part.call else { return [] }
    if let index = others.firstIndex(where: { $0.record?.id == call }) { bring(index) }
    guard call == record?.id else { return leave(part.texts, of: call) }
    front.texts = part.texts
    show(part.field)
    return []
  }

  /// What was typed in a call that is not open here: it is on no line, where it would be the next caller's.
  private mutating func leave(_ texts: [OpenField: String], of call: CallIdentifier) -> [DeskEffect] {
    guard !texts.isEmpty else { return [] }
    let told = [DeskEffect(.warning, message: notEntered(texts, of: call))]
    guard let closed = closedCall(call), closed.answer != nil, !closed.isCancelled else { return told }
    return closed.unentered.isEmpty ? leave(texts, in: closed) + told : []
  }
}

extension [OpenField: String] {
  fileprivate func without(_ field: OpenField) -> [OpenField: String] {
    filter { !$0.value.isEmpty && $0.key != field }
  }
}
