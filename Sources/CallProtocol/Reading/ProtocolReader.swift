import CPlatform
import PlainText

/// Reads a protocol file: never throws, never traps, and finds every fault at once.
///
/// The format is described at the top of the shipped file.
public enum ProtocolReader {
  /// The longest file read, in bytes.
  public static let largestFile = 1_048_576

  /// What a file says.
  public struct Outcome: Sendable {
    /// The protocol; nil when there are faults.
    public let document: ProtocolDocument?
    /// Every fault, in the order of the file, faults of the file as a whole last.
    public let faults: [ProtocolFault]
    /// Kinds of units that a whole file does not tell of, as one of an earlier version: those of the shipped
    /// protocol stand in for them.
    public var borrowedUnitKinds: [String] = []
  }

  /// What `bytes` say; `file` is named in the faults.
  public static func read(_ bytes: [UInt8], file: String) -> Outcome {
    guard bytes.count <= largestFile else {
      let fault = ProtocolFault(
        position: SourcePosition(file: file), problem: .tooLarge(limit: largestFile))
      return Outcome(document: nil, faults: [fault])
    }
    let scanner = ProtocolScanner(bytes: bytes, file: file)
    var faults = scanner.faults
    let base = scanner.extendsShipped ? ShippedProtocol.sections : []
    let sections = merge(base, changes: scanner.sections, faults: &faults)
    let borrowed = scanner.extendsShipped ? [] : missingUnitKinds(in: sections)
    var builder = ProtocolBuilder(sections: sections + borrowed, faults: faults)
    let digested = scanner.extendsShipped || !borrowed.isEmpty ? ShippedProtocol.bytes + bytes : bytes
    let document = builder.document(digest: FileDigest.hexadecimal(of: digested))
    return Outcome(
      document: document, faults: sorted(builder.faults.faults, file: file),
      borrowedUnitKinds: borrowed.map(\.name))
  }

  /// The shipped kinds of units that a whole file tells nothing of; a file without anything is no such file.
  private static func missingUnitKinds(in sections: [RawSection]) -> [RawSection] {
    guard !sections.isEmpty else { return [] }
    let present = Set(sections.filter { $0.kind == .unitKind }.map(\.name))
    return ShippedProtocol.sections.filter { $0.kind == .unitKind && !present.contains($0.name) }
  }

  /// The protocol inside the program, read once in a process.
  ///
  /// Its taboo phrases and departments are read when they are first asked for; `read` with its bytes finds
  /// every fault, as a test does.
  public static func readShipped() -> Outcome { shipped }

  private static let shipped: Outcome = {
    let faults = FaultCollector(file: ShippedProtocol.fileName)
    var builder = ProtocolBuilder(sections: ShippedProtocol.sections, faults: faults)
    let document = builder.document(digest: nil)
    return Outcome(document: document, faults: builder.faults.faults)
  }()

  private static func merge(
    _ base: [RawSection], changes: [RawSection], faults: inout FaultCollector
  ) -> [RawSection] {
    var merged: [RawSection?] = base
    var places = Dictionary(
      base.enumerated().map { ($1.identity, $0) }, uniquingKeysWith: { first, _ in first })
    for change in changes {
      let place = places[change.identity]
      if let line = change.removalLine {
        if let place {
          merged[place] = nil
        } else {
          faults.add(.nothingToRemove, at: SourcePosition(file: change.file, line: line))
        }
      } else if let place, let section = merged[place] {
        merged[place] = section.overridden(by: change)
      } else {
        places[change.identity] = merged.count
        merged.append(change)
      }
    }
    return merged.compactMap { $0 }
  }

  /// By place: the file that was read first, what concerns it as a whole last in it.
  private static func sorted(_ faults: [ProtocolFault], file: String) -> [ProtocolFault] {
    faults.enumerated().sorted { left, right in
      key(left.element.position, offset: left.offset, file: file).lexicographicallyPrecedes(
        key(right.element.position, offset: right.offset, file: file))
    }.map(\.element)
  }

  private static func key(_ position: SourcePosition, offset: Int, file: String) -> [Int] {
    [position.file == file ? 0 : 1, position.line ?? Int.max, position.column ?? 0, offset]
  }
}

/// The protocol inside the program: `Resources/changzhou.protocol`, embedded when the program is built.
public enum ShippedProtocol {
  /// The name shown for it in faults.
  public static let fileName = "changzhou.protocol"

  /// Its bytes, UTF-8.
  public static var bytes: [UInt8] { PackageResources.changzhou_protocol }

  /// What stands in it, section by section.
  static let sections = ProtocolScanner(bytes: bytes, file: fileName).sections

  /// Its digest; few starts of the program ask for it.
  static let digest = FileDigest.hexadecimal(of: bytes)

  /// What finds its categories; few starts of the program ask for it either.
  static let categoryMatcher = CategoryMatcher(
    ProtocolReader.readShipped().document?.categories ?? [], words: lateParts.everydayWords,
    denials: denials)

  /// What finds its words of danger, no more than that.
  static let dangerWords = DangerWords(lateParts.dangers, denials: denials)

  private static let denials = Denials(
    ProtocolReader.readShipped().document?.denials ?? DenialDefinition(), dangers: lateParts.dangers)

  /// Its taboo phrases, everyday words and departments.
  static let lateParts: LateParts = {
    var builder = ProtocolBuilder(sections: sections, faults: FaultCollector(file: fileName))
    return builder.lateParts()
  }()
}

/// The SHA-256 of a file in lower hexadecimal: what `sha256sum` prints for it.
public enum FileDigest {
  /// The digest of `bytes`.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: 64) { target in
      target.withMemoryRebound(to: CChar.self) { hexadecimal in
        bytes.withUnsafeBytes { call110_sha256_hex($0.baseAddress, $0.count, hexadecimal.baseAddress) }
      }
      return 64
    }
  }
}
