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
