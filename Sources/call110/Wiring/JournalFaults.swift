import CallArchive
import CallModel
import Catalogue
import Synchronization

/// Says on standard error that the journals have faults, and remembers it for the exit status: what is
/// printed may lack something.
enum JournalFaults {
  private static let met = Atomic<Bool>(false)

  /// Notes that there are some, told in other words.
  static func note() { met.store(true, ordering: .relaxed) }

  static func report(_ count: Int, language: UserLanguage) {
    guard count > 0 else { return }
    note()
    StandardStreams.error("call110: \(Message.journalFaultsMet(count).text(language))\n")
  }

  /// One call as the journals of the invocation have it; what was wrong in them is said, unless something was
  /// said of them already.
  static func call(
    _ call: CallIdentifier, for invocation: Invocation, proof: Archive.Proof = .neighbours
  ) -> Archive.Found {
    let found = Archive(logs: invocation.logsDirectory).call(call, proof: proof)
    if !met.load(ordering: .relaxed) { report(found.faults.count, language: invocation.language) }
    return found
  }

  /// The exit status of a command that ended with `status`: not success when journals had faults.
  static func status(_ status: ExitStatus) -> ExitStatus {
    status == .success && met.load(ordering: .relaxed) ? .found : status
  }
}
