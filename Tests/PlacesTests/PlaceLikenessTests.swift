import Places
import Testing

@Suite struct PlaceLikenessTests {
  @Test(arguments: [
    ("晋陵中路189号", "晋陵中路189号"), ("晋陵中路189号", "晋陵中路 191号对面"), ("晋陵中路189号", "进林中路189号"),
    ("天宁区晋陵中路189号", "晋陵中路189号"), ("红梅新村3幢", "洪梅新村"), ("晋陵路和关河路路口", "关河路与晋陵路交叉口"),
    ("路灯杆A1203", "关河西路路灯杆a1203"), ("文化宫门口", "文化宫广场旁边"), ("红梅公园", "红梅公园对面"),
  ])
  func `one spot told twice`(left: String, right: String) {
    #expect(
      PlaceLikeness(left, right).permille >= PlaceLikeness.samePlace, "\(PlaceLikeness(left, right).permille)"
    )
    #expect(PlaceLikeness(left, right).permille == PlaceLikeness(right, left).permille)
  }

  @Test(arguments: [
    ("晋陵中路189号", "晋陵中路389号"), ("晋陵中路189号", "晋陵北路189号"), ("红梅新村", "红梅公园"), ("路灯杆A1203", "路灯杆A1204"),
    ("", "晋陵中路"), ("晋陵中路", ""), ("", ""), ("晋陵路和关河路路口", "晋陵路和劳动路路口"), ("三里桥", "五里桥"),
    ("中山路-12弄", "中山路-90弄"),
  ])
  func `two spots`(left: String, right: String) {
    #expect(
      PlaceLikeness(left, right).permille < PlaceLikeness.samePlace, "\(PlaceLikeness(left, right).permille)")
  }

  @Test func `a road without a number says less than one with`() {
    let loose = PlaceLikeness("晋陵中路", "晋陵中路189号").permille
    #expect(loose >= PlaceLikeness.maybeSame && loose < PlaceLikeness.samePlace)
  }

  /// Poles are counted anew along every road; a long number or one with letters stands on one pole only.
  @Test(arguments: ["3号杆", "三号杆", "3号路灯杆", "的灯杆35", "灯杆编号三", "灯杆1234", "灯杆12-3"])
  func `poles of one number are one where their roads are`(pole: String) {
    let likeness = PlaceLikeness("晋陵路" + pole, "关河路" + pole).permille
    #expect(likeness < PlaceLikeness.maybeSame, "\(likeness)")
    #expect(PlaceLikeness("关河路" + pole, "晋陵路" + pole).permille == likeness)
    #expect(PlaceLikeness("晋陵路" + pole, "进林路" + pole).permille >= PlaceLikeness.samePlace)
    #expect(PlaceLikeness("晋陵路" + pole, "天宁区晋陵路" + pole).permille >= PlaceLikeness.samePlace)
    #expect(PlaceLikeness("晋陵路" + pole, "我在" + pole.drop { $0 == "的" }).permille == 1_000)
  }

  @Test func `a figure is the same spoken and written, on one road only`() {
    #expect(PlaceLikeness("晋陵路3号杆", "晋陵路三号杆").permille == 1_000)
    #expect(PlaceLikeness("晋陵路3号杆", "关河路三号杆").permille < PlaceLikeness.maybeSame)
  }

  @Test(arguments: ["灯杆A3", "灯杆12345", "灯杆一二三四五", "电线杆B-12", "12A号杆"])
  func `a pole of its own number is one whatever is told beside it`(pole: String) {
    #expect(PlaceLikeness("晋陵路" + pole, "关河路" + pole).permille == 1_000)
  }
}
