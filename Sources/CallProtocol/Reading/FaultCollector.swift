/// Gathers every fault of a file, up to a number a person could still want to read.
struct FaultCollector {
  /// The most faults listed; one more says that there are more.
  static let limit = 1_000

  private(set) var faults: [ProtocolFault] = []
  let file: String

  init(file: String) {
    self.file = file
  }

  mutating func add(_ problem: ProtocolFault.Problem, at position: SourcePosition? = nil) {
    guard faults.count <= Self.limit else { return }
    let whole = SourcePosition(file: file)
    if faults.count == Self.limit {
      faults.append(ProtocolFault(position: whole, problem: .more(limit: Self.limit)))
    } else {
      faults.append(ProtocolFault(position: position ?? whole, problem: problem))
    }
  }
}
