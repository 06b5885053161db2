import CallModel

/// A year of calls in the order in which they come in, with clusters: several people who report one thing
/// from their own telephones, each in his own words.
///
/// All invented; the same plan gives the same calls.
public struct ClusterYear {
  /// One call.
  public struct Call: Sendable {
    /// Its number.
    public let id: CallIdentifier
    /// Its events, in order.
    public let events: [Noted<CallEvent>]
    /// The cluster it belongs to; nil for a caller who reports his own matter.
    public let cluster: Int?
    /// Which of the cluster's callers it is, from 1; 0 without a cluster.
    public let caller: Int
  }

  private struct Report {
    let at: WallInstant
    let cluster: Int?
    let caller: Int
    let place: String
    let matter: String
    let code: String
    let number: String
  }

  private let plan: YearPlan
  private var dice: Dice
  private let personnel: OperatorIdentifier
  private let seat: SeatIdentifier

  /// A year by its plan, in which every fortieth incident has several callers.
  public init(_ plan: YearPlan, seat: SeatIdentifier, personnel: OperatorIdentifier) {
    self.seat = seat
    self.plan = plan
    self.personnel = personnel
    dice = Dice(seed: plan.seed &* 7_919)
  }

  /// Every call, in the order in which they come in.
  public mutating func calls() throws -> [Call] {
    var reports: [Report] = []
    var clusters = 0
    while reports.count < plan.calls {
      let at = WallInstant(date: plan.from.adding(days: dice.below(plan.days)))
        .adding(milliseconds: Int64(dice.below(86_400_000)))
      let incident = Incidents.pick(&dice)
      let callers = dice.happens(25) ? 2 + dice.below(4) : 1
      if callers > 1 { clusters += 1 }
      reports += (0..<callers).map { caller in
        report(incident, at: at, caller: caller, cluster: callers > 1 ? clusters : nil)
      }
    }
    var numbers: [CivilDate: Int] = [:]
    return try reports.sorted { $0.at < $1.at }.map { report in
      numbers[report.at.date, default: 0] += 1
      return try call(report, number: numbers[report.at.date] ?? 1)
    }
  }

  private mutating func report(
    _ incident: Incidents.Incident, at: WallInstant, caller: Int, cluster: Int?
  ) -> Report {
    let later = caller == 0 ? 0 : Int64(dice.within(20_000...900_000))
    return Report(
      at: at.adding(milliseconds: later), cluster: cluster, caller: cluster == nil ? 0 : caller + 1,
      place: incident.place(toldBy: caller, dice: &dice), matter: dice.pick(incident.matter.what),
      code: incident.matter.code, number: "199****\(1_000 + dice.below(9_000))")
  }

  /// A category is chosen in nearly every call, at its end; the next caller often rings before that.
  private mutating func call(_ report: Report, number: Int) throws -> Call {
    let id = try CallIdentifier(date: report.at.date, seat: seat, number: number)
    var events: [Noted<CallEvent>] = []
    func emit(_ event: CallEvent, after: Int64) {
      events.append(
        Noted(
          event, at: report.at.adding(milliseconds: after), offsetMilliseconds: nil, personnel: personnel))
    }
    emit(.ring(RingSeen(number: report.number)), after: 0)
    emit(.answer(CallAnswered(timing: .unknown(limit: RingLimit()))), after: 4_000)
    emit(
      .element(ElementAnswer(element: .where, state: .given, text: report.place)), after: 15_000)
    emit(.element(ElementAnswer(element: .what, state: .given, text: report.matter)), after: 22_000)
    if dice.happens(900) {
      emit(.category(CategoryChosen(code: report.code, name: "")), after: 70_000)
      emit(.end(.finished), after: 90_000)
    }
    return Call(id: id, events: events, cluster: report.cluster, caller: report.caller)
  }
}

/// What happens somewhere, and how people tell it.
enum Incidents {
  struct Matter {
    let code: String
    let weight: Int
    let what: [String]
  }

  struct Incident {
    let matter: Matter
    let road: String
    let other: String
    let number: Int
    let estate: String
    /// 0 on a road by its number, 1 at a crossing, 2 in an estate.
    let spot: Int

    /// The place as one of several callers tells it: another number, another order, a slip, a side.
    func place(toldBy caller: Int, dice: inout Dice) -> String {
      let side = caller == 0 ? "" : dice.pick(["", "", "附近", "对面", "旁边", "门口"])
      switch spot {
      case 0:
        let near = caller == 0 ? 0 : dice.within(-4...4) * 2
        return "\(slipped(road, caller, &dice))\(max(1, number + near))号\(side)"
      case 1:
        let (first, second) = caller > 0 && dice.happens(500) ? (other, road) : (road, other)
        let joint = dice.pick(["和", "与", "、"])
        return "\(slipped(first, caller, &dice))\(joint)\(second)\(dice.pick(["路口", "交叉口"]))"
      default:
        let building = caller == 0 || dice.happens(500) ? "\(number % 40 + 1)幢" : ""
        return "\(slipped(estate, caller, &dice))\(building)\(side)"
      }
    }

    private func slipped(_ name: String, _ caller: Int, _ dice: inout Dice) -> String {
      guard caller > 0, dice.happens(250) else { return name }
      return Incidents.slips.reduce(name) { text, slip in text.replacing(slip.0, with: slip.1) }
    }
  }

  /// Characters that are typed for one another.
  static let slips: [(String, String)] = [
    ("陵", "林"), ("河", "和"), ("文", "闻"), ("红", "洪"), ("丽", "莉"), ("兰", "蓝"), ("阳", "杨"), ("青", "清"),
    ("华", "花"), ("金", "今"), ("园", "元"), ("新", "心"),
  ]

  static let matters: [Matter] = [
    Matter(code: "400100", weight: 30, what: ["着火了", "冒烟", "楼上起火了", "好大的烟", "有火光"]),
    Matter(code: "300100", weight: 240, what: ["两车撞了", "出车祸了", "电动车和轿车撞了", "追尾", "撞车了"]),
    Matter(code: "200100", weight: 120, what: ["有人打架", "打起来了", "一群人在打架", "好几个人打一个人"]),
    Matter(code: "600900", weight: 110, what: ["工地半夜施工", "施工吵得睡不着", "噪音太大"]),
    Matter(code: "500600", weight: 50, what: ["有人晕倒了", "有个老人倒在路边", "有人昏迷了"]),
    Matter(code: "500700", weight: 10, what: ["有人坐在楼顶", "有人要跳楼", "楼顶上有个人"]),
    Matter(code: "600200", weight: 40, what: ["停电了", "整个小区没电", "断电了"]),
    Matter(code: "500500", weight: 30, what: ["煤气味很大", "闻到煤气", "燃气泄漏"]),
    Matter(code: "200200", weight: 150, what: ["邻居吵架", "为停车吵起来了", "买东西起纠纷"]),
    Matter(code: "100100", weight: 110, what: ["电动车被偷了", "家里进小偷了", "手机被偷"]),
    Matter(code: "500100", weight: 40, what: ["孩子找不到了", "老人走失"]),
    Matter(code: "300500", weight: 70, what: ["路上堵死了", "车停在路中间", "堵车没人管"]),
  ]

  static let stems = [
    "晋陵", "延陵", "怀德", "和平", "通江", "长江", "龙城", "劳动", "广化", "关河", "中吴", "长虹", "武宜", "勤业", "新堂", "河海", "太湖",
    "罗汉", "青年", "文化", "红梅", "丽华", "兰陵", "清潭", "北直", "朝阳", "翠竹", "金色", "锦绣", "东方", "五星", "花园", "飞龙", "竹林",
    "常澄",
    "采菱", "健身", "湖塘", "定安", "广电", "鸣新", "永宁", "黄河", "衡山", "泰山", "华山", "珠江", "汉江", "岷江", "嫩江",
  ]
  static let ends = ["东路", "西路", "中路", "南路", "北路", "路", "街", "大道"]
  static let estateEnds = ["新村", "花苑", "小区", "家园", "公寓", "名邸"]

  static func pick(_ dice: inout Dice) -> Incident {
    let total = matters.reduce(0) { $0 + $1.weight }
    let road = dice.pick(stems) + dice.pick(ends)
    var other = dice.pick(stems) + dice.pick(ends)
    while other == road { other = dice.pick(stems) + dice.pick(ends) }
    return Incident(
      matter: matters[dice.weighted(matters.map(\.weight), total: total)], road: road, other: other,
      number: dice.within(1...480), estate: dice.pick(stems) + dice.pick(estateEnds), spot: dice.below(3))
  }
}
