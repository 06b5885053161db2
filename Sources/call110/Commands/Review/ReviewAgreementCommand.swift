import CallArchive
import CallModel
import CallReview
import Catalogue

/// `call110 review agreement`: how far first and blind second reviews agree.
enum ReviewAgreementCommand: Command {
  static let words = ["review", "agreement"]
  static let specification = CommandSpecification(
    words, .commandReviewAgreement,
    options: [
      OptionSpecification("period", .required("PERIOD"), .optionPeriod),
      OptionSpecification("json", .none, .optionJSON),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let desk = ReviewDesk(invocation)
    var period: Period?
    if let text = invocation.value("period") {
      guard let given = Period(text) else {
        throw CommandLineFault.badValue(option: "period", expected: "2026-11|2026-Q4|2026")
      }
      period = given
    }
    let agreement = AgreementReport(ReviewerAgreement(desk.book, in: period))
    if invocation.has("json") {
      StandardStreams.json([agreement.json])
    } else {
      StandardStreams.output(agreement.text(invocation.language))
    }
    return .success
  }
}
