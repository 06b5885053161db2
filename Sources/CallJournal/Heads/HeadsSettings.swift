import CallModel
import Files
import Glibc
import PlainText

/// How the ends of journals leave this machine by themselves: the file `heads` in the records' folder, which
/// the site writes.
///
/// ```
/// syslog = yes
/// command = ssh watch 'cat >> heads'
/// every = 60
/// ```
///
/// Without it nothing leaves. As it names a program that runs under everybody's account, it counts only when
/// root, the owner of the records' folder or who reads it owns it, and nobody else may write to it.
public struct HeadsSettings: Hashable, Sendable {
  /// The file's name in the records' folder.
  public static let name = "heads"
  private static let largest: Int64 = 64 << 10

  /// Whether they go to the system's log.
  public private(set) var usesSyslog = false
  /// The command, run by `/bin/sh`, that gets them on its standard input; nil for none.
  public private(set) var command: String?
  /// How many seconds lie between two times.
  public private(set) var seconds = 60

  /// What the site says; nil when it says nothing.
  public static func read(
    logs: String, operations: any FileOperations = SystemFileOperations()
  ) throws(HeadsSettingsFault) -> HeadsSettings? {
    let store = JournalStore(logs: logs, operations: operations)
    let found: (bytes: [UInt8], isTrusted: Bool)
    do {
      found = try content(store)
    } catch {
      if JournalReader.isMissing(error) { return nil }
      throw .unreadable(error)
    }
    guard found.isTrusted else { throw .foreign }
    return try HeadsSettings(found.bytes)
  }

  private static func content(
    _ store: JournalStore
  ) throws(JournalFileFault) -> (bytes: [UInt8], isTrusted: Bool) {
    let folder = try store.openFolder([])
    defer { store.operations.close(folder) }
    let keeper = try store.at(".") { () throws(SystemFault) in try store.operations.status(of: folder).owner }
    let (descriptor, status) = try store.openRegular(name, in: folder, for: .read, place: name)
    defer { store.operations.close(descriptor) }
    let owners = [0, keeper, store.operations.user()]
    return try store.at(name) { () throws(SystemFault) in
      (
        try store.operations.readAll(min(status.size, largest), from: descriptor, at: 0),
        owners.contains(status.owner) && status.mode & 0o022 == 0
      )
    }
  }

  /// The settings that a file of these bytes says.
  public init(_ bytes: [UInt8]) throws(HeadsSettingsFault) {
    guard let lines = KeyedLines.lines(of: bytes) else { throw .notText }
    for (number, line) in lines {
      guard let (key, value) = KeyedLines.sides(of: line), take(key, value) else { throw .badLine(number) }
    }
    guard usesSyslog || command != nil else { throw .nowhere }
  }

  private mutating func take(_ key: String, _ value: String) -> Bool {
    switch key {
    case "syslog":
      usesSyslog = value == "yes"
      return value == "yes" || value == "no"
    case "command":
      command = value
      return !value.isEmpty
    case "every":
      guard let number = Int(value), (10...3_600).contains(number) else { return false }
      seconds = number
      return true
    default: return false
    }
  }
}

/// Why the settings of a site cannot be followed.
public enum HeadsSettingsFault: Error, Hashable, Sendable {
  /// The file is not there to be read.
  case unreadable(JournalFileFault)
  /// Somebody owns it, or may write to it, who is not to say what runs under other accounts.
  case foreign
  /// It is no UTF-8.
  case notText
  /// The line with this number says nothing that is known.
  case badLine(Int)
  /// Neither the system's log nor a command is named.
  case nowhere
}
