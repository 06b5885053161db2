import CallJournal
import CallModel
import Catalogue
import Files
import Glibc

/// A folder that one call's evidence is handed out in: plain files, and `SHA256SUMS` over all of them.
struct EvidenceFolder {
  /// The folder.
  let path: String
  private var sums: [(name: String, digest: LineDigest)] = []

  /// Makes the folder, which must not exist yet, for this user alone.
  init(making path: String) throws(DeskFault) {
    self.path = path
    for folder in ["", "/lines", "/witnesses"] {
      do throws(SystemFault) {
        try SystemFileOperations().makeFolder(path: path + folder, mode: 0o700)
      } catch {
        throw .cannotWrite(path: path + folder, errno: error.code)
      }
    }
  }

  /// Refuses a path where something is already: nobody's files are written over.
  static func check(_ path: String) throws(DeskFault) {
    // What cannot be looked at is told of when the folder is made.
    if (try? SystemFileOperations().status(path: path)) != nil {
      throw .cannotWrite(path: path, errno: EEXIST)
    }
  }

  /// Writes everything; `SHA256SUMS` comes last, so that a folder without it was never finished.
  mutating func write(_ evidence: CallEvidence, pages: EvidencePages) throws(DeskFault) {
    for (index, line) in evidence.lines.enumerated() {
      try add(EvidencePages.name(of: line, folder: "lines", index: index), bytes: line.bytes)
    }
    for (index, witness) in evidence.witnesses.enumerated() {
      try add(
        EvidencePages.name(of: witness.line, folder: "witnesses", index: index), bytes: witness.line.bytes)
    }
    try add("call.jsonl", bytes: evidence.lines.flatMap { $0.bytes + [0x0A] })
    try add("MANIFEST.tsv", bytes: Array(pages.manifest.utf8))
    try add("CHECKPOINTS.tsv", bytes: Array(pages.checkpoints.utf8))
    try add("checkpoints.txt", bytes: Array(pages.points.utf8))
    try add("README.txt", bytes: Array(pages.explanation.utf8))
    let text = sums.sorted { $0.name < $1.name }.map { "\($0.digest)  \($0.name)\n" }.joined()
    try SheetOutput.create(Array(text.utf8), at: path + "/SHA256SUMS", mode: 0o600)
  }

  private mutating func add(_ name: String, bytes: [UInt8]) throws(DeskFault) {
    try SheetOutput.create(bytes, at: path + "/" + name, mode: 0o600)
    sums.append((name, LineDigest(of: bytes)))
  }
}

/// The pages of an evidence folder, besides the lines themselves.
struct EvidencePages {
  private let evidence: CallEvidence
  private let call: CallIdentifier
  private let access: Message

  /// The pages about `call`; `access` tells who took them out, when and why.
  init(_ evidence: CallEvidence, of call: CallIdentifier, access: Message) {
    self.evidence = evidence
    self.call = call
    self.access = access
  }

  /// `lines/0001-2026-11-22-seat-03.jsonl-17`.
  static func name(of line: EvidenceLine, folder: String, index: Int) -> String {
    let number = String(index + 1)
    let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
    return "\(folder)/\(padded)-\(line.path.date)-\(line.path.name)-\(line.number)"
  }

  /// One row a line: its place, its digest, and what its neighbours say.
  var manifest: String {
    let head = [
      "name", "file", "line", "offset", "bytes", "at", "ev", "sha256", "prev", "next_line_prev", "chain",
    ]
    let rows = evidence.lines.enumerated().map { index, line in
      [
        Self.name(of: line, folder: "lines", index: index), line.path.description, "\(line.number)",
        "\(line.offset)",
        "\(line.bytes.count)", line.at, line.kind, line.digest.description, line.previous.description,
        line.following?.description ?? "-", line.isSound ? "ok" : "BROKEN",
      ]
    }
    return Self.table([head] + rows)
  }

  /// One row a checkpoint: who left it where, what it says, whether it still holds.
  var checkpoints: String {
    let head = ["name", "witness", "at", "file", "bytes", "lines", "sha256", "holds"]
    let rows = evidence.witnesses.enumerated().map { index, witness in
      [
        Self.name(of: witness.line, folder: "witnesses", index: index),
        "\(witness.line.path):\(witness.line.number)",
        witness.line.at, witness.point.path.description, "\(witness.point.bytes)", "\(witness.point.lines)",
        witness.point.head.description, witness.holds ? "yes" : "NO",
      ]
    }
    return Self.table([head] + rows)
  }

  /// The checkpoints and the files' present ends, as `verify --against` reads them.
  var points: String {
    let points =
      evidence.witnesses.map { Checkpoint($0.point).line } + evidence.heads.map { Checkpoint($0).line }
    return points.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .map { $0 + "\n" }.joined()
  }

  /// What the folder is and how it is checked, in both languages.
  var explanation: String {
    let about = Message.evidenceAbout(
      call: call.description, lines: evidence.lines.count, witnesses: evidence.witnesses.count,
      faults: evidence.faults.count, isSound: evidence.isSound)
    return [
      about.chinese, access.chinese, Message.evidenceCheck.chinese, about.english, access.english,
      Message.evidenceCheck.english,
    ]
    .joined(separator: "\n\n") + "\n"
  }

  private static func table(_ rows: [[String]]) -> String {
    rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}
