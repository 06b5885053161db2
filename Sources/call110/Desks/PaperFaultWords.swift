import CallReview
import Catalogue

/// Puts the faults of a paper form into words.
enum PaperFaultWords {
  static func message(_ fault: PaperFault) -> Message {
    switch fault.kind {
    case .noColon: .paperFault("colon", key: "")
    case .unknownKey(let key): .paperFault("key", key: key)
    case .badTime(let key): .paperFault("time", key: key)
    case .badValue(let key): .paperFault("value", key: key)
    case .missing(let key): .paperFault("missing", key: key)
    case .wrongOrder(let key): .paperFault("order", key: key)
    case .inFuture: .paperFault("future", key: "answered")
    }
  }
}
