import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue
import Files
import Glibc
import PlainText

/// Prints a sheet as text, or as a page for a browser, to standard output or into a file.
enum SheetOutput {
  /// `--format`, `--out` and `--no-pager`.
  static let options = [
    OptionSpecification("format", .required("text|html"), .optionFormat),
    OptionSpecification("out", .required("FILE"), .optionOut), Pager.option,
  ]

  /// Prints the sheet as the invocation asks.
  static func print(_ sheet: PrintSheet, invocation: Invocation) throws {
    let format = invocation.value("format") ?? "text"
    guard format == "text" || format == "html" else {
      throw CommandLineFault.badValue(option: "format", expected: "text|html")
    }
    let path = invocation.value("out").flatMap { $0 == "-" ? nil : $0 }
    let medium: PrintSheet.Medium = path == nil && isatty(STDOUT_FILENO) == 1 ? .screen : .paper
    let text =
      format == "html" ? sheet.html(invocation.language) : sheet.text(invocation.language, for: medium)
    guard let path else { return Pager.show(text, for: invocation) }
    try write(text, to: path)
  }

  /// Writes a text into a file that must not exist yet; to standard output when `path` is nil or `-`.
  static func write(_ text: String, to path: String?) throws(DeskFault) {
    guard let path, path != "-" else { return StandardStreams.output(text) }
    try create(Array(text.utf8), at: path, mode: 0o640)
  }

  /// Writes bytes into a file that must not exist yet.
  static func create(_ bytes: [UInt8], at path: String, mode: UInt32) throws(DeskFault) {
    let files = SystemFileOperations()
    do {
      let descriptor = try files.openFile(path: path, for: .create(mode: mode))
      defer { files.close(descriptor) }
      try files.writeAll(bytes, to: descriptor)
    } catch {
      throw .cannotWrite(path: path, errno: error.code)
    }
  }

  /// Puts a text in the place of a file, whole or not at all; to standard output when `path` is `-`.
  static func replace(_ text: String, at path: String) throws(DeskFault) {
    guard path != "-" else { return StandardStreams.output(text) }
    let fresh = "\(path).\(getpid())"
    try write(text, to: fresh)
    let files = SystemFileOperations()
    do throws(SystemFault) {
      try files.rename(path: fresh, to: path)
    } catch {
      // Its name is nobody's; left behind it is in nobody's way.
      try? files.remove(path: fresh)
      throw .cannotWrite(path: path, errno: error.code)
    }
  }
}

/// Prints what every desk must see when it starts.
enum BoardPrinter {
  /// What is open, now or later, most urgent first.
  static func print(_ reading: MatterReading, at now: WallInstant, language: UserLanguage) {
    let list = ComplaintList(language: language, today: now.date)
    let complaints = reading.calls.openComplaints
    let matters = MatterList(language: language, now: now)
    let rows =
      complaints.map(list.row) + reading.calls.openMatters.flatMap { matters.rows($0) }
      + CallbackBook.list(reading).openWithoutRecord.map { SafeText(matters.row($0)).description }
    let paper = reading.shifts.paperCalls
    let last = paper > 0 ? [Message.shiftPaperLeft(paper).text(language)] : []
    let all = rows + last
    let text = all.isEmpty ? [Message.nothingOpen.text(language)] : all
    StandardStreams.output(text.map { $0 + "\n" }.joined())
  }
}
