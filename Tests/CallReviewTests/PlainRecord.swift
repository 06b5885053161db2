import CallModel
import Foundation
import PlainText

/// A record out of Foundation's JSON, by way of this project's reader.
enum PlainRecord {
  static func record(_ object: [String: Any]) throws -> CallRecord? {
    let data = try JSONSerialization.data(withJSONObject: object)
    return CallRecord(try JSONReader.parse(Array(data)))
  }
}
