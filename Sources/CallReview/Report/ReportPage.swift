import Catalogue

/// A report as one HTML page.
public struct ReportPage: Sendable {
  private let report: Report
  private let language: UserLanguage

  /// The page of `report` in `language`.
  public init(_ report: Report, language: UserLanguage) {
    self.report = report
    self.language = language
  }

  /// The whole file.
  public var html: String { "" }
}
