import Foundation
import Places
import PlainText
import Testing

/// What people say around a name, made from every word of the shipped list and every name of the test's
/// gazetteer.
@Suite struct ToldPlaceTests {
  /// The words the program ships, by kind.
  private static let words: [String: [String]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Places/Resources/places.words")
    // A file that cannot be read leaves no words, and the first test says so.
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") && $0.contains(" = ") }
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let parts = line.split(separator: "=", maxSplits: 1)
        return (String(parts[0]).trimmed, parts[1].split(separator: " ").map(String.init))
      })
  }()

  private static let gazetteer = GazetteerTests.small

  /// Every way a place of the gazetteer is called, with what it is called today.
  private static let names: [(called: String, place: Place)] = gazetteer.places
    .filter { $0.kind != .pole && $0.kind != .crossing }
    .flatMap { place in ([place.name] + place.aliases + place.formerNames).map { ($0, place) } }

  private static let roads = gazetteer.places.filter { $0.kind == .road }

  private static func words(of relation: PlaceExpression.Relation) -> [String] {
    words[relation.rawValue] ?? []
  }

  @Test func `there is a word for every relation, and names of every kind`() {
    #expect(PlaceExpression.Relation.allCases.allSatisfy { Self.words(of: $0).count >= 2 })
    #expect(Self.names.count >= 14 && Self.roads.count >= 5)
  }

  /// The numbers people put behind a name; a hundred in words for a number that is written.
  private static let numbers: [(told: String, number: Int?)] = [
    ("", nil), ("189号", 189), ("3幢", 3), ("三号", 3), ("１２号", 12), ("一百八十九号", 189),
  ]

  @Test(arguments: PlaceExpression.Relation.allCases)
  func `how the spot lies is understood behind every name`(relation: PlaceExpression.Relation) {
    var wrong: [String] = []
    for word in Self.words(of: relation) {
      for (name, place) in Self.names {
        for (number, value) in Self.numbers {
          for (joint, lead) in [("", ""), ("的", "我在"), ("上的", "我们现在在"), ("的", "")] {
            let typed = lead + name + number + joint + word
            let told = PlaceExpression(typed)
            let isRight =
              told.names == [name] && told.relation == relation && told.number == value && told.pole == nil
              && !told.isCrossing && told.rest == (number + joint + word).halfWidth
            if !isRight { wrong.append("\(typed): \(told)") }
            guard lead.isEmpty, number.isEmpty || joint.isEmpty else { continue }
            wrong += Self.unkept(typed, as: place, behind: (number + joint + word).halfWidth)
          }
        }
      }
    }
    #expect(wrong.count == 0, "\(wrong.prefix(4))")
  }

  /// 对面是红梅公园: on which side of a place that lies before or behind the spot nobody knows.
  @Test(arguments: PlaceExpression.Relation.allCases)
  func `how the spot lies is understood before every name`(relation: PlaceExpression.Relation) {
    let meant = relation == .front || relation == .behind ? .near : relation
    var wrong: [String] = []
    for word in Self.words(of: relation) {
      for (name, place) in Self.names {
        for verb in ["是", "就是", "有个", "："] {
          for own in ["", "我们", "我的"] {
            let lead = own + word + verb
            for (number, value) in Self.numbers.prefix(3) {
              let told = PlaceExpression(lead + name + number)
              let isRight = told.names == [name] && told.relation == meant && told.number == value
              if !isRight { wrong.append("\(lead + name + number): \(told)") }
            }
            let found = Self.gazetteer.proposals(for: lead + name)
            let kept = lead.halfWidth + place.district + place.name
            if found.first?.answer != kept || found.contains(where: { $0.typed != lead + name }) {
              wrong.append("\(lead + name) -> \(found.map(\.answer))")
            }
          }
        }
      }
    }
    #expect(wrong.count == 0, "\(wrong.prefix(4))")
  }

  @Test(arguments: ["对面", "对面的红梅公园", "门口见", "前面堵车", "我们公司", "对面是", "旁边有"])
  func `what tells of no place behind it is one name`(typed: String) {
    let told = PlaceExpression(typed)
    #expect(told.names == [typed] && told.number == nil && told.pole == nil && !told.isCrossing, "\(told)")
  }

  /// What is wrong with what is proposed for a place with something behind it: it must be the place as it is
  /// called today with what was told behind it, know what was typed, and come first.
  private static func unkept(_ typed: String, as place: Place, behind: String) -> [String] {
    let found = gazetteer.proposals(for: typed)
    let isKept =
      found.first?.text == place.name + behind && found.first?.answer == place.district + place.name + behind
      && found.allSatisfy { $0.typed == typed }
    return isKept ? [] : ["\(typed) -> \(found.map(\.answer))"]
  }

  // MARK: Crossings

  private static let joints = ["和", "与", "跟", "、", "/", "／", "靠近", "近", "交", "-", "，", " ", "到", "&", "临近"]

  private static let pairs: [(Place, Place)] = roads.flatMap { one in
    roads.filter { $0 != one }.map { (one, $0) }
  }

  /// Every form of a crossing of two names that people say, with what stands behind the names.
  private static func crossings(_ one: String, _ two: String) -> [String] {
    let words = words["crossing"] ?? []
    let joined = joints.map { one + $0 + two }
    let alone = joined.filter { !$0.contains(" ") }
    return alone + joined.flatMap { told in words.map { told + $0 } } + joined.map { $0 + "口" }
      + (words + ["口"]).map { one + two + $0 }
  }

  @Test func `two roads cross in every form, in both orders`() {
    var wrong: [String] = []
    for (one, two) in Self.pairs {
      for typed in Self.crossings(one.name, two.name) {
        let told = PlaceExpression(typed)
        let isRight =
          told.isCrossing && told.names == [one.name, two.name] && told.relation == nil && told.pole == nil
          && told.number == nil
        if !isRight { wrong.append("\(typed): \(told)") }
        guard one.name.hasPrefix("关河") else { continue }
        let found = Self.gazetteer.proposals(for: typed)
        if found.first?.text != "\(one.name)与\(two.name)路口" || found.contains(where: { $0.typed != typed }) {
          wrong.append("\(typed) -> \(found.map(\.text))")
        }
      }
    }
    #expect(wrong.count == 0, "\(wrong.prefix(4))")
  }

  @Test(arguments: PlaceExpression.Relation.allCases)
  func `how the spot lies to a crossing stays with it`(relation: PlaceExpression.Relation) {
    for word in Self.words(of: relation) {
      for (typed, side) in [
        ("晋陵中路和关河东路路口" + word, word), ("晋陵中路关河东路交叉口的" + word, "的" + word),
        ("晋陵中路与关河东路口西北角" + word, "西北角" + word),
      ] {
        let told = PlaceExpression(typed)
        #expect(told.isCrossing && told.relation == relation && told.names == ["晋陵中路", "关河东路"], "\(typed)")
        #expect(Self.gazetteer.proposals(for: typed).first?.text == "晋陵中路与关河东路路口" + side, "\(typed)")
      }
      let before = PlaceExpression(word + "是晋陵中路和关河东路路口")
      #expect(before.isCrossing && before.names == ["晋陵中路", "关河东路"] && before.relation != nil, "\(word)")
    }
  }

  /// Names that begin as a joint does, end as another kind of road, or have a river in them.
  @Test(arguments: [
    ("晋陵路和平路路口", ["晋陵路", "和平路"]), ("和平路晋陵路口", ["和平路", "晋陵路"]), ("晋陵路同安路交叉口", ["晋陵路", "同安路"]),
    ("晋陵路交通路路口", ["晋陵路", "交通路"]), ("晋陵路和东街路口", ["晋陵路", "东街"]), ("关河路关河东路口", ["关河路", "关河东路"]),
    ("青果巷与北直街口", ["青果巷", "北直街"]), ("大运河关河路口", ["大运河", "关河路"]), ("三里桥与龙城大道交界处", ["三里桥", "龙城大道"]),
    ("红梅公园与关河路路口红绿灯", ["红梅公园", "关河路"]), ("晋陵路、关河路、和平路路口", ["晋陵路", "关河路", "和平路"]),
  ])
  func `roads with other names cross too`(typed: String, names: [String]) {
    let told = PlaceExpression(typed)
    #expect(told.isCrossing && told.names == names, "\(told)")
  }

  @Test func `a road that begins as a joint does is proposed whole`() {
    let roads = ["晋陵路", "和平北路", "太平北路", "平北路", "关河路"].map { Place(name: $0, kind: .road) }
    let found = Gazetteer(roads).proposals(for: "晋陵路和平北路路口")
    #expect(found.prefix(2).map(\.text).contains("晋陵路与和平北路路口"), "\(found.map(\.text))")
    #expect(Gazetteer(roads).proposals(for: "晋陵路和关河路路口").first?.text == "晋陵路与关河路路口")
  }

  @Test(arguments: [
    "晋陵路交警队", "晋陵路189号靠近关河路", "新北交警队门口", "红梅公园靠近东门", "晋陵路12-3号", "青果巷口", "河口路", "晋陵路近天桥下",
    "中山路-12弄", "中山路—12弄", "中山路，12弄", "中山路近12弄", "中山路-十二弄", "中山路、12弄", "中山路12弄-关河路",
    "中山路12弄靠近关河路", "中山路-12弄口", "中山路12弄路口",
  ])
  func `what is no crossing is none`(typed: String) {
    #expect(!PlaceExpression(typed).isCrossing, "\(PlaceExpression(typed))")
  }

  @Test(arguments: ["中山路-12弄", "中山路12弄", "中山路十二弄", "中山路-12弄口", "中山路12弄路口", "中山路，12弄对面", "中山路(12弄)"])
  func `a counted lane is a number of its road`(typed: String) {
    let told = PlaceExpression(typed)
    #expect(told.names == ["中山路"] && told.number == 12, "\(told)")
    let found = Gazetteer([Place(name: "中山路", kind: .road)]).proposals(for: typed)
    #expect(found.first?.text == "中山路" + told.rest, "\(found.map(\.text))")
  }

  // MARK: Numbers

  @Test(arguments: [
    ("一千八百三十五号", 1_835), ("一千零三十五号", 1_035), ("九千九百九十九号", 9_999), ("两千号", 2_000), ("一百号", 100), ("十号", 10),
    ("一二三四五六号", 123_456), ("1835号", 1_835), ("三百层", 300),
  ])
  func `a number is read in words, too`(told: String, number: Int) {
    let place = PlaceExpression("晋陵路" + told)
    #expect(place.names == ["晋陵路"] && place.number == number, "\(place)")
  }

  @Test(arguments: ["老王千层饼", "老王百层糕", "晋陵路千层饼店", "小李千百楼", "一二三四五六七"])
  func `what counts nothing is no number`(typed: String) {
    let told = PlaceExpression(typed)
    #expect(told.names == [typed] && told.number == nil && told.pole == nil, "\(told)")
  }

  // MARK: Poles

  /// How a number on a pole is told, with how it is written.
  private static let poles: [(told: String, written: String)] = [
    ("A1203", "A1203"), ("a1203", "A1203"), ("Ａ１２０３", "A1203"), ("A一二零三", "A1203"), ("A 1203", "A1203"),
    ("A幺二〇三", "A1203"), ("35", "35"), ("３５", "35"), ("三十五", "35"), ("三五", "35"), ("一百二十", "120"),
    ("一千二百零三", "1203"), ("B-12", "B-12"), ("12A", "12A"),
  ]

  /// Sites beside which poles stand, by the names they have and are called by.
  private static let sites = ["", "晋陵中路", "关河西路", "三里桥", "1号公寓", "市第一人民医院"]

  @Test func `a pole's number is read in every form, before and behind the word, beside every name`() {
    var wrong: [String] = []
    for word in (Self.words["pole"] ?? []) where !word.hasSuffix("号") {
      for site in Self.sites {
        for (number, written) in Self.poles {
          for typed in [
            "\(site)\(word)\(number)", "\(site)的\(word)号\(number)", "\(site)\(word)编号：\(number)",
            "\(site)\(word)上写着\(number)",
            "\(site)\(number)号\(word)", "\(site)的\(number)\(word)", "\(site)\(word)\(number)号",
          ] {
            let told = PlaceExpression(typed)
            let isRight =
              told.pole == written && !told.isCrossing && told.number == nil && told.relation == nil
              && (told.names == (site.isEmpty ? [] : [site]) || Self.isShared(site, word, told))
            if !isRight { wrong.append("\(typed): \(told)") }
          }
        }
      }
    }
    #expect(wrong.count == 0, "\(wrong.prefix(4))")
  }

  /// 1号公寓路灯杆 may be of 1号公寓路: the gazetteer knows better, and proposes 1号公寓.
  private static func isShared(_ site: String, _ word: String, _ told: PlaceExpression) -> Bool {
    guard let first = word.first, let last = site.last, !"路桥".contains(last), first == "路" else {
      return false
    }
    return told.names == [site + "路"]
      && gazetteer.proposals(for: site + word + "A1203").contains { $0.text.hasPrefix(site) }
  }

  @Test(arguments: PlaceExpression.Relation.allCases)
  func `a pole is found whatever it is called, and how the spot lies to it stays`(
    relation: PlaceExpression.Relation
  ) {
    var wrong: [String] = []
    for side in [""] + Self.words(of: relation) {
      for number in Self.poles.prefix(6).map(\.told) {
        for told in [
          "电杆号\(number)", "\(number)号灯杆", "关河西路的路灯杆\(number)", "关河西路\(number)号电线杆", "灯杆\(number)号",
        ] {
          let typed = told + side
          let found = Self.gazetteer.proposals(for: typed)
          let isRight =
            found.first?.text == "关河西路A1203" + side && found.first?.answer == "钟楼区关河西路A1203" + side
            && found.allSatisfy { $0.typed == typed }
            && PlaceExpression(typed).relation == (side.isEmpty ? nil : relation)
          if !isRight { wrong.append("\(typed) -> \(found.map(\.answer))") }
        }
      }
    }
    #expect(wrong.count == 0, "\(wrong.prefix(4))")
  }

  @Test(arguments: ["旗杆巷", "路灯坏了", "电线杆旁边", "旗杆村3号", "晋陵中路路灯下", "三里桥路灯", "晋陵中路灯柱", "杆子倒了"])
  func `what has no number is no pole`(typed: String) {
    #expect(PlaceExpression(typed).pole == nil, "\(PlaceExpression(typed))")
  }

  /// One figure in words begins many a word: 一直, 一期, 千万.
  @Test func `a figure in words is a pole's number only where it is told as one`() {
    var wrong: [String] = []
    for figure in Self.words["figure"] ?? [] {
      for word in ["路灯", "里程碑", "灯杆", "电线杆"] {
        for (typed, isPole) in [
          ("\(word)\(figure)直不亮", false), ("\(word)\(figure)期3幢", false), ("\(word) \(figure)直不亮", false),
          ("\(word)上\(figure)直不亮", false), ("\(word)是\(figure)直坏的", false), ("\(word)第\(figure)次坏", false),
          ("星期\(figure)\(word)坏了", false), ("\(word)\(figure)号", true), ("\(figure)号\(word)坏了", true),
          ("\(word)编号\(figure)", true), ("\(word)上写着\(figure)西北角", true), ("\(word)是\(figure)", true),
          ("\(word)\(figure)五坏了", true), ("\(word)B\(figure)坏了", true),
        ] {
          let told = PlaceExpression("红梅新村" + typed)
          if (told.pole != nil) != isPole { wrong.append("\(typed): \(told.pole ?? "-")") }
        }
      }
    }
    #expect(wrong.count == 0, "\(wrong.prefix(8))")
    #expect(PlaceExpression("里程碑一期3幢").names == ["里程碑一期"])
    #expect(PlaceExpression("里程碑一期3幢").number == 3)
    #expect(PlaceExpression("3号路灯一直不亮").pole == "3")
    #expect(PlaceExpression("红梅新村路灯千万别靠近").pole == nil)
  }
}
