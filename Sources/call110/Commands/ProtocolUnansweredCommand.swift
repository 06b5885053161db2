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
    let (known, faults) = reader.dayFolders(.live, from: first)
    var (rows, unreadable) = ([String](), faults.count)
    // Several questions may be of one call.
    var faultsOfCalls: Set<JournalFault> = []
    for day in known {
      let files = reader.files(.live, on: day)
      unreadable += files.faults.count
      let repeated = RepeatedLines(in: files.paths, reader: reader)
      for path in files.paths {
        for asked in questions(in: path, without: repeated[path], reader: reader, unusable: &unreadable) {
          if let row = row(asked, by: document, for: invocation, faults: &faultsOfCalls) { rows.append(row) }
        }
      }
    }
    if invocation.has("json") {
      StandardStreams.json(rows)
    } else {
      StandardStreams.output(rows.map { $0 + "\n" }.joined())
    }
    JournalFaults.report(
      unreadable + faultsOfCalls.subtracting(faults).count, language: invocation.language)
    return .success
  }

  /// The questions in a file but for the lines `repeated`, which stand once more in a later one; `unusable`
  /// counts what could not be read and lines that say none of them, or are not their writer's to say.
  private static func questions(
    in path: JournalPath, without repeated: Set<Int64>, reader: JournalReader, unusable: inout Int
  ) -> [Noted<OpenQuestion>] {
    var (found, number): ([Noted<OpenQuestion>], Int64) = ([], 0)
    let mark = Array("\"ev\":\"\(CallEvent.Kind.question.rawValue)\"".utf8)
    do {
      try reader.forEachRawLine(of: path) { line, isTerminated in
        number += 1
        guard isTerminated, !repeated.contains(number), holds(line, mark: mark) else { return true }
        // A damaged line is counted as one, and its question is nobody's.
        let entry = try? JournalEntry(line: line)
        let noted = entry.flatMap {
          PlacedEntry(path: path, line: number, isVerified: false, entry: $0).noted
        }
        if let noted, case .call(.question(let question)) = noted.event {
          found.append(noted.replacing(question))
        } else {
          unusable += 1
        }
        return true
      }
    } catch {
      unusable += 1
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
  ///
  /// Nil for one that was taken back, or of a call that never was.
  private static func row(
    _ asked: Noted<OpenQuestion>, by document: ProtocolDocument, for invocation: Invocation,
    faults: inout Set<JournalFault>
  ) -> String? {
    let question = asked.event
    // Its keeper needs the question, nobody the number or name of who asked it.
    let found = asked.call.map { Archive(logs: invocation.logsDirectory).call($0) }
    let record = found?.state?.record
    faults.formUnion(found?.faults ?? [])
    if let record, record.isCancelled || !record.questions.contains(question) { return nil }
    let masker = Masker(.list, knowing: (record.map { [$0] } ?? []) + [CallEvent.question(question)])
    let text = masker.hide(question.text, kind: .remark)
    let answered = document.referrals.search(question.text).first { !$0.matters.isEmpty }?.entry.department
    guard !invocation.has("json") else {
      let bytes = JSONWriter.object { writer in
        writer.member("at", asked.at.description)
        writer.member("call_record_no", asked.call?.description)
        writer.member("keeper", question.keeper)
        writer.member("question", text)
        writer.member("answered_by", answered)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    let message = Message.unansweredRow(
      at: asked.at.display, call: asked.call?.description ?? "", keeper: question.keeper, text: text,
      answeredBy: answered)
    return SafeText(message.text(invocation.language), limit: 20_000).description
  }
}
