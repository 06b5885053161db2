import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue
import Glibc
import PlainText

/// `call110 enter-paper`: types calls on paper in with their true times, marked with the time of entry and
/// the typist.
enum EnterPaperCommand: Command {
  /// The largest file read: some thousands of calls.
  private static let largestFile = 4 << 20

  static let words = ["enter-paper"]
  static let specification = CommandSpecification(
    words, .commandEnterPaper,
    options: [
      OptionSpecification("file", .required("FILE"), .optionPaperFile), CalendarFile.option,
      ProtocolOption.specification, OptionSpecification("operator", .required("ID"), .optionDeskOperator),
      OptionSpecification("spool", .required("DIR"), .optionSpool),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    let writer = try DeskWriter(invocation, desk: JournalPath.paperDesk)
    let entry = PaperEntry(
      document: document, calendar: try CalendarFile.calendar(for: invocation), writer: writer,
      logs: invocation.logsDirectory, language: invocation.language)
    var form = PaperForm(document: document, now: JournalClock.system.now())
    var file = "-"
    if let path = invocation.value("file"), path != "-" {
      file = path
      let bytes = try InputFile.read(path, limit: largestFile)
      read(String(decoding: bytes, as: UTF8.self), into: &form)
    } else if isatty(STDIN_FILENO) == 1 {
      return try PaperPrompts(document: document, language: invocation.language).run { text in
        var form = PaperForm(document: document, now: JournalClock.system.now())
        read(text, into: &form)
        try entry.enter(form.calls)
        return tell(form.faults, file: nil, language: invocation.language)
      }
    } else {
      try readStandardInput(into: &form)
    }
    try entry.enter(form.calls)
    return tell(form.faults, file: file, language: invocation.language) ? .success : .badData
  }

  private static func read(_ text: String, into form: inout PaperForm) {
    var number = 0
    for line in text.fileLines {
      number += 1
      form.read(line, line: number)
    }
    form.finish(line: number)
  }

  private static func readStandardInput(into form: inout PaperForm) throws(InputFault) {
    var input = StandardInputLines()
    var last = 0
    while let lines = try input.next() {
      for line in lines {
        last = line.number
        form.read(line.bytes.map { String(decoding: $0, as: UTF8.self) } ?? "?", line: line.number)
      }
    }
    form.finish(line: last)
  }

  /// Tells what is wrong; true when nothing is.
  private static func tell(_ faults: [PaperFault], file: String?, language: UserLanguage) -> Bool {
    for fault in faults {
      let message = PaperFaultWords.message(fault)
      let placed = file.map { message.located(file: SafeText($0).description, line: fault.line) } ?? message
      StandardStreams.error("call110: \(placed.text(language))\n")
    }
    return faults.isEmpty
  }
}
