import CallProtocol
import Catalogue

/// The names of categories by code.
public struct CategoryNames: Sendable {
  private let document: ProtocolDocument

  /// The names of a protocol.
  public init(_ document: ProtocolDocument) {
    self.document = document
  }

  func name(_ code: String) -> String { document.category(code: code)?.name.chinese ?? "" }
}
