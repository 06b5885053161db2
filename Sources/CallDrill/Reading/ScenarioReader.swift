import CallProtocol

/// Reads scenario files: never throws, never traps, and finds every fault at once.
///
/// The format is described at the top of the shipped file.
public enum ScenarioReader {
  /// The longest file read, in bytes.
  public static let largestFile = 1_048_576

  /// What a file says.
  public struct Outcome: Sendable {
    /// The scenarios without faults, in the order of the file.
    public let scenarios: [DrillScenario]
    /// Every fault, in the order of the file.
    public let faults: [DrillFault]
    let parts: [DrillParts]
    /// The file's own sections, before bases are laid under them.
    let own: [DrillParts]

    /// A fault that only shows when a scenario is played, with the line of its trap's key; nil when the key
    /// stands in a base.
    public func fault(
      _ problem: DrillFault.Problem, in scenario: DrillScenario, trap: DrillTrap? = nil, key: String? = nil,
      file: String
    ) -> DrillFault? {
      guard let parts = own.first(where: { $0.head.name == scenario.identifier }) else { return nil }
      guard let trap, let key else { return DrillFault(file: file, line: parts.head.line, problem: problem) }
      let section = parts.others.first { $0.kind == .trap && $0.name == trap.name }
      return section?.entry(key).map { DrillFault(file: file, line: $0.line, problem: problem) }
    }
  }

  /// What `bytes` say; names are looked up in `document`.
  ///
  /// A scenario may have a shipped one as its base.
  public static func read(_ bytes: [UInt8], file: String, document: ProtocolDocument) -> Outcome {
    read(bytes, file: file, document: document, isShipped: file == ShippedDrills.fileName)
  }

  private static func shippedParts() -> [DrillParts] {
    let scanner = DrillScanner(ShippedDrills.bytes, file: ShippedDrills.fileName)
    var faults = scanner.faults
    return gather(scanner.sections, faults: &faults)
  }

  private static func read(
    _ bytes: [UInt8], file: String, document: ProtocolDocument, isShipped: Bool
  ) -> Outcome {
    guard bytes.count <= largestFile else {
      let fault = DrillFault(file: file, line: nil, problem: .tooLarge(limit: largestFile))
      return Outcome(scenarios: [], faults: [fault], parts: [], own: [])
    }
    let scanner = DrillScanner(bytes, file: file)
    var faults = scanner.faults
    let found = gather(scanner.sections, faults: &faults)
    if found.isEmpty { faults.add(.noScenario, at: nil) }
    let needsBase = !isShipped && found.contains { $0.head.entry("base") != nil }
    let bases = needsBase ? shippedParts() : []
    let resolved = resolve(found, bases: bases, faults: &faults)
    var scenarios: [DrillScenario] = []
    for parts in resolved {
      var builder = ScenarioBuilder(parts, document: document, faults: faults)
      let before = faults.all.count
      let scenario = builder.build()
      faults = builder.faults
      // Falls taken over from a base may name what the scenario has replaced.
      let own = found.first { $0.head.name == parts.head.name }?.others ?? []
      if !isShipped, faults.all.count == before, let scenario {
        check(scenario, own: own, document: document, faults: &faults)
      }
      if faults.all.count == before, let scenario { scenarios.append(scenario) }
    }
    let ordered = faults.all.enumerated().sorted {
      ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset)
    }
    return Outcome(scenarios: scenarios, faults: ordered.map(\.element), parts: resolved, own: found)
  }

  /// What can only be seen of a whole scenario: that every fall changes something, and every price has one.
  private static func check(
    _ scenario: DrillScenario, own: [DrillSection], document: ProtocolDocument,
    faults: inout DrillFaults
  ) {
    for trap in scenario.traps where trap.fall.isEmpty && trap.loses != nil {
      let section = own.first { $0.kind == .trap && $0.name == trap.name }
      if let entry = section?.entry("loses") { faults.add(.priceWithoutFall, at: entry.line) }
    }
    let best = BestHandling(scenario, document: document)
    for trap in scenario.traps where !trap.fall.isEmpty && best.script(fallingInto: trap) == best.script {
      guard let section = own.first(where: { $0.kind == .trap && $0.name == trap.name }),
        let fall = section.entry("fall")
      else { continue }
      faults.add(.fallChangesNothing, at: fall.line)
    }
  }

  /// Puts every part to the scenario above it.
  private static func gather(_ sections: [DrillSection], faults: inout DrillFaults) -> [DrillParts] {
    var all: [DrillParts] = []
    var lines: [String: Int] = [:]
    for section in sections {
      if section.kind == .scenario {
        if let first = lines.updateValue(section.line, forKey: section.name) {
          faults.add(.duplicated(firstLine: first), at: section.line)
        }
        all.append(DrillParts(head: section))
      } else if all.isEmpty {
        faults.add(.partOutsideScenario, at: section.line)
      } else {
        add(section, to: &all[all.count - 1], faults: &faults)
      }
    }
    return all
  }

  private static func add(_ section: DrillSection, to parts: inout DrillParts, faults: inout DrillFaults) {
    guard [.trap, .cue, .earlier].contains(section.kind) else {
      return faults.add(.unknownSection(allowed: ["scenario", "trap", "cue", "earlier"]), at: section.line)
    }
    if let first = parts.others.first(where: { $0.kind == section.kind && $0.name == section.name }) {
      return faults.add(.duplicated(firstLine: first.line), at: section.line)
    }
    parts.others.append(section)
  }

  private static func resolve(
    _ found: [DrillParts], bases: [DrillParts], faults: inout DrillFaults
  ) -> [DrillParts] {
    var known = Dictionary(bases.map { ($0.head.name, $0) }, uniquingKeysWith: { first, _ in first })
    for parts in found where known[parts.head.name] == nil || bases.isEmpty { known[parts.head.name] = parts }
    return found.compactMap { parts in
      var merged = parts
      var seen: Set<String> = [parts.head.name]
      while let base = merged.head.entry("base") {
        guard let other = known[base.value] else {
          faults.add(.unknownReference("base", name: base.value), at: base.line)
          return nil
        }
        guard seen.insert(base.value).inserted else {
          faults.add(.circularBase, at: base.line)
          return nil
        }
        merged = keepingBase(of: other, merged: other.overridden(by: merged))
      }
      return merged
    }
  }

  private static func keepingBase(of base: DrillParts, merged: DrillParts) -> DrillParts {
    guard let entry = base.head.entry("base") else { return merged }
    var merged = merged
    merged.head.entries.append(entry)
    return merged
  }
}

/// The scenarios inside the program: `Resources/shipped.drills`, embedded when the program is built.
public enum ShippedDrills {
  /// The name shown for them in faults.
  public static let fileName = "shipped.drills"

  /// Their bytes, UTF-8.
  public static var bytes: [UInt8] { PackageResources.shipped_drills }

  /// What they say.
  public static func read(_ document: ProtocolDocument) -> ScenarioReader.Outcome {
    ScenarioReader.read(bytes, file: fileName, document: document)
  }
}
