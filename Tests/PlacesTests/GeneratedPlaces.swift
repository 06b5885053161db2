import Places

/// Invented places of an invented city, the same for the same seed: roads, estates, landmarks, villages, with
/// aliases and former names as a real gazetteer has them.
struct GeneratedPlaces {
  private var dice: PlaceDice
  private var known: Set<String> = []
  private static let stems = Array(
    "晋陵关河红梅文化清潭兰园天宁怡康北直延桃荆川常澄青果和平劳动衡山长虹龙锦太湖花竹林翠泰龙城玉带金色新华朝阳东方光明育英大学白云牡丹广电元丰丁香五星三井"
      + "河海汉江黄岷沿飞晋云水月松柏桂荷莲菊秋春夏冬雪霜雨雷星辰日升恒祥瑞福禄寿喜安宁康乐富强民主友谊团结胜利前进跃凤凰麒麟鹤鹿马牛羊虎豹象鲤鱼贝珠玛瑙珍琥珀玲珑琳琅")
  private static let districts = ["天宁区", "钟楼区", "新北区", "武进区", "经开区"]
  private static let roads = ["路", "街", "巷", "大道", "东路", "西路", "南路", "北路", "中路", "弄"]
  private static let estates = [
    "花园", "新村", "小区", "公寓", "苑", "家园", "名邸", "华庭", "雅居", "山庄", "嘉园", "国际", "豪庭", "新寓", "北苑", "南苑",
  ]
  private static let landmarks = [
    "大酒店", "超市", "幼儿园", "小学", "中学", "医院", "加油站", "菜市场", "公园", "大厦", "广场", "卫生院", "派出所", "停车场", "浴室", "网吧",
    "大药房", "快捷酒店", "农贸市场", "汽车站", "图书馆", "体育馆", "电影院", "驾校", "茶馆", "火锅店", "银行", "邮局", "家具城", "建材市场",
  ]
  private static let villages = ["家村", "家塘", "家桥", "家巷", "墅村", "庄", "家头", "圩", "家坝"]

  init(seed: UInt64) { dice = PlaceDice(seed: seed) }

  /// So many places, no two of one name.
  mutating func make(_ count: Int) -> [Place] {
    var places: [Place] = []
    while places.count < count {
      let place = make()
      guard known.insert(place.name).inserted else { continue }
      places.append(place)
    }
    return places
  }

  private mutating func make() -> Place {
    let district = dice.pick(Self.districts)
    switch dice.below(100) {
    case 0..<18:
      let name = stem(2...3) + dice.pick(Self.roads)
      return Place(
        name: name, kind: .road, district: district,
        formerNames: dice.below(10) == 0 ? [stem(2...3) + dice.pick(Self.roads)] : [])
    case 18..<48:
      let name = stem(2...4) + dice.pick(Self.estates)
      return Place(
        name: name, kind: .estate, district: district, aliases: dice.below(8) == 0 ? [stem(2...2) + "大院"] : []
      )
    case 48..<88:
      let branch = dice.below(3) == 0 ? "(\(stem(2...2))店)" : ""
      let name = stem(2...4) + dice.pick(Self.landmarks) + branch
      return Place(
        name: name, kind: .landmark, district: district,
        aliases: dice.below(6) == 0 ? [stem(2...2) + dice.pick(["老厂", "大楼", "旧址", "门市部"])] : [])
    default:
      return Place(name: stem(1...3) + dice.pick(Self.villages), kind: .village, district: district)
    }
  }

  private mutating func stem(_ length: ClosedRange<Int>) -> String {
    let count = length.lowerBound + dice.below(length.count)
    return String((0..<count).map { _ in dice.pick(Self.stems) })
  }
}

/// Random numbers from a seed (SplitMix64, Steele, Lea and Flood 2014).
struct PlaceDice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((((mixed ^ (mixed >> 31)) >> 32) * UInt64(bound)) >> 32)
  }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }
}
