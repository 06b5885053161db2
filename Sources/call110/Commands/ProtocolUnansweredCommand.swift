import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue
import Files
import PlainText

/// `call110 protocol unanswered`: questions of callers that the directory could not answer, for their
/// keepers.
enum ProtocolUnansweredCommand: Command {
  /// How far back it looks without `--days`.
  private static let usualDays = 31
  /// The kind stands within this many bytes of a line's beginning, behind the fixed members.
  private static let headLength = 256

  static let words = ["protocol", "unanswered"]
  static let specification = CommandSpecification(
    words, .commandUnanswered,
    options: [
      OptionSpecification("days", .required("N"), .optionDaysBack),
      ProtocolOption.specification,
      OptionSpecification("json", .none, .optionJSON),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let days = try invocation.integer("days", in: 1...3_660) ?? usualDays
    let document = try ProtocolOption.document(invocation)
    let reader = JournalReader(logs: invocation.logsDirectory)
    let first = JournalClock.system.now().date.adding(days: 1 - days)
    var (rows, unreadable) = ([String](), 0)
    for day in reader.days(.live).sorted() where day >= first {
      for path in reader.files(.live, on: day).paths {
        for (entry, question) in questions(in: path, reader: reader, unreadable: &unreadable) {
          rows.append(row(entry, question: question, by: document, for: invocation))
        }
      }
    }
    if invocation.has("json") {
      StandardStreams.json(rows)
    } else {
      StandardStreams.output(rows.map { $0 + "\n" }.joined())
    }
    JournalFaults.report(unreadable, language: invocation.language)
    return .success
  }

  private static func questions(
    in path: JournalPath, reader: JournalReader, unreadable: inout Int
  ) -> [(JournalEntry, OpenQuestion)] {
    var found: [(JournalEntry, OpenQuestion)] = []
    let mark = Array("\"ev\":\"\(CallEvent.Kind.question.rawValue)\"".utf8)
    do {
      try reader.forEachRawLine(of: path) { line, isTerminated in
        // A damaged line holds no question that could be answered.
        guard isTerminated, holds(line, mark: mark), let entry = try? JournalEntry(line: line),
          case .call(.question(let question))? = RecordedEvent(.call(.question), payload: entry.value)
        else { return true }
        found.append((entry, question))
        return true
      }
    } catch {
      unreadable += 1
    }
    return found
  }

  private static func holds(_ line: UnsafeRawBufferPointer, mark: [UInt8]) -> Bool {
    let head = line.prefix(headLength)
    guard head.count >= mark.count else { return false }
    return (0...(head.count - mark.count)).contains { start in
      head[start] == mark[0] && head[start..<(start + mark.count)].elementsEqual(mark)
    }
  }

  /// One question; it is marked when the directory of today answers it.
  private static func row(
    _ entry: JournalEntry, question: OpenQuestion, by document: ProtocolDocument, for invocation: Invocation
  ) -> String {
    // Its keeper needs the question, nobody the number or name of who asked it.
    let record = entry.call.flatMap { Archive(logs: invocation.logsDirectory).call($0).state?.record }
    let masker = Masker(.list, knowing: (record.map { [$0] } ?? []) + [CallEvent.question(question)])
    let text = masker.hide(question.text, kind: .remark)
    let answered = document.referrals.search(question.text).first { !$0.matters.isEmpty }?.entry.department
    guard !invocation.has("json") else {
      let bytes = JSONWriter.object { writer in
        writer.member("at", entry.at.description)
        writer.member("call_record_no", entry.call?.description)
        writer.member("keeper", question.keeper)
        writer.member("question", text)
        writer.member("answered_by", answered)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    let message = Message.unansweredRow(
      at: entry.at.display, call: entry.call?.description ?? "", keeper: question.keeper, text: text,
      answeredBy: answered)
    return SafeText(message.text(invocation.language), limit: 20_000).description
  }
}
