/// What a hand does at the console, one press or one run of words at a time.
public enum HandKey: Hashable, Sendable {
  /// The words of an answer, as they are typed.
  case words(String)
  /// Digits that choose from a list.
  case choice(String)
  /// Enter.
  case enter
  /// Tab.
  case tab
  /// Escape.
  case escape
  /// The arrow up.
  case up
  /// The arrow down.
  case down
  /// F1 to F12.
  case function(Int)

  /// How many control keys it is.
  ///
  /// The rule by which keys are counted, here and nowhere else: every function key, Enter, Tab, Escape and
  /// arrow is one, and every digit that is not part of an answer's words; the words themselves are none, nor
  /// is lifting the handset or putting it down.
  public var controlKeys: Int {
    switch self {
    case .words: 0
    case .choice(let digits): digits.count
    case .enter, .tab, .escape, .up, .down, .function: 1
    }
  }
}

/// A hand at the console that counts the control keys it really sends.
public struct CountedHand {
  /// All that was sent, in order.
  public private(set) var sent: [HandKey] = []
  private let press: (HandKey) throws -> Void

  /// A hand whose keys go to `press`.
  public init(_ press: @escaping (HandKey) throws -> Void) { self.press = press }

  /// Presses these keys, one after another.
  public mutating func send(_ keys: HandKey...) throws {
    for key in keys {
      sent.append(key)
      try press(key)
    }
  }

  /// Types an answer and enters it.
  public mutating func say(_ words: String) throws { try send(.words(words), .enter) }

  /// The control keys sent so far.
  public var controlKeys: Int { sent.reduce(0) { $0 + $1.controlKeys } }
}

/// The calls whose keys are counted, and how many each may take.
public enum CountedCalls {
  /// A simple robbery, told in answers to all eight elements in the order of the norm.
  ///
  /// The last one is only told by a caller who is to be rung back elsewhere: the linked telephone tells his
  /// number.
  public static let robbery: [(element: String, words: String)] = [
    ("何时", "十分钟前"), ("何地", "天宁区晋陵中路189号"), ("何事", "有人抢夺我的手机"), ("何人", "两名男子, 一高一矮"), ("何因", "不认识"),
    ("何物", "黑色手机"), ("何果", "手臂擦伤"), ("联系", "就这个号码, 人在店门口"),
  ]
  /// How many of the answers a caller gives whose number the linked telephone tells.
  public static let robberyAnswers = 7
  /// With greeting, promise, unit, kind, level, consent, farewell and end; the telephone is linked.
  public static let robberyAtMost = 12
  /// From the first key behind the greeting until the earlier call is linked and its unit chased.
  public static let urgingAtMost = 4
}
