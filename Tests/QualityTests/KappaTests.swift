import CallModel
import CallReview
import TestSupport
import Testing

@Suite struct KappaTests {
  /// By hand: po = 35/50 = 0.7; pe = (25·30 + 25·20)/2500 = 0.5; kappa = 0.2/0.5 = 0.4.
  @Test func `the table of two marks worked out by hand`() throws {
    var table = AgreementTable()
    table.add(.yes, with: .yes, count: 20)
    table.add(.yes, with: .no, count: 5)
    table.add(.no, with: .yes, count: 10)
    table.add(.no, with: .no, count: 15)
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
    ] { table.add(first, with: second, count: count) }
    #expect(table.total == 100 && table.agreed == 74)
    #expect(abs(try #require(table.kappa) - 0.346 / 0.606) < 1e-12)
  }

  /// The first example of Cohen (1960), two judges and three categories: .29 / .59.
  @Test func `the table of Cohen's own example`() throws {
    var table = AgreementTable()
    let marks: [ScoreMark] = [.yes, .no, .notApplicable]
    let percent = [[44, 7, 9], [5, 20, 5], [1, 3, 6]]
    for (row, first) in marks.enumerated() {
      for (column, second) in marks.enumerated() {
        table.add(first, with: second, count: percent[row][column])
      }
    }
    #expect(table.share == 0.7)
    #expect(abs(try #require(table.kappa) - 0.29 / 0.59) < 1e-12)
  }

  /// Kappa from the list of pairs, as the text of the definition says it and in no other way.
  private static func plainKappa(_ pairs: [(ScoreMark, ScoreMark)]) -> Double? {
    let all = Double(pairs.count)
    let observed = Double(pairs.filter { $0.0 == $0.1 }.count) / all
    var chance = 0.0
    for mark in ScoreMark.allCases {
      chance +=
        Double(pairs.filter { $0.0 == mark }.count) / all * Double(pairs.filter { $0.1 == mark }.count) / all
    }
    return chance > 1 - 1e-12 ? nil : (observed - chance) / (1 - chance)
  }

  @Test func `a second, plain implementation finds the same in random reviews`() throws {
    var source = SplitMix(seed: 1_960)
    for _ in 0..<300 {
      var table = AgreementTable()
      var pairs: [(ScoreMark, ScoreMark)] = []
      let marks = Array(ScoreMark.allCases.prefix(Int.random(in: 1...4, using: &source)))
      for _ in 0..<Int.random(in: 1...80, using: &source) {
        let first = marks.randomElement(using: &source) ?? .yes
        let second = Bool.random(using: &source) ? first : marks.randomElement(using: &source) ?? .yes
        table.add(first, with: second)
        pairs.append((first, second))
      }
      let plain = Self.plainKappa(pairs)
      #expect((table.kappa == nil) == (plain == nil))
      if let kappa = table.kappa, let plain { #expect(abs(kappa - plain) < 1e-9) }
    }
  }

  @Test func `agreement that is worse than chance is negative, and full agreement is one`() throws {
    var worse = AgreementTable()
    worse.add(.yes, with: .no, count: 5)
    worse.add(.no, with: .yes, count: 5)
    #expect(worse.kappa == -1)
    var full = AgreementTable()
    full.add(.yes, with: .yes, count: 3)
    full.add(.no, with: .no)
    #expect(full.kappa == 1)
  }

  @Test func `kappa is not defined without items or when one mark is given throughout`() {
    #expect(AgreementTable().kappa == nil && AgreementTable().share == nil)
    var same = AgreementTable()
    same.add(.yes, with: .yes, count: 7)
    #expect(same.kappa == nil && same.share == 1)
  }
}
