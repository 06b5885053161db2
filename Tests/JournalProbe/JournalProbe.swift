import CallJournal
import CallModel
import Glibc
import PlainText

/// A small program for crash tests and benchmarks: writes journals as the console would, and nothing else.
///
///     journal-probe write LOGS SEAT FIRST SPOOL [MS [HOURS]]
///     journal-probe check LOGS SEAT
///     journal-probe bench bare|journal FOLDER WRITERS SECONDS PAUSE
///     journal-probe make LOGS SEATS DAYS LINES [BYTES]
///
/// `write` appends FIRST, FIRST + 1 ... for ever, pausing MS, and prints what is recorded; with HOURS its
/// clock is so far off, SIGUSR1 sets it further, and the first line of every append is the ring of a call,
/// whose number is printed.
/// `check` prints the number of every event of the seat, then the faults. `bench` prints appends a second
/// and p50, p99, p99.9 and the longest in microseconds. `make` makes journals of that size, without
/// synchronizing.
@main
enum JournalProbe {
  static func main() {
    let words = CommandLine.arguments.dropFirst()
    do {
      switch (words.first, words.count) {
      case ("write", 5), ("write", 6), ("write", 7): try CrashWriter.run(Array(words.dropFirst()))
      case ("check", 3): try CrashCheck.run(Array(words.dropFirst()))
      case ("bench", 6): try AppendBench.run(Array(words.dropFirst()))
      case ("make", 5), ("make", 6): try JournalMaker.run(Array(words.dropFirst()))
      default: usage()
      }
    } catch {
      say("journal-probe: \(error)\n", to: STDERR_FILENO)
      exit(70)
    }
  }

  static func usage() -> Never {
    say("usage: journal-probe write|check|bench|make ...\n", to: STDERR_FILENO)
    exit(64)
  }

  /// Writes text at once, so that what was said before a kill is seen.
  static func say(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  /// A draft of about 300 bytes as a line.
  static func draft(_ number: Int, ring call: CallIdentifier? = nil) -> JournalDraft {
    JournalDraft(
      call: call, kind: call == nil ? "note" : "ring",
      payload: JSONWriter.object { writer in
        writer.member("number", number)
        writer.member("text", "两名男子一高一矮")
      })
  }
}
