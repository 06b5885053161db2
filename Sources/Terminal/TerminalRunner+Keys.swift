import CReadline
import CallConsole
import Glibc
import PlainText

extension TerminalRunner {
  /// Reads what was typed and acts on it.
  func readKeyboard() {
    switch device.read() {
    case .bytes(let bytes): handle(decoder.feed(bytes, now: MonotonicTime.now))
    case .nothing: break
    case .gone: hangUp(code: 129)
    }
  }

  /// Acts on keys, in order, until the program closes.
  func handle(_ tokens: [KeyToken]) {
    var hasCleaned = false
    for token in tokens where exitCode == nil {
      if token == .cleaned { hasCleaned = true } else { handle(token) }
    }
    if hasCleaned && exitCode == nil { give(.textWasCleaned(wasCut: false)) }
  }

  private func handle(_ token: KeyToken) {
    let isChord = escapeIsHeld
    if token != .cleaned { escapeIsHeld = false }
    switch token {
    case .text(let text) where isChord && Self.isChordEnd(text): sequence([0x1B] + Array(text.utf8))
    case .text(let text): type(text)
    case .control(0x03): give(.interrupt(text: editor.text))
    case .control(0x04) where editor.isEmpty: give(.endOfInput)
    case .control(let byte): feed([byte])
    case .escape where editor.ownsEscape: feed([0x1B])
    case .escape:
      press(.escape)
      escapeIsHeld = true
    case .sequence(let bytes): sequence(bytes)
    case .paste(let bytes, let wasCut): insertPaste(bytes, wasCut: wasCut)
    case .cleaned: break
    }
  }

  /// What makes a function key of the Escape before it, at any pace.
  private static func isChordEnd(_ text: String) -> Bool {
    text.utf8.count == 1 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x3D }
  }

  /// Gives readline keys.
  ///
  /// A terminal that takes no output is not drawn on: that would block.
  private func feed(_ bytes: [UInt8]) {
    // In plain mode a line that was entered stands where it is, and is not emptied on the screen.
    let isEntered = configuration.isPlain && (bytes == [0x0D] || bytes == [0x0A])
    let draws =
      !isEntered && (!device.hasWaitingOutput || (device.flush() && !device.hasWaitingOutput))
    if draws { paint.wasEdited = true } else { paint.wantNow() }
    var rest = bytes[...]
    while !rest.isEmpty && exitCode == nil {
      rest = rest.dropFirst(editor.feed(rest, draws: draws))
      takeEvents()
    }
  }

  private func type(_ text: String) {
    let room =
      editor.length + text.utf8.count <= SafeText.maximumLength ? text : fitted(text, used: editor.text)
    if !room.isEmpty { feed(Array(room.utf8)) }
    guard room.utf8.count < text.utf8.count else { return }
    device.add("\u{7}")
    give(.textWasCleaned(wasCut: true))
  }

  /// A sequence readline knows goes there; of Escape and a letter it does not know neither is lost; others
  /// go.
  private func sequence(_ bytes: [UInt8]) {
    if editor.isBound(bytes) {
      feed(bytes)
    } else if bytes.count == 2, bytes[1] >= 0x20, bytes[1] < 0x7F {
      press(.escape)
      type(String(UnicodeScalar(bytes[1])))
    } else if bytes.count == 2 {
      press(.escape)
      handle(.control(bytes[1]))
    }
  }

  private func insertPaste(_ bytes: [UInt8], wasCut: Bool) {
    var bytes = bytes[...]
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes = bytes.dropLast() }
    let safe = SafeText(bytes: bytes, limit: .max)
    let room = fitted(safe.description, used: editor.text)
    editor.insert(room)
    paint.wantNow()
    let isCut = wasCut || room.utf8.count < safe.description.utf8.count
    if isCut || safe.wasChanged { give(.textWasCleaned(wasCut: isCut)) }
  }

  private func press(_ key: ConsoleKey) {
    give(.key(key, text: editor.text))
    paint.wantNow()
  }

  private func takeEvents() {
    while exitCode == nil, let event = editor.nextEvent() {
      switch event {
      case .line(let text): enter(text)
      case .key(let number): if let key = Self.key(number) { press(key) }
      case .redraw: paint.wantAll()
      case .endOfInput: give(.endOfInput)
      }
    }
  }

  /// The draft holds the line until the program has it on disk.
  private func enter(_ text: String) {
    keepDraft(text)
    if configuration.isPlain { editor.breakLine() }
    give(.line(text))
    paint.wantNow()
  }

  private static func key(_ number: Int32) -> ConsoleKey? {
    switch number {
    case 1...12: .function(Int(number))
    case CALL110_KEY_UP.key: .up
    case CALL110_KEY_DOWN.key: .down
    case CALL110_KEY_PAGE_UP.key: .pageUp
    case CALL110_KEY_PAGE_DOWN.key: .pageDown
    case CALL110_KEY_TAB.key: .tab
    case CALL110_KEY_SHIFT_TAB.key: .shiftTab
    case CALL110_KEY_SWAP.key: .swap
    case CALL110_KEY_UNDO.key: .undo
    default: nil
    }
  }
}

extension call110_key {
  /// The number events carry.
  fileprivate var key: Int32 { Int32(rawValue) }
}
