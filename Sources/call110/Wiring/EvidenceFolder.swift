import CallJournal
import Catalogue
import Glibc

/// A folder that one call's evidence is handed out in: plain files, and `SHA256SUMS` over all of them.
struct EvidenceFolder {
  /// The folder.
  let path: String
  private var sums: [(name: String, digest: LineDigest)] = []

  /// Makes the folder, which must not exist yet, for this user alone.
  init(making path: String) throws(DeskFault) {
    self.path = path
    for folder in ["", "/lines", "/witnesses"] where mkdir(path + folder, 0o700) != 0 {
      throw .cannotWrite(path: path + folder, errno: errno)
    }
  }

  /// Refuses a path where something is already: nobody's files are written over.
  static func check(_ path: String) throws(DeskFault) {
    var status = stat()
    if lstat(path, &status) == 0 { throw .cannotWrite(path: path, errno: EEXIST) }
  }

  /// Writes everything; `SHA256SUMS` comes last, so that a folder without it was never finished.
  mutating func write(_ evidence: CallEvidence, _ pages: EvidencePages) throws(DeskFault) {
    for (index, line) in evidence.lines.enumerated() {
      try add(EvidencePages.name(of: line, "lines", index), line.bytes)
    }
    for (index, witness) in evidence.witnesses.enumerated() {
      try add(EvidencePages.name(of: witness.line, "witnesses", index), witness.line.bytes)
    }
    try add("call.jsonl", evidence.lines.flatMap { $0.bytes + [0x0A] })
    try add("MANIFEST.tsv", Array(pages.manifest.utf8))
    try add("CHECKPOINTS.tsv", Array(pages.checkpoints.utf8))
    try add("checkpoints.txt", Array(pages.points.utf8))
    try add("README.txt", Array(pages.explanation.utf8))
    let text = sums.sorted { $0.name < $1.name }.map { "\($0.digest)  \($0.name)\n" }.joined()
    try SheetOutput.create(Array(text.utf8), at: path + "/SHA256SUMS", mode: 0o600)
  }

  private mutating func add(_ name: String, _ bytes: [UInt8]) throws(DeskFault) {
    try SheetOutput.create(bytes, at: path + "/" + name, mode: 0o600)
    sums.append((name, LineDigest(of: bytes)))
  }
}
