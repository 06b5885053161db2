import CallModel
import PlainText

/// What a typed answer means: words, or one of the two marks.
struct Answer {
  /// Given, unknown, refused, or corrected when there was another value before.
  let state: ElementState
  /// The words; empty for a mark.
  let text: String
  /// The value before; nil when there was none.
  let previous: String?

  /// `before` is the value known so far, nil when there is none.
  init(_ typed: String, before: String?) {
    previous = before.flatMap { $0.isEmpty ? nil : $0 }
    switch typed.trimmed.halfWidth {
    case "?": (state, text) = (.unknown, "")
    case "!": (state, text) = (.refused, "")
    default: (state, text) = (previous == nil ? .given : .corrected, typed.trimmed)
    }
  }

  /// Whether the words are what was known already.
  var isSame: Bool { !text.isEmpty && text == previous }
}
