import CallModel
import CallReview
import Testing

@Suite struct KappaTests {
  /// By hand: po = 35/50 = 0.7; pe = (25·30 + 25·20)/2500 = 0.5; kappa = 0.2/0.5 = 0.4.
  @Test func `the table of two marks worked out by hand`() throws {
    var table = AgreementTable()
    table.add(.yes, .yes, count: 20)
    table.add(.yes, .no, count: 5)
    table.add(.no, .yes, count: 10)
    table.add(.no, .no, count: 15)
    #expect(table.total == 50 && table.agreed == 35 && table.share == 0.7)
    #expect(abs(try #require(table.kappa) - 0.4) < 1e-12)
  }

  /// By hand: 100 items, po = (44 + 20 + 10)/100 = 0.74; pe = (56·50 + 26·30 + 18·20)/10000 = 0.394; kappa =
  /// 0.346/0.606.
  @Test func `the table of three marks worked out by hand`() throws {
    var table = AgreementTable()
    for (first, second, count) in [
      (ScoreMark.yes, ScoreMark.yes, 44), (.yes, .no, 6), (.yes, .notApplicable, 6), (.no, .yes, 2),
      (.no, .no, 20),
      (.no, .notApplicable, 4), (.notApplicable, .yes, 4), (.notApplicable, .no, 4),
      (.notApplicable, .notApplicable, 10),
    ] { table.add(first, second, count: count) }
    #expect(table.total == 100 && table.agreed == 74)
    #expect(abs(try #require(table.kappa) - 0.346 / 0.606) < 1e-12)
  }

  @Test func `agreement that is worse than chance is negative, and full agreement is one`() throws {
    var worse = AgreementTable()
    worse.add(.yes, .no, count: 5)
    worse.add(.no, .yes, count: 5)
    #expect(worse.kappa == -1)
    var full = AgreementTable()
    full.add(.yes, .yes, count: 3)
    full.add(.no, .no)
    #expect(full.kappa == 1)
  }

  @Test func `kappa is not defined without items or when one mark is given throughout`() {
    #expect(AgreementTable().kappa == nil && AgreementTable().share == nil)
    var same = AgreementTable()
    same.add(.yes, .yes, count: 7)
    #expect(same.kappa == nil && same.share == 1)
  }
}
