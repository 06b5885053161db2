import CallModel
import Catalogue

/// What a console shows of itself beside the calls.
public struct ConsoleSetting: Sendable {
  /// A banner that cannot be missed, for drills; nil in live use.
  public let banner: Message?
  /// The program's version, for the first line.
  public let version: String
  /// Whether every change is one more line and nothing is painted over.
  public let isPlain: Bool

  /// A setting from its parts.
  public init(banner: Message? = nil, version: String, isPlain: Bool = false) {
    self.isPlain = isPlain
    self.banner = banner
    self.version = version
  }
}

/// The site's calendar of working days, as a port.
public protocol CalendarCheck: Sendable {
  /// What is wrong with the site's file, so that the shipped calendar counts instead of it and every due day
  /// is provisional; nil when nothing is.
  func fault() -> Message?
}

/// The time, as a port: the live clock asks the system, a test's stands still.
public protocol ConsoleClock: Sendable {
  /// Now, on both clocks.
  func now() -> Moment
}
