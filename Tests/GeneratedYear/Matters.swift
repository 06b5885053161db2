/// What people call about: categories of the shipped protocol with the words that go with them.
///
/// All invented.
enum Matters {
  struct Matter: Sendable {
    let code: String
    let name: String
    let level: Int
    let weight: Int
    let what: [String]
  }

  static let all: [Matter] = [
    Matter(
      code: "100100", name: "盗窃", level: 3, weight: 70, what: ["电动车被偷了", "家里进了小偷, 抽屉都被翻开", "手机在公交车上被扒了"]),
    Matter(code: "100200", name: "抢劫", level: 1, weight: 4, what: ["两个人持刀抢劫", "被人拦住要钱"]),
    Matter(code: "100300", name: "抢夺", level: 2, weight: 6, what: ["挎包被骑摩托的抢走了", "项链被拽走"]),
    Matter(code: "100600", name: "诈骗", level: 2, weight: 60, what: ["被人冒充客服骗了钱", "刷单被骗, 刚转出去两万元"]),
    Matter(code: "200100", name: "打架斗殴", level: 2, weight: 70, what: ["有人打架, 四五个人", "饭店里打起来了, \"砸\"了一桌"]),
    Matter(code: "200200", name: "治安纠纷", level: 3, weight: 120, what: ["邻居吵架", "因为停车吵起来了", "顾客不给钱"]),
    Matter(code: "200600", name: "家庭暴力", level: 1, weight: 16, what: ["丈夫打人", "楼上有女人喊救命"]),
    Matter(code: "300100", name: "交通事故", level: 2, weight: 150, what: ["两车追尾, 没有人受伤", "电动车和轿车撞了"]),
    Matter(code: "300300", name: "交通逃逸", level: 2, weight: 14, what: ["撞了人就跑了"]),
    Matter(code: "400100", name: "火灾", level: 1, weight: 12, what: ["三楼冒烟", "厨房着火了"]),
    Matter(code: "500100", name: "走失", level: 2, weight: 30, what: ["老人走失, 穿灰色外套", "孩子找不到了"]),
    Matter(code: "500200", name: "失物", level: 4, weight: 60, what: ["钱包忘在出租车上", "书包丢了"]),
    Matter(code: "500300", name: "开锁", level: 4, weight: 34, what: ["钥匙锁在家里, 煤气开着"]),
    Matter(code: "500600", name: "危急病人", level: 1, weight: 20, what: ["有人晕倒在路边"]),
    Matter(code: "500800", name: "自杀", level: 1, weight: 5, what: ["有人站在楼顶"]),
    Matter(code: "509900", name: "其它求助", level: 3, weight: 80, what: ["车被挡住出不去", "电梯里有人出不来"]),
    Matter(code: "600900", name: "环保", level: 4, weight: 70, what: ["工地半夜施工, 吵得睡不着", "烧烤摊油烟大"]),
  ]
  static let weights = all.map(\.weight)
  static let total = weights.reduce(0, +)

  static let roads = [
    "晋陵中路", "延陵西路", "怀德中路", "和平北路", "通江南路", "长江中路", "龙城大道", "劳动西路", "广化街", "南大街",
    "青年路", "关河东路", "中吴大道", "长虹路", "武宜路", "勤业路", "新堂北路", "河海中路", "太湖东路", "罗汉路",
  ]
  static let spots = ["", "门口", "对面", "路口", "3幢乙单元502室", "地下车库", "\\\"老王\\\"面馆旁", "公交站", "Ａ座１２楼", "小区东门"]
  static let units = ["天宁所", "钟楼所", "新北所", "巡特警一大队", "交警二大队", "经开所", "红梅所", "兰陵所"]
  static let surnames = ["张", "王", "李", "陈", "刘", "周", "吴", "徐", "单", "解", "仇", "曾", "陆", "蒋"]
  static let people = ["两名男子, 一高一矮", "一个穿黑衣服的男人", "不认识的人", "隔壁邻居", "一对夫妻", "四五个年轻人"]
  static let causes = ["因为停车", "喝了酒", "为了钱", "感情问题", "不清楚为什么吵起来"]
  static let things = ["红色摩托车, 没有牌照", "黑色挎包, 里面有身份证", "一部手机", "白色轿车", "一把水果刀"]
  static let results = ["没有人受伤", "一人手臂流血", "损失约两千元", "还在继续", "已经跑了"]
  static let departments: [(name: String, address: String, telephone: String)] = [
    ("城市管理热线", "龙城大道甲1号", "0519-00000011"), ("劳动监察大队", "和平北路甲2号", "0519-00000012"),
    ("环境监察支队", "长江中路甲3号", "0519-00000013"), ("供电公司", "怀德中路甲4号", "0519-00000014"),
  ]
  static let complaints = ["民警态度不好", "报警后一个小时才来人", "询问时说话难听", "处理不公, 偏向对方", "打了两次电话没有回音"]
}
