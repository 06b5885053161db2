import Catalogue

extension Message {
  /// Whether one of the two wordings is `wanted`, which is already in its look-up form.
  func hasName(_ wanted: String) -> Bool { chinese.lookupForm == wanted || english.lookupForm == wanted }
}

extension [String] {
  /// Whether one of the names is `wanted`, which is already in its look-up form.
  func hasName(_ wanted: String) -> Bool { contains { $0.lookupForm == wanted } }
}
