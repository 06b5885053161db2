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
  ])
  func `two spots`(left: String, right: String) {
    #expect(
      PlaceLikeness(left, right).permille < PlaceLikeness.samePlace, "\(PlaceLikeness(left, right).permille)")
  }

  @Test func `a road without a number says less than one with`() {
    let loose = PlaceLikeness("晋陵中路", "晋陵中路189号").permille
    #expect(loose >= PlaceLikeness.maybeSame && loose < PlaceLikeness.samePlace)
  }
}
