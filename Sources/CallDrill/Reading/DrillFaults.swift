/// Gathers every fault of a file, up to a number a person could still want to read.
struct DrillFaults {
  static let limit = 1_000

  private(set) var all: [DrillFault] = []
  let file: String

  init(file: String) { self.file = file }

  mutating func add(_ problem: DrillFault.Problem, _ line: Int?) {
    guard all.count <= Self.limit else { return }
    let isLast = all.count == Self.limit
    all.append(
      DrillFault(
        file: file, line: isLast ? nil : line, problem: isLast ? .more(limit: Self.limit) : problem))
  }
}
