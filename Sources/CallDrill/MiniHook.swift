#if MINI
  import Foundation
  func miniResource(_ name: String) -> [UInt8] {
    Array(
      (try? Data(contentsOf: URL(filePath: "/work/wt/drill/Sources/CallDrill/Resources/\(name)"))) ?? Data())
  }
#endif
