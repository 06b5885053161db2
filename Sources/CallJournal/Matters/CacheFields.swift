import CallModel

/// One line of a cache, taken apart at its tabs.
struct CacheFields {
  private let fields: [ArraySlice<UInt8>]

  init(_ line: ArraySlice<UInt8>) {
    fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
  }

  var count: Int { fields.count }

  func text(_ index: Int) -> String {
    fields.indices.contains(index) ? String(decoding: fields[index], as: UTF8.self) : ""
  }

  /// A decimal number; nil when there is none, or one that does not fit.
  func number(_ index: Int) -> Int64? {
    guard fields.indices.contains(index) else { return nil }
    let isNegative = fields[index].first == UInt8(ascii: "-")
    let digits = isNegative ? fields[index].dropFirst() : fields[index]
    guard !digits.isEmpty, digits.count <= 18 || !isNegative && digits.count == 19 else { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      let (tens, isTooMuch) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = tens.addingReportingOverflow(Int64(digit - 0x30))
      if isTooMuch || isOver { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }

  func digest(_ index: Int) -> LineDigest? {
    guard fields.indices.contains(index) else { return nil }
    return fields[index].withUnsafeBytes { LineDigest(hexadecimal: $0) }
  }

  func date(_ index: Int) -> CivilDate? { CivilDate(text(index)) }

  /// The print in four fields.
  func print(_ index: Int) -> FilePrint? {
    guard let inode = number(index), inode >= 0, let size = number(index + 1),
      let modified = number(index + 2), let changed = number(index + 3)
    else { return nil }
    return FilePrint(inode: UInt64(inode), size: size, modified: modified, changed: changed)
  }
}
