import Foundation
import Places
import Testing

/// A small gazetteer, and a large one with generated slips.
@Suite struct GazetteerTests {
  static let small = Gazetteer(
    GazetteerReader.read(Array(text.utf8)).places)

  static let text = """
    # an invented city
    name\tkind\tdistrict\taliases\tformer\tsite
    晋陵中路\troad\t天宁区\t\t北直街
    晋陵北路\troad\t天宁区
    关河东路\troad\t天宁区
    关河西路\troad\t钟楼区
    晋陵中路/关河东路\tcrossing\t天宁区
    红梅新村\testate\t天宁区\t红梅大院
    红梅公园\tlandmark\t天宁区
    市第一人民医院\tlandmark\t天宁区\t一院、东门医院
    长虹路\troad\t武进区
    厦门银行\tlandmark\t钟楼区
    三里桥\tvillage\t新北区
    1号公寓\testate\t新北区
    A1203\tpole\t钟楼区\t\t\t关河西路
    """

  private func first(_ typed: String) -> String? { Self.small.proposals(for: typed).first?.text }

  @Test(arguments: [
    ("晋陵中路", "晋陵中路"), ("jlzl", "晋陵中路"), ("JLZL", "晋陵中路"), ("ｊｌｚｌ", "晋陵中路"), ("进林中路", "晋陵中路"),
    ("晋宁中路", "晋陵中路"), ("晋凌种路", "晋陵中路"), ("jinlingzhonglu", "晋陵中路"), ("北直街", "晋陵中路"), ("晋陵中", "晋陵中路"),
    ("红梅大院", "红梅新村"), ("洪梅新村", "红梅新村"), ("hmxc", "红梅新村"), ("一院", "市第一人民医院"), ("人民医院", "市第一人民医院"),
    ("第一人名医院", "市第一人民医院"), ("chl", "长虹路"), ("xmyh", "厦门银行"), ("changhonglu", "长虹路"), ("三里桥", "三里桥"),
    ("1号公寓", "1号公寓"),
    ("jl中路", "晋陵中路"),
  ])
  func `a name is found by its letters, misspelt, by what it is or was called`(typed: String, name: String) {
    #expect(first(typed) == name)
  }

  @Test(arguments: [
    ("晋陵中路189号", "晋陵中路189号"), ("进陵中路189号对面", "晋陵中路189号对面"), ("我在红梅新村3幢", "红梅新村3幢"), ("红梅公园对面", "红梅公园对面"),
    ("洪梅公园门口", "红梅公园门口"), ("晋陵中路一百八十九号", "晋陵中路一百八十九号"),
  ])
  func `numbers and sides stay as they were told`(typed: String, text: String) {
    #expect(first(typed) == text)
  }

  @Test(arguments: ["红梅大院3幢", "红梅大院3幢对面", "红梅新村3幢往东200米", "我在红梅新村3幢旁边"])
  func `no place is proposed a second time without what was told behind it`(typed: String) {
    let places = Self.small.proposals(for: typed).map(\.text).filter { $0.contains("红梅新村") }
    #expect(places.count == 1 && places[0].contains("3幢"), "\(places)")
  }

  @Test(arguments: [
    "晋陵中路和关河东路路口", "晋陵中路关河东路路口", "关河东路与晋陵中路交叉口", "进陵中路、关河东路", "晋陵中路/关河东路",
  ])
  func `two roads are a crossing`(typed: String) {
    #expect(["晋陵中路与关河东路路口", "关河东路与晋陵中路路口"].contains(first(typed) ?? ""), "\(first(typed) ?? "-")")
  }

  @Test(arguments: [
    ("和平路和太和路路口", ["和平路", "太和路"]), ("和平路12号", ["和平路"]), ("永和路与人民路", ["永和路", "人民路"]),
    ("文化宫与关河路交叉口", ["文化宫", "关河路"]), ("晋陵路关河路口", ["晋陵路", "关河路"]), ("和平里", ["和平里"]),
  ])
  func `a word that joins names is told from one inside a name`(typed: String, names: [String]) {
    #expect(PlaceExpression(typed).names == names)
  }

  @Test(arguments: [
    ("路灯杆A1203", "关河西路A1203"), ("关河西路路灯杆 a1203", "关河西路A1203"), ("电线杆上写着A1203", "关河西路A1203"),
    ("关河东路灯杆B77", "关河东路灯杆B77"), ("A1203号灯杆", "关河西路A1203"), ("关河西路A1203号路灯杆", "关河西路A1203"),
    ("关河西路的a1203电线杆", "关河西路A1203"),
  ])
  func `a pole is found by its number`(typed: String, text: String) {
    #expect(first(typed) == text)
  }

  @Test func `the chosen place keeps what was typed and tells its district`() throws {
    let found = try #require(Self.small.proposals(for: "进陵中路189号对面").first)
    #expect(found.answer == "天宁区晋陵中路189号对面" && found.typed == "进陵中路189号对面")
    let exact = try #require(Self.small.proposals(for: "天宁区").first ?? Self.small.proposals(for: "长虹路").first)
    #expect(exact.answer.contains(exact.text))
    #expect(Self.small.proposals(for: "长虹路").first?.answer == "武进区长虹路")
  }

  @Test(arguments: ["", "  ", "，。", "外星飞船基地", "qqqqqqq", "\u{202E}", "的"])
  func `what is not there is not made up`(typed: String) {
    #expect(Self.small.proposals(for: typed).map(\.text) == [])
  }

  @Test func `an empty gazetteer proposes nothing`() {
    #expect(Gazetteer([]).proposals(for: "晋陵中路") == [])
  }

  @Test func `a thousand slips over fifty thousand places`() {
    var maker = GeneratedPlaces(seed: 7)
    let places = maker.make(50_000)
    let gazetteer = Gazetteer(places)
    var slips = SlipMaker(seed: 11)
    var dice = PlaceDice(seed: 13)
    var tally: [PlaceSlip: (right: Int, all: Int)] = [:]
    var keys = 0
    var slowest = Duration.zero
    var whole = Duration.zero
    while tally.values.reduce(0, { $0 + $1.all }) < 1_000 {
      let place = places[dice.below(places.count)]
      let slip = PlaceSlip.allCases[dice.below(PlaceSlip.allCases.count)]
      guard let typed = slips.typed(place, slip: slip) else { continue }
      let begun = ContinuousClock.now
      let found = gazetteer.proposals(for: typed)
      let took = ContinuousClock.now - begun
      (keys, whole, slowest) = (keys + 1, whole + took, max(slowest, took))
      // Another, longer place that begins alike is not the one that was meant.
      let meant = place.name + Self.told(behind: typed, slip: slip)
      let isRight = found.contains { $0.text == meant }
      tally[slip, default: (0, 0)].all += 1
      if isRight { tally[slip, default: (0, 0)].right += 1 }
    }
    for slip in PlaceSlip.allCases { print("  \(slip.rawValue): \(tally[slip, default: (0, 0)])") }
    let right = tally.values.reduce(0) { $0 + $1.right }
    print("slips right in the first three: \(right) of 1000; a key \(whole / keys), slowest \(slowest)")
    #expect(right >= 950)
  }

  #if os(Linux)
    /// Nothing else runs in that process: what it grows by is the gazetteer and the text it was read from.
    @Test func `fifty thousand places hold at most 64 MiB in a process of their own`() async {
      await #expect(processExitsWith: .success) {
        let before = GazetteerTests.residentKibibytes
        try #require(before > 0)
        var maker = GeneratedPlaces(seed: 7)
        let gazetteer = Gazetteer(maker.make(50_000))
        let held = GazetteerTests.residentKibibytes - before
        // Each place has a name of several characters: less than a MiB would be something else.
        #expect(held > 1_024 && held <= 65_536, "\(held) KiB")
        #expect(gazetteer.places.count == 50_000 && !gazetteer.matches("晋陵路").isEmpty)
      }
    }
  #endif

  /// The number and the side that stay as they were told.
  private static func told(behind typed: String, slip: PlaceSlip) -> String {
    guard slip == .withNumber, let number = typed.lastIndex(where: { !$0.isASCII && !"号对面".contains($0) })
    else { return "" }
    return String(typed[typed.index(after: number)...])
  }

  /// What the process holds in memory, from `/proc`; 0 where there is none.
  static var residentKibibytes: Int {
    // Without the file there is nothing to measure, and the growth is 0.
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}
