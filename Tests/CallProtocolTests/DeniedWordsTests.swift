import CallProtocol
import Catalogue
import Testing

/// What is denied is no danger and no kind; what only looks like a denial is both.
@Suite struct DeniedWordsTests {
  private let document: ProtocolDocument
  private let dangers: DangerWords

  init() throws {
    document = try shippedDocument()
    dangers = document.dangerWords
  }

  /// What is denied of dangers: none is found.
  private static let harmless = [
    "没有刀", "他没有刀", "没刀", "没带刀", "没有带刀", "没看到刀", "没看见有刀", "没有看到有人拿刀", "没有任何刀具", "没有刀和枪", "没有刀、枪",
    "没有刀也没有枪", "没有刀或者枪", "没有棍子和刀", "没有刀、斧头、钢管", "不是刀", "不是枪, 是玩具", "并没有枪", "没有人拿枪", "没人拿刀",
    "没有人被砍", "没人被捅", "没有砍人", "没有人砍人", "没动刀", "没用刀", "没有用刀", "没拿枪", "没有人跳楼", "没有要跳楼", "不是跳楼", "没人自杀",
    "不是自杀", "不会自杀", "没有昏迷", "人没昏迷", "没有人昏迷", "没晕倒", "没有大出血", "不是中毒", "没有中毒", "没有人中毒", "没有爆炸", "没爆炸",
    "不是爆炸", "没有着火", "没着火", "没有起火", "不是着火", "没有浓烟", "大火已经灭了", "火灾没有发生, 没有着火", "没有人落水", "没人掉河里",
    "没有溺水", "没有人被绑架", "不是绑架", "没有死人", "没人死了", "没有尸体", "没出人命", "没有人被打死", "没有触电", "没人被埋",
    "no knife", "There was no knife.", "no knife or gun", "no gun", "not a gun", "without a knife",
    "nobody was stabbed", "no one was shot", "no fire", "there is no fire", "no explosion", "the fire is out",
    "nobody is unconscious", "no weapon", "no weapons", "no one has a knife",
  ]

  /// What looks like a denial and is none: the danger is found.
  private static let dangerous = [
    "没有呼吸", "没有呼吸了", "没呼吸了", "没了呼吸", "没有了呼吸", "没有意识", "没意识了", "没了意识", "没有心跳", "没心跳了", "没了心跳",
    "没有反应", "没反应", "叫了没反应", "没气了", "不省人事", "不是开玩笑, 有刀", "不是开玩笑有刀", "没开玩笑, 他有枪", "不是吓唬你, 他拿着刀",
    "有刀没有? 有刀", "问他有没有刀, 他拿出刀", "没有办法, 他拿着刀", "没办法他拿刀", "不是一把刀, 是两把刀", "没多久他拿刀来了", "没想到他有刀",
    "没有刀, 拿着枪", "没有刀, 有枪", "没带手机, 有人拿刀", "没人管, 他拿着刀", "没有警察, 他拿刀", "没有。刀在他手上", "不知道是不是刀, 像刀",
    "不要杀我", "他喊不要杀我", "不要砍我", "没停, 一直在砍", "没放下刀", "他不放下刀", "刀没有放下", "火没灭, 大火", "大火没有灭", "大火还没灭",
    "血没止住, 大出血", "没关煤气, 煤气泄漏", "没有人救, 他跳河了", "没拦住, 跳楼了", "没来得及, 跳楼了", "不断有人砍", "不停地砍人",
    "没人开门, 里面着火了", "没有水, 着火了", "没有灭火器, 着火了", "没钱, 他要跳楼", "没工作要跳楼", "没打架, 是拿刀砍", "没喝酒, 是中毒",
    "没有受伤, 但他拿着刀", "没死, 但是昏迷", "没有生病, 昏迷了", "小孩没有呼吸", "老人没有呼吸和心跳", "人没意识也没呼吸",
    "not breathing", "he is not breathing", "no pulse", "not responding", "not joking, he has a knife",
    "no joke he has a gun", "no doubt it is a gun", "I am not kidding, there is a fire",
    "nobody helps, he has a knife", "no police here and he has a knife", "not only a knife, a gun too",
  ]

  @Test func `no danger is found in what is denied`() {
    let wrong = Self.harmless.compactMap { text in
      dangers.findings(in: text).first.map { "\(text): \($0.word)" }
    }
    #expect(Self.harmless.count >= 60 && wrong.count == 0, "\(wrong)")
  }

  @Test func `danger is found in what only looks like a denial`() {
    let wrong = Self.dangerous.filter { dangers.findings(in: $0).isEmpty }
    #expect(Self.dangerous.count >= 60 && wrong.count == 0, "\(wrong)")
  }

  /// What is denied of kinds, with the kind that must not be proposed.
  private static let denied: [(String, String)] = [
    ("不是打架", "200100"), ("没打架", "200100"), ("没有打架", "200100"), ("没人打架", "200100"), ("没有人打架", "200100"),
    ("没有在打架", "200100"), ("不是有人打架", "200100"), ("没有打人", "200100"), ("没动手", "200100"), ("不是斗殴", "200100"),
    ("没有打架和吵架", "200100"), ("没有吵架、打架", "200100"), ("没有吵架也没有打架", "200100"), ("没受伤", "100500"),
    ("没有受伤", "100500"), ("没有人受伤", "100500"), ("没人受伤", "100500"), ("人没事", "500600"), ("人都没事", "500600"),
    ("没有刀", "100500"), ("火已经灭了", "400100"), ("火灭了", "400100"), ("火已经扑灭了", "400100"), ("大火被扑灭了", "400100"),
    ("没着火", "400100"), ("没有着火", "400100"), ("不是火灾", "400100"), ("不是失火", "400100"), ("没有冒烟", "400100"),
    ("没被偷", "100100"), ("没有被偷", "100100"), ("不是偷的", "100100"), ("没偷东西", "100100"), ("没有人偷东西", "100100"),
    ("不是盗窃", "100100"), ("没抢东西", "100200"), ("不是抢劫", "100200"), ("没有被抢", "100200"), ("不是抢夺", "100300"),
    ("没被骗", "100600"), ("没有被骗", "100600"), ("不是诈骗", "100600"), ("不是电信诈骗", "980700"), ("没赌钱", "200700"),
    ("没有赌博", "200700"), ("不是赌博", "200700"), ("没有撞人", "300100"), ("没撞到人", "300100"), ("不是车祸", "300100"),
    ("没有发生车祸", "300100"), ("没有追尾", "300100"), ("没喝酒", "300200"), ("不是酒驾", "300200"), ("没有酒驾", "300200"),
    ("没有跳楼", "500800"), ("不是自杀", "500800"), ("没有人跳河", "500800"), ("没人落水", "500400"), ("不是溺水", "500400"),
    ("没有爆炸", "100800"), ("不是绑架", "101000"), ("没有威胁我", "101300"), ("不是家暴", "200600"), ("不是投诉", "950100"),
    ("no fight", "200100"), ("not a fight", "200100"), ("nobody hurt", "100500"),
    ("nobody is injured", "100500"),
    ("no fire", "400100"), ("not a fire", "400100"), ("nothing stolen", "100100"), ("no accident", "300100"),
  ]

  /// What lacks is the matter itself, or is no denial.
  private static let told: [(String, String)] = [
    ("没有井盖", "300400"), ("没有红绿灯", "300400"), ("没戴头盔", "300200"), ("没有牌照的摩托车", "300200"), ("没带钥匙", "500300"),
    ("没有钥匙进不了门", "500300"), ("家里没电", "600200"), ("没有电了", "600200"), ("家里没水", "601300"), ("没有发工资", "600300"),
    ("没给工钱", "600300"), ("老人没有回家", "500100"), ("孩子没回来", "500100"), ("没有呼吸", "500600"), ("没有意识了", "500600"),
    ("叫了没反应", "500600"), ("不省人事", "500600"), ("不想活了", "500800"), ("不是开玩笑, 有人打架", "200100"),
    ("没办法, 有人打架", "200100"), ("没想到被偷了", "100100"), ("是不是火灾, 着火了", "400100"), ("没多久着火了", "400100"),
    ("没有受伤, 就是打架", "200100"), ("没偷成, 抢了我的包", "100300"), ("没打架, 是着火了", "400100"), ("手机没信号", "600700"),
    ("没有信号", "600700"), ("没有执照的诊所", "600100"), ("卫生间没水", "601300"), ("不发工资", "600300"), ("不打表", "201700"),
    ("没打错, 我要报警, 打架了", "200100"), ("not joking, there is a fight", "200100"),
  ]

  private func proposes(_ text: String, _ code: String) -> Bool {
    document.categoryMatcher.proposals(for: text).contains { $0.code == code }
  }

  @Test func `no kind is proposed for what is denied`() {
    let wrong = Self.denied.filter { proposes($0.0, $0.1) }.map(\.0)
    #expect(Self.denied.count >= 60 && wrong.count == 0, "\(wrong)")
  }

  @Test func `a kind is proposed where its matter is what lacks`() {
    let wrong = Self.told.filter { !proposes($0.0, $0.1) }.map(\.0)
    #expect(wrong.count == 0, "\(wrong)")
  }

  @Test func `a centre's own denials hold`() throws {
    let text = """
      base = shipped
      [protocol]
      denials = 冇
      denials-of-all = 唔系
      """
    let own = try #require(ProtocolReader.read(Array(text.utf8), file: "own").document)
    #expect(own.dangerWords.findings(in: "冇刀").isEmpty)
    #expect(!own.dangerWords.findings(in: "没有刀").isEmpty)
    #expect(own.categoryMatcher.proposals(for: "唔系打架").isEmpty)
    #expect(!own.categoryMatcher.proposals(for: "不是打架").isEmpty)
  }
}
