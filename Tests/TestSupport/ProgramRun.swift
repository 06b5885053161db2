import Foundation

/// One run of the built program as a process of its own, from start to exit.
public struct ProgramRun: Sendable {
  /// The exit status; negative is the signal that ended it.
  public let status: Int32
  /// Everything written to standard output.
  public let output: String
  /// Everything written to standard error.
  public let error: String

  /// The built program, which stands beside the test bundle, or another one that `CALL110_PROGRAM` names.
  public static var program: URL {
    if let other = ProcessInfo.processInfo.environment["CALL110_PROGRAM"] { return URL(filePath: other) }
    return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "call110")
  }

  /// Runs the program with these words.
  ///
  /// `input` is its standard input. Its environment is `environment` and nothing else, so that no setting of
  /// the person who runs the tests gets in. It starts in `folder`, by default the temporary folder.
  /// `launcher` are words before the program's own, such as those of another account's `setpriv`.
  public init(
    launcher: [String] = [], _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    folder: String = NSTemporaryDirectory()
  ) throws {
    let place = TemporaryDirectory()
    // Files instead of pipes: no amount of output can block the program or this process.
    for name in ["in", "out", "error"] {
      try Data(name == "in" ? input : []).write(to: URL(filePath: place.file(name)))
    }
    let process = Process()
    process.executableURL = launcher.first.map { URL(filePath: $0) } ?? Self.program
    process.arguments = launcher.isEmpty ? arguments : launcher.dropFirst() + [Self.program.path] + arguments
    process.environment = environment
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = try Self.handle(place.file("in"), O_RDONLY)
    process.standardOutput = try Self.handle(place.file("out"), O_WRONLY)
    process.standardError = try Self.handle(place.file("error"), O_WRONLY)
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    output = String(decoding: try Data(contentsOf: URL(filePath: place.file("out"))), as: UTF8.self)
    error = String(decoding: try Data(contentsOf: URL(filePath: place.file("error"))), as: UTF8.self)
  }

  private static func handle(_ path: String, _ flags: Int32) throws -> FileHandle {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw CocoaError(.fileReadNoSuchFile) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
