import PlainText

/// Cuts the byte stream of a terminal into keys; holds what is not complete and gives it up in time.
///
/// Sequences follow ECMA-48 (CSI: parameters 0x30-0x3F, intermediates 0x20-0x2F, final 0x40-0x7E), SS3, and
/// the Linux console's `ESC [ [ A`. Times are monotonic milliseconds given by the caller.
struct KeyDecoder {
  /// Most bytes kept of one paste; far above the longest line.
  static let pasteLimit = 65_536
  private static let sequenceLimit = 32
  private static let sequenceMilliseconds: Int64 = 500
  private static let pasteIdleMilliseconds: Int64 = 2_000
  private static let pasteMilliseconds: Int64 = 10_000
  private static let pasteStart: [UInt8] = Array("\u{1B}[200~".utf8)
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  private enum State {
    case ground
    case character([UInt8], missing: Int)
    case escape
    case controlSequence([UInt8])
    case singleShift([UInt8])
    case string(sawEscape: Bool)
    case paste(kept: [UInt8], matched: Int, wasCut: Bool, began: Int64)
  }

  private let escapeMilliseconds: Int64
  private var state = State.ground
  private var lastByte: Int64 = 0
  private var tokens: [KeyToken] = []

  /// A decoder that takes an Escape without a follower for a lone one after this time.
  init(escapeMilliseconds: Int64) {
    self.escapeMilliseconds = escapeMilliseconds
  }

  /// When `expire` is to be called, nil when nothing is held.
  var deadline: Int64? {
    switch state {
    case .ground: nil
    case .escape: lastByte + escapeMilliseconds
    case .character, .controlSequence, .singleShift, .string: lastByte + Self.sequenceMilliseconds
    case .paste(_, _, _, let began):
      min(lastByte + Self.pasteIdleMilliseconds, began + Self.pasteMilliseconds)
    }
  }

  /// The keys that these bytes complete, whatever time has passed: see `expire`.
  mutating func feed(_ bytes: some Sequence<UInt8>, now: Int64) -> [KeyToken] {
    lastByte = now
    for byte in bytes { take(byte) }
    defer { tokens = [] }
    return tokens
  }

  /// What is held too long by now.
  ///
  /// Only for when nothing more waits to be read: after a busy moment the rest of a key may have been there
  /// in time.
  mutating func expire(now: Int64) -> [KeyToken] {
    guard let deadline, now >= deadline else { return [] }
    return flush()
  }

  /// Everything held, as far as it means something; for the end of input and for time-outs.
  mutating func flush() -> [KeyToken] {
    let held = state
    state = .ground
    switch held {
    case .ground, .string: return []
    case .character: return [.text("\u{FFFD}"), .cleaned]
    case .escape: return [.escape]
    case .controlSequence(let bytes) where bytes.count == 2: return [.escape, .text("[")]
    case .controlSequence: return []
    case .singleShift: return [.sequence([0x1B, 0x4F])]
    case .paste(let kept, _, let wasCut, _): return [.paste(kept, wasCut: wasCut)]
    }
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: begin(byte)
    case .character(let bytes, let missing): continueCharacter(bytes, missing: missing, byte: byte)
    case .escape: afterEscape(byte)
    case .controlSequence(let bytes): continueSequence(bytes, byte: byte)
    case .singleShift(let bytes): continueShift(bytes, byte: byte)
    case .string(let sawEscape): continueString(sawEscape, byte: byte)
    case .paste: continuePaste(byte)
    }
  }

  private mutating func begin(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x00..<0x20, 0x7F: tokens.append(.control(byte))
    case 0x20..<0x7F: addText(String(UnicodeScalar(byte)))
    case 0xC2...0xDF: state = .character([byte], missing: 1)
    case 0xE0...0xEF: state = .character([byte], missing: 2)
    case 0xF0...0xF4: state = .character([byte], missing: 3)
    default: addBroken()
    }
  }

  private mutating func continueCharacter(_ bytes: [UInt8], missing: Int, byte: UInt8) {
    guard byte & 0xC0 == 0x80 else {
      state = .ground
      addBroken()
      return begin(byte)
    }
    if missing > 1 {
      state = .character(bytes + [byte], missing: missing - 1)
    } else {
      state = .ground
      addCharacter(bytes + [byte])
    }
  }

  private mutating func afterEscape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case 0x5B: state = .controlSequence([0x1B, byte])
    case 0x4F: state = .singleShift([0x1B, byte])
    case 0x50, 0x5D, 0x5E, 0x5F: state = .string(sawEscape: false)
    case 0x1B:
      tokens.append(.escape)
      state = .escape
    case 0x80...0xFF:
      tokens.append(.escape)
      begin(byte)
    default: tokens.append(.sequence([0x1B, byte]))
    }
  }

  private mutating func continueSequence(_ bytes: [UInt8], byte: UInt8) {
    let isLinuxFunction = bytes.count == 3 && bytes[2] == 0x5B
    switch byte {
    case _ where isLinuxFunction && byte >= 0x20 && byte < 0x7F: finishSequence(bytes + [byte])
    case 0x20..<0x40:
      state = .controlSequence(bytes.count < Self.sequenceLimit ? bytes + [byte] : bytes)
    case 0x5B where bytes.count == 2: state = .controlSequence(bytes + [byte])
    case 0x40..<0x7F: finishSequence(bytes + [byte])
    default:
      state = .ground
      begin(byte)
    }
  }

  private mutating func finishSequence(_ bytes: [UInt8]) {
    state = .ground
    if bytes == Self.pasteStart {
      state = .paste(kept: [], matched: 0, wasCut: false, began: lastByte)
    } else {
      tokens.append(.sequence(bytes))
    }
  }

  private mutating func continueShift(_ bytes: [UInt8], byte: UInt8) {
    state = .ground
    switch byte {
    case 0x30..<0x3C where bytes.count < Self.sequenceLimit: state = .singleShift(bytes + [byte])
    case 0x40..<0x7F: tokens.append(.sequence(bytes + [byte]))
    default:
      tokens.append(.sequence([0x1B, 0x4F]))
      begin(byte)
    }
  }

  /// A terminal's answer to a question somebody else asked it (OSC, DCS, PM, APC): not typed, swallowed to
  /// its end.
  private mutating func continueString(_ sawEscape: Bool, byte: UInt8) {
    switch byte {
    case 0x07: state = .ground
    case 0x5C where sawEscape: state = .ground
    case 0x0A, 0x0D:
      state = .ground
      begin(byte)
    default: state = .string(sawEscape: byte == 0x1B)
    }
  }

  private mutating func continuePaste(_ byte: UInt8) {
    guard case .paste(var kept, let matched, var wasCut, let began) = state else { return }
    state = .ground  // The array must not be shared while it grows.
    if byte == Self.pasteEnd[matched] {
      if matched + 1 == Self.pasteEnd.count { return tokens.append(.paste(kept, wasCut: wasCut)) }
      state = .paste(kept: kept, matched: matched + 1, wasCut: wasCut, began: began)
      return
    }
    let startsAgain = byte == Self.pasteEnd[0]
    let pending = Self.pasteEnd[..<matched] + (startsAgain ? [] : [byte])
    if kept.count + pending.count <= Self.pasteLimit { kept += pending } else { wasCut = true }
    state = .paste(kept: kept, matched: startsAgain ? 1 : 0, wasCut: wasCut, began: began)
  }

  private mutating func addCharacter(_ bytes: [UInt8]) {
    let safe = SafeText(bytes: bytes)
    if !safe.description.isEmpty { addText(safe.description) }
    if safe.wasChanged { tokens.append(.cleaned) }
  }

  private mutating func addBroken() {
    addText("\u{FFFD}")
    tokens.append(.cleaned)
  }

  private mutating func addText(_ text: String) {
    if case .text(let before) = tokens.last {
      tokens[tokens.count - 1] = .text(before + text)
    } else {
      tokens.append(.text(text))
    }
  }
}

/// What the bytes of a terminal mean, before readline's map of keys is asked.
enum KeyToken: Hashable {
  /// Typed text, already safe.
  case text(String)
  /// A control byte: Enter, Backspace, Ctrl-A ...
  case control(UInt8)
  /// A lone Escape.
  case escape
  /// A whole escape sequence, from its Escape byte on.
  case sequence([UInt8])
  /// The bytes of a bracketed paste; `wasCut` when it went over the limit.
  case paste([UInt8], wasCut: Bool)
  /// Something typed was no text and has been left out.
  case cleaned
}
