import CallPhone
import Catalogue

/// Puts what a bridge notices into words.
enum BridgeWords {
  /// What to print.
  static func describe(_ notice: BridgeNotice) -> Message {
    switch notice {
    case .connected: .bridgeConnected
    case .disconnected(let pause): .bridgeDisconnected(seconds: Int((pause + 999) / 1_000))
    case .unanswered: .bridgeUnanswered
    case .refused: .bridgeRefused
    case .restarted: .bridgeRestarted
    case .shutdown: .bridgeShutdown
    case .unseenCalls(let count): .bridgeUnseen(Int(clamping: count))
    case .lacksTimestamps: .bridgeNoTimestamps
    case .silent(let unmapped): .bridgeSilent(unmapped)
    case .lacksReporting: .bridgeNoReporting
    }
  }
}
