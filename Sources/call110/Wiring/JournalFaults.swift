import Catalogue

/// Says on standard error that the journals have faults.
enum JournalFaults {
  static func report(_ count: Int, _ language: UserLanguage) {
    guard count > 0 else { return }
    StandardStreams.error("call110: \(Message.journalFaultsMet(count).text(language))\n")
  }
}
