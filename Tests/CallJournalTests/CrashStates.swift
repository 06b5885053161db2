import TestSupport

/// The disks that a power cut at one moment can leave: unsynchronized writes lost, kept, torn at a byte, or
/// with whole sectors still zero; names of files lost or kept where their folder was not synchronized.
struct CrashStates {
  private static let sector = 512

  let state: MemoryDisk.State
  /// How many bytes lie between two tearing places; 1 tears everywhere.
  let step: Int

  /// Some of them, drawn: as many as `count`, with the ones that keep and that lose most among them.
  func some(_ count: Int, _ random: inout SplitMix) -> [MemoryDisk.State] {
    let files = state.nodes.filter { !$0.value.isFolder && !$0.value.changes.isEmpty }.keys.sorted()
    let contents = files.compactMap { state.nodes[$0].map { Self.contents(of: $0, step: step) } }
    return (0..<count).map { draw in
      var one = base(keepingEntries: draw % 2 == 0)
      for (number, choices) in zip(files, contents) {
        let chosen =
          draw < 2
          ? state.nodes[number]?.durable
          : draw < 4 ? state.nodes[number]?.content : choices.randomElement(using: &random)
        one.nodes[number]?.content = chosen ?? []
        one.nodes[number]?.durable = chosen ?? []
      }
      return one
    }
  }

  /// All of them.
  func all() -> [MemoryDisk.State] {
    var states = [base(keepingEntries: true), base(keepingEntries: false)]
    for number in state.nodes.keys.sorted() {
      guard let node = state.nodes[number], !node.isFolder, !node.changes.isEmpty else { continue }
      let contents = Self.contents(of: node, step: step)
      states = states.flatMap { one in
        contents.map { content in
          var other = one
          other.nodes[number]?.content = content
          other.nodes[number]?.durable = content
          return other
        }
      }
    }
    return states
  }

  /// What a killed program leaves while the power stays: all of it, also what is not on the disk yet.
  var killed: MemoryDisk.State {
    var killed = state
    (killed.open, killed.locks) = ([:], [:])
    return killed
  }

  /// All that was written, but for the first sector of the file begun last.
  var headless: MemoryDisk.State? {
    let begun = state.nodes.filter { $0.value.durable.isEmpty && $0.value.content.count > Self.sector }
    guard let last = begun.keys.max() else { return nil }
    var headless = base(keepingEntries: true)
    for number in headless.nodes.keys {
      var content = state.nodes[number]?.content ?? []
      if number == last {
        content.replaceSubrange(..<Self.sector, with: repeatElement(0, count: Self.sector))
      }
      headless.nodes[number]?.content = content
      headless.nodes[number]?.durable = content
    }
    return headless
  }

  /// The disk with every file as it was synchronized last.
  private func base(keepingEntries: Bool) -> MemoryDisk.State {
    var base = state
    base.open = [:]
    base.locks = [:]
    for (number, node) in state.nodes {
      var after = node
      after.content = node.durable
      after.changes = []
      after.entries = keepingEntries ? node.entries : node.durableEntries
      after.durableEntries = after.entries
      base.nodes[number] = after
    }
    return base
  }

  private static func contents(of node: MemoryDisk.Node, step: Int) -> [[UInt8]] {
    var contents: Set<[UInt8]> = [node.durable, node.content]
    var current = node.durable
    for change in node.changes {
      let (offset, bytes) = (change.offset, change.bytes)
      let whole = current + [UInt8](repeating: 0, count: max(0, offset - current.count)) + bytes
      for cut in stride(from: 0, through: bytes.count, by: step) {
        contents.insert(Array(whole.prefix(offset + cut)))
      }
      for hole in holes(offset, bytes.count) {
        var holed = whole
        for index in hole { holed[index] = 0 }
        contents.insert(holed)
      }
      current = whole
      contents.insert(current)
    }
    // The same ones are drawn in every run.
    return contents.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Every sector, and every pair of neighbours, that a write touches.
  private static func holes(_ offset: Int, _ count: Int) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let end = offset + count
    let edges = [offset] + stride(from: (offset / sector + 1) * sector, to: end, by: sector) + [end]
    let single = zip(edges, edges.dropFirst()).map { $0..<$1 }
    return single + zip(edges, edges.dropFirst(2)).map { $0..<$1 }
  }
}
