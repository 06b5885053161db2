import CallJournal
import CallModel
import PlainText

/// Prints what a seat's journals hold.
enum CrashCheck {
  static func run(_ words: [String]) throws {
    let reader = JournalReader(logs: words[0])
    let seat = try SeatIdentifier(words[1])
    for day in reader.dayFolders(.live).days {
      let contents = reader.day(day, seat: seat, room: .live)
      for placed in contents.entries {
        if let number = placed.entry.value["number"]?.integer { JournalProbe.say("number \(number)\n") }
      }
      for fault in contents.faults {
        JournalProbe.say("fault \(fault.file) \(fault.line ?? 0) \(fault.kind)\n")
      }
    }
  }
}
