import Places
import Testing

/// Places told with the way to the spot: the place is found, and what was typed is kept.
@Suite struct PlaceWayTests {
  private static let gazetteer = GazetteerTests.small

  /// What is typed, with a name that must stand in one of the first three.
  private static let ways: [(String, String)] = [
    ("在红梅公园对面", "红梅公园"), ("红梅公园斜对面", "红梅公园"), ("我在红梅新村对面马路上", "红梅新村"), ("就在红梅公园对过", "红梅公园"),
    ("红梅公园往东200米", "红梅公园"), ("晋陵中路往东200米", "晋陵中路"), ("关河东路往西走两百米", "关河东路"), ("红梅公园向南50米左右", "红梅公园"),
    ("红梅公园东边100米", "红梅公园"), ("红梅公园以东三百米", "红梅公园"), ("过了三里桥200米", "三里桥"), ("三里桥过去一点", "三里桥"),
    ("红梅公园往前走一百米", "红梅公园"), ("长虹路由东向西方向", "长虹路"), ("长虹路从南往北", "长虹路"), ("长虹路自东向西", "长虹路"),
    ("离红梅公园200米", "红梅公园"), ("距离红梅公园大概两百米", "红梅公园"),
    ("晋陵中路与关河东路交叉口", "晋陵中路"), ("晋陵中路和关河东路路口", "关河东路"), ("晋陵中路关河东路路口东南角", "晋陵中路"),
    ("晋陵中路路口东南角", "晋陵中路"), ("晋陵中路路口", "晋陵中路"), ("长虹路口西北角", "长虹路"), ("关河西路十字路口东北侧", "关河西路"),
    ("杆号 A1203", "A1203"), ("杆号A1203", "A1203"), ("路灯杆 A1203", "A1203"), ("A1203号杆子旁边", "A1203"),
    ("关河西路杆号A1203往东50米", "A1203"),
    ("红梅新村附近", "红梅新村"), ("红梅新村那边附近", "红梅新村"), ("在市第一人民医院附近", "市第一人民医院"), ("一院旁边", "市第一人民医院"),
    ("红梅公园旁边的小路", "红梅公园"), ("三里桥边上", "三里桥"), ("红梅公园北门", "红梅公园"), ("红梅公园东门口", "红梅公园"),
    ("不在晋陵中路, 在长虹路", "长虹路"), ("不在晋陵中路，在长虹路189号", "长虹路"), ("不是红梅公园, 是红梅新村", "红梅新村"),
    ("不在红梅公园是在红梅新村", "红梅新村"), ("不是在晋陵中路，是在晋陵北路", "晋陵北路"), ("在长虹路, 不在晋陵中路", "长虹路"),
    ("是红梅新村不是红梅公园", "红梅新村"), ("不是晋陵中路是长虹路对面", "长虹路"),
    ("洪梅公园往东200米", "红梅公园"), ("进陵中路和关河东路路口东南角", "晋陵中路"),
  ]

  @Test func `the place is among the first three, and knows what was typed`() {
    #expect(Self.ways.count >= 40)
    let wrong = Self.ways.compactMap { typed, name -> String? in
      let found = Self.gazetteer.proposals(for: typed)
      let isRight = found.contains { $0.text.contains(name) } && found.allSatisfy { $0.typed == typed }
      return isRight ? nil : "\(typed): \(found.map(\.text))"
    }
    #expect(wrong == [])
  }

  /// The way stays with the place that is proposed.
  @Test(arguments: [
    ("红梅公园往东200米", "往东200米"), ("长虹路由东向西方向", "由东向西方向"), ("不在晋陵中路, 在长虹路189号", "长虹路189号"),
    ("晋陵中路路口东南角", "路口东南角"), ("红梅公园旁边的小路", "旁边的小路"), ("杆号 A1203", "A1203"),
  ])
  func `the way stays with what is proposed`(typed: String, kept: String) {
    let first = Self.gazetteer.proposals(for: typed).first
    #expect(first?.answer.contains(kept) == true && first?.typed == typed, "\(first?.answer ?? "-")")
  }

  @Test func `a place that is denied is not proposed first`() {
    let denied = ["不在晋陵中路, 在长虹路", "在长虹路, 不在晋陵中路", "不是晋陵中路是长虹路", "不在晋陵中路是在长虹路"]
    #expect(denied.filter { Self.gazetteer.proposals(for: $0).first?.text.contains("长虹路") != true } == [])
  }
}
