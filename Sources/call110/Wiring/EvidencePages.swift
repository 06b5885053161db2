import CallJournal
import CallModel
import Catalogue

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
  static func name(of line: EvidenceLine, _ folder: String, _ index: Int) -> String {
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
        Self.name(of: line, "lines", index), line.path.description, "\(line.number)", "\(line.offset)",
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
        Self.name(of: witness.line, "witnesses", index), "\(witness.line.path):\(witness.line.number)",
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
