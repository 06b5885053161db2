extension Message {
  /// Seconds with one decimal, from ms, rounded half up.
  ///
  /// What is below `limit` (in ms) never looks as if it had reached it: 14,960 ms are shown as 14.9 s beside
  /// a limit of 15 s, because the verdict beside the figure is made from the ms.
  public static func seconds(_ milliseconds: Int64, below limit: Int64? = nil) -> Message {
    var tenths = (max(0, milliseconds) + 50) / 100
    if let limit, milliseconds < limit, tenths * 100 >= limit { tenths = max(0, limit - 1) / 100 }
    let figure = "\(tenths / 10).\(tenths % 10)"
    return Message("\(figure)秒", "\(figure) s")
  }

  /// So many rings: 三声, three rings.
  public static func rings(_ count: Int) -> Message {
    let words = [
      ("一", "one"), ("两", "two"), ("三", "three"), ("四", "four"), ("五", "five"), ("六", "six"), ("七", "seven"),
      ("八", "eight"), ("九", "nine"), ("十", "ten"),
    ]
    let (chinese, english) = (1...words.count).contains(count) ? words[count - 1] : ("\(count)", "\(count)")
    return Message("\(chinese)声", "\(english) ring\(count == 1 ? "" : "s")")
  }

  /// Answered before so many rings were over: 三声内, within three rings.
  public static func withinRings(_ count: Int) -> Message {
    Message("\(rings(count).chinese)内", "within \(rings(count).english)")
  }

  /// Which ring, from 1.
  public static func ring(_ number: Int) -> Message { Message("第\(number)声", "ring \(number)") }

  /// How fast a call was answered, who says so, and the verdict with the limit it used (both in ms).
  public static func answerTiming(
    ring: Int?, milliseconds: Int64?, source: String, verdict: String, limit: Int64
  ) -> Message {
    guard let ring, let milliseconds, source != "unknown" else {
      return Message("接听 铃声未记录", "answered; ringing not recorded")
    }
    let time = seconds(milliseconds, below: limit)
    let (teller, judged) = (name(of: source), name(of: verdict))
    return Message(
      "接听 \(Message.ring(ring).chinese) \(time.chinese) \(teller.chinese) \(judged.chinese) "
        + "(限\(seconds(limit).chinese))",
      "answered on ring \(ring) after \(time.english), \(judged.english) "
        + "(\(teller.english), limit \(seconds(limit).english))")
  }

  /// The same in the few words the panel has room for.
  public static func shortTiming(
    ring: Int?, milliseconds: Int64?, source: String, verdict: String, limit: Int64
  ) -> Message {
    guard let ring, let milliseconds, source != "unknown" else {
      return Message("铃声未记录", "ringing not recorded")
    }
    let (count, time) = (Message.ring(ring), seconds(milliseconds, below: limit))
    let (teller, judged) = (name(of: source), name(of: verdict))
    return Message(
      "\(count.chinese) \(time.chinese) \(teller.chinese) \(judged.chinese)",
      "\(count.english), \(time.english), \(judged.english) (\(teller.english))")
  }

  /// Minutes and seconds, `01:12`, from ms; hours are counted as minutes.
  public static func minutes(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds) / 1_000
    let minutes = String(seconds / 60)
    let rest = String(seconds % 60)
    return (minutes.count < 2 ? "0" : "") + minutes + ":" + (rest.count < 2 ? "0" : "") + rest
  }

  /// How long ago, from ms.
  public static func ago(_ milliseconds: Int64) -> Message {
    let minutes = max(0, milliseconds) / 60_000
    if minutes < 1 { return Message("刚才", "just now") }
    if minutes < 60 { return Message("\(minutes)分钟前", "\(minutes) min ago") }
    return Message("\(minutes / 60)小时\(minutes % 60)分前", "\(minutes / 60) h \(minutes % 60) min ago")
  }
}
