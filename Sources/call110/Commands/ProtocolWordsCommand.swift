import CallProtocol
import Catalogue
import PlainText

/// `call110 protocol words FILE`: which kinds of calls the everyday words of the protocol propose for texts,
/// a line each; with codes behind a tab, how many of them are right.
enum ProtocolWordsCommand: Command {
  private static let largestFile = 4_194_304

  static let words = ["protocol", "words"]
  static let specification = CommandSpecification(
    words, operands: ["FILE"], .commandProtocolWords, options: [ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let bytes = try InputFile.read(invocation.operands[0], limit: largestFile)
    let matcher = try ProtocolOption.document(invocation).categoryMatcher
    var (first, among, known) = (0, 0, 0)
    for line in bytes.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: 0x09, maxSplits: 1).map { SafeText(bytes: $0).description.trimmed }
      guard let text = fields.first, !text.isEmpty else { continue }
      let found = matcher.proposals(for: text)
      let right = fields.count > 1 ? Set(fields[1].split(separator: ",").map { String($0).trimmed }) : []
      let place = found.firstIndex { right.contains($0.code) }
      if !right.isEmpty {
        known += 1
        if place == 0 { first += 1 }
        if place != nil { among += 1 }
      }
      let mark = !right.isEmpty && place == nil ? "! " : ""
      let names = found.map { "\($0.code) \($0.name.text(invocation.language))" }
      StandardStreams.output(([mark + text] + names).joined(separator: "\t") + "\n")
    }
    if known > 0 {
      let told = Message.wordsRight(first: first, among: among, of: known)
      StandardStreams.output(told.text(invocation.language) + "\n")
    }
    return among < known ? .found : .success
  }
}
