import CallModel
import CallProtocol
import CallReview
import Catalogue

/// The options that say which calls are wanted, for lists and searches.
enum CallFilterOptions {
  static let specifications: [OptionSpecification] = [
    OptionSpecification("from", .required("TIME"), .optionFrom),
    OptionSpecification("to", .required("TIME"), .optionUntil),
    OptionSpecification("seat", .required("SEAT"), .optionOnlySeat),
    OptionSpecification("operator", .required("ID"), .optionOnlyOperator),
    OptionSpecification("category", .required("CODE"), .optionCategory),
    OptionSpecification("level", .required("N"), .optionLevel),
    OptionSpecification("branch", .required("NAME"), .optionBranch),
    OptionSpecification("verdict", .required("within|late|undetermined|unknown"), .optionVerdict),
    OptionSpecification("contradiction", .none, .optionContradiction),
    OptionSpecification("no-recording", .none, .optionNoRecording),
    OptionSpecification("ending", .required("finished|cut-off|abandoned|elsewhere"), .optionEnding),
    OptionSpecification("missing", .required("ELEMENT"), .optionMissing),
    OptionSpecification("breach", .optional("RULE"), .optionBreach),
    OptionSpecification("number", .required("TEXT"), .optionNumber),
    OptionSpecification("place", .required("TEXT"), .optionPlace),
    OptionSpecification("name", .required("TEXT"), .optionName),
    OptionSpecification("text", .required("TEXT"), .optionAnyText),
  ]

  /// The filter that the invocation's options describe.
  static func filter(_ invocation: Invocation, document: ProtocolDocument) throws -> CallFilter {
    var filter = CallFilter()
    filter.from = try invocation.value("from").map { try instant($0, option: "from", endOfDay: false) }
    filter.until = try invocation.value("to").map { try instant($0, option: "to", endOfDay: true) }
    filter.seat = try invocation.value("seat").map { try SeatIdentifier($0) }
    filter.personnel = try invocation.value("operator").map { try OperatorIdentifier($0) }
    filter.category = invocation.value("category").map { category($0, document: document) }
    filter.level = try invocation.integer("level", in: 1...9)
    filter.branch = try invocation.value("branch").map { name in
      guard let branch = document.branch(named: name) else {
        throw CommandLineFault.badValue(
          option: "branch", expected: BranchIdentifier.allCases.map(\.rawValue).joined(separator: "|"))
      }
      return branch.identifier
    }
    filter.verdict = try word(invocation, option: "verdict")
    filter.hasContradiction = invocation.has("contradiction")
    filter.lacksRecording = invocation.has("no-recording")
    filter.ending = try word(invocation, option: "ending")
    filter.missing = try invocation.value("missing").map { name in
      guard let element = document.element(alias: name) else {
        throw CommandLineFault.badValue(
          option: "missing", expected: ElementIdentifier.allCases.map(\.rawValue).joined(separator: "|"))
      }
      return element.identifier
    }
    filter.hasBreach = invocation.has("breach")
    if let rule = invocation.value("breach"), !rule.isEmpty {
      filter.breach = try word(invocation, option: "breach")
    }
    filter.number = invocation.value("number")
    filter.place = invocation.value("place")
    filter.name = invocation.value("name")
    filter.text = invocation.value("text")
    return filter
  }

  private static func category(_ text: String, document: ProtocolDocument) -> String {
    let isCode = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isCode ? text : document.categories(matching: text).first?.code ?? text
  }

  private static func word<Value: RawRepresentable<String> & CaseIterable>(
    _ invocation: Invocation, option: String
  ) throws -> Value? {
    guard let text = invocation.value(option) else { return nil }
    guard let value = Value(rawValue: text) else {
      throw CommandLineFault.badValue(
        option: option, expected: Value.allCases.map(\.rawValue).joined(separator: "|"))
    }
    return value
  }

  /// A day or a moment, China Standard Time.
  ///
  /// The end of a period is the first moment that is too late.
  private static func instant(_ text: String, option: String, endOfDay: Bool) throws -> WallInstant {
    if let date = CivilDate(text) { return WallInstant(date: endOfDay ? date.adding(days: 1) : date) }
    let parts = text.utf8.count == 16 ? text + ":00+08:00" : text.utf8.count == 19 ? text + "+08:00" : text
    guard let instant = WallInstant(parts) else {
      throw CommandLineFault.badValue(option: option, expected: "2026-11-22, 2026-11-22T09:00")
    }
    return instant
  }
}
