import CPlatform
import CallModel

/// The lines of one journal file on their way to the disk, in the fixed form and chained.
///
/// `GeneratedLineTests` compares them with what the journal's own writer makes; this one exists because it is
/// much faster.
struct SeatFile {
  private(set) var bytes: [UInt8] = []
  private(set) var lines = 0
  private var head: [UInt8]
  private let plan: YearPlan
  private let seat: [UInt8]
  private var day: (number: Int, text: [UInt8]) = (Int.min, [])
  private var started: Int64?

  init(seat: String, head: [UInt8], plan: YearPlan) {
    self.seat = Array(seat.utf8)
    self.plan = plan
    self.head = head
    bytes.reserveCapacity(1 << 20)
  }

  /// The digest of the last line, as 64 digits.
  var digest: [UInt8] { head }

  mutating func add(at: WallInstant, by personnel: [UInt8], call: [UInt8]?, kind: String, payload: [UInt8]) {
    let start = bytes.count
    lines += 1
    if started == nil { started = at.milliseconds }
    let hasAccount = plan.upgradedAt.map { at >= $0 } ?? false
    append(hasAccount ? "{\"v\":2,\"n\":" : "{\"v\":1,\"n\":")
    append(lines)
    append(",\"at\":\"")
    append(at)
    append("\",\"t\":")
    append(Int(at.milliseconds - (started ?? 0)))
    append(",\"seat\":\"")
    bytes += seat
    if hasAccount {
      append("\",\"uid\":")
      append(plan.account)
      append(",\"op\":\"")
    } else {
      append("\",\"op\":\"")
    }
    bytes += personnel
    if let call {
      append("\",\"call\":\"")
      bytes += call
    }
    append("\",\"ev\":\"")
    bytes += kind.utf8
    append("\",\"d\":")
    bytes += payload
    append(",\"prev\":\"")
    bytes += head
    append("\"}")
    let length = bytes.count - start
    bytes.withUnsafeBufferPointer { line in
      head.withUnsafeMutableBytes { hex in
        call110_sha256_hex(
          line.baseAddress.map { $0 + start }, length, hex.bindMemory(to: CChar.self).baseAddress)
      }
    }
    bytes.append(0x0A)
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func append(_ number: Int) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func append(_ at: WallInstant) {
    let date = at.date
    if date.dayNumber != day.number { day = (date.dayNumber, Array("\(date)T".utf8)) }
    bytes += day.text
    let clock = Int(at.millisecondOfDay)
    append(clock / 3_600_000, 2, ":")
    append(clock / 60_000 % 60, 2, ":")
    append(clock / 1_000 % 60, 2, ".")
    append(clock % 1_000, 3, "+08:00")
  }

  private mutating func append(_ number: Int, _ width: Int, _ tail: StaticString) {
    if width == 3 { bytes.append(0x30 + UInt8(number / 100)) }
    bytes.append(0x30 + UInt8(number / 10 % 10))
    bytes.append(0x30 + UInt8(number % 10))
    append(tail)
  }
}
