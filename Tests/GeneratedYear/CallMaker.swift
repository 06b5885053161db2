import CallModel

/// Makes the events of one call after another at one seat, as a call taker and callers would.
struct CallMaker {
  private(set) var dice: Dice
  private var slips: Dice
  private let limit = RingLimit()
  private var recent: [(number: String, call: CallIdentifier, place: String)] = []

  /// The call being made.
  private var events: [Noted<CallEvent>] = []
  private var answered: WallInstant?
  private var now: WallInstant
  private var personnel: OperatorIdentifier
  private var promises: [(number: Int, kind: PromiseKind)] = []
  private var promiseCount = 0

  init(dice: Dice, personnel: OperatorIdentifier) {
    self.dice = dice
    var seed = dice
    slips = Dice(seed: ~seed.next())
    self.personnel = personnel
    now = WallInstant(milliseconds: 0)
  }

  /// The events of a call that begins at `start`, in order.
  mutating func call(_ id: CallIdentifier, at start: WallInstant, by personnel: OperatorIdentifier)
    -> [Noted<CallEvent>]
  {
    (now, self.personnel, events, answered, promises, promiseCount) = (start, personnel, [], nil, [], 0)
    let fate = dice.below(1_000)
    let isRepeat = fate >= 200 && fate < 280 && !recent.isEmpty
    let earlier = isRepeat ? recent[dice.below(recent.count)] : nil
    let number = earlier?.number ?? number()
    emit(.ring(RingSeen(number: number, isFromPhone: dice.happens(900), phoneCall: "ph-\(id)")))
    if fate < 25 { return unanswered(.abandoned) }
    if fate < 35 { return unanswered(.elsewhere) }
    answer(id)
    if fate < 95 {
      harassment()
    } else if fate < 110 {
      complaint(id)
    } else if fate < 190 {
      referral()
    } else if let earlier {
      repetition(of: earlier)
    } else {
      report(id, number)
    }
    return events
  }

  private mutating func emit(_ event: CallEvent) {
    let offset = answered.map { now.milliseconds - $0.milliseconds }
    events.append(Noted<CallEvent>(event, at: now, offsetMilliseconds: offset, personnel: personnel))
  }

  private mutating func wait(_ range: ClosedRange<Int>) {
    now = now.adding(milliseconds: Int64(dice.within(range)))
  }

  private mutating func number() -> String {
    if dice.happens(30) { return "" }
    return dice.happens(120) ? "0519-0000\(pad(dice.below(10_000)))" : "199****\(pad(dice.below(10_000)))"
  }

  private func pad(_ number: Int) -> String { String(String(10_000 + number).dropFirst()) }

  private mutating func unanswered(_ ending: CallEnding) -> [Noted<CallEvent>] {
    wait(2_000...40_000)
    emit(.end(ending))
    return events
  }

  private mutating func answer(_ id: CallIdentifier) {
    var ring = Int64(1_200 + dice.below(2_600) + dice.below(2_600) + dice.below(1_400))
    if dice.happens(60) { ring += Int64(dice.below(9_000)) }
    if dice.happens(18) { ring = Int64(14_900 + dice.below(16_000)) }
    if dice.happens(4) { ring = Int64(14_960 + dice.below(80)) }
    now = now.adding(milliseconds: ring)
    let source = dice.below(100)
    let keys = RingTiming(
      source: .reported, basis: .keys, ringMilliseconds: max(0, ring + Int64(dice.within(-400...900))),
      limit: limit)
    answered = now
    let answer: CallAnswered =
      switch source {
      case 0..<84:
        CallAnswered(
          timing: RingTiming(
            source: .measured, basis: source < 80 ? .alerting : .dialed, ringMilliseconds: ring,
            waitMilliseconds: ring + Int64(dice.below(3_000)), errorMilliseconds: 50, limit: limit),
          reported: dice.happens(200) ? keys : nil, recording: "rec-\(id)")
      case 84..<93: CallAnswered(timing: keys)
      case 93..<97: CallAnswered(timing: .counted(rings: Int(ring / 5_000) + 1, limit: limit))
      default: CallAnswered(timing: .unknown(limit: limit))
      }
    emit(.answer(answer))
    if dice.happens(985) { say("greeting", "你好，常州110", 300...1_500) }
  }

  private mutating func say(_ phrase: String, _ text: String, _ pause: ClosedRange<Int> = 800...4_000) {
    wait(pause)
    emit(.phrase(PhraseSaid(phrase: phrase, text: text)))
  }

  private mutating func promise(_ kind: PromiseKind, _ phrase: String) {
    promiseCount += 1
    promises.append((promiseCount, kind))
    emit(.promise(PromiseMade(number: promiseCount, kind: kind, phrase: phrase)))
  }

  private mutating func ask(_ element: ElementIdentifier, _ text: String, settled permille: Int = 940) {
    wait(1_500...9_000)
    if dice.happens(150) { emit(.ask(element)) }
    guard dice.happens(permille) else { return }
    let state: ElementState = dice.happens(60) ? .unknown : dice.happens(15) ? .refused : .given
    let answer = ElementAnswer(element: element, state: state, text: state == .given ? text : "")
    emit(.element(answer))
    if state == .given, dice.happens(15) {
      wait(1_000...5_000)
      emit(.element(ElementAnswer(element: element, state: .corrected, text: text + "附近", previous: text)))
    }
  }

  private mutating func place() -> String {
    "\(dice.pick(Matters.roads))\(dice.within(1...480))号\(dice.pick(Matters.spots))"
  }

  private mutating func notify(_ purpose: NotificationPurpose) {
    wait(800...6_000)
    let unit = dice.pick(Matters.units)
    emit(.notify(UnitNotified(unit: unit, purpose: purpose, text: dice.happens(300) ? "请速到现场" : "")))
    for promise in promises where purpose.keeps(promise.kind) {
      emit(.kept(PromiseKept(number: promise.number, deed: unit)))
    }
    promises.removeAll { purpose.keeps($0.kind) }
  }

  /// A slip that is taken back in the next step: what counts is as if it had not been made.
  ///
  /// With numbers of its own, so that calls are the same with and without slips.
  private mutating func slip() {
    let wrong = slips.pick(Matters.all)
    let deeds: [CallEvent] =
      switch slips.below(25) {
      case 0:
        [.category(CategoryChosen(code: wrong.code, name: wrong.name)), .level(wrong.level)]
      case 1: [.phrase(PhraseSaid(phrase: nil, text: "急什么")), .wording("what-hurry")]
      case 2: [.notify(UnitNotified(unit: slips.pick(Matters.units), purpose: .dispatch))]
      case 3: [.refer(ReferralGiven(department: "某某所", address: nil, telephone: nil)), .note("记错")]
      default: []
      }
    guard !deeds.isEmpty else { return }
    for deed in deeds { emit(deed) }
    emit(.undone(DeedsUndone(undone: deeds, stands: [])))
  }

  private mutating func classify(_ matter: Matters.Matter) {
    slip()
    if dice.happens(970) { emit(.category(CategoryChosen(code: matter.code, name: matter.name))) }
    if dice.happens(960) { emit(.level(matter.level)) }
  }

  private mutating func close(farewell: Int = 930) {
    if dice.happens(farewell) { say("consent", "请问还有其他情况要补充吗？没有的话，我先挂机，可以吗") }
    if dice.happens(farewell + 30) { say("farewell", "谢谢您的来电，再见", 500...2_500) }
    wait(400...3_000)
    let isSaid = events.contains {
      if case .phrase(let said) = $0.event { return said.phrase == "greeting" }
      return false
    }
    if !isSaid { emit(.breach(BreachNoted(rule: .greetingMissing))) }
    emit(.end(dice.happens(15) ? .cutOff : .finished))
  }

  private mutating func harassment() {
    emit(.branchEntered(.harassment))
    if dice.happens(200) {
      emit(.branchEntered(.rude))
      if dice.happens(900) { say("civility", "请注意语言文明") }
    }
    if dice.happens(960) {
      say("harassment", "这里工作繁忙，请不要妨碍我们工作")
    } else {
      emit(.breach(BreachNoted(rule: .harassmentSentenceMissing, detail: "harassment")))
    }
    emit(.category(CategoryChosen(code: "980200", name: "骚扰")))
    close(farewell: 100)
  }

  private mutating func complaint(_ id: CallIdentifier) {
    emit(.branchEntered(.complaint))
    let deadline = ReplyDeadline(receivedAt: now)
    emit(
      .complaint(
        ComplaintOpened(
          due: deadline.dueDate, counted: deadline.countedDays, isProvisional: deadline.isProvisional)))
    if dice.happens(950) { say("complaint-calm", "请别激动，把事情说清楚") }
    if dice.happens(970) { say("complaint-fields", "请留下你的姓名、住址、工作单位及联系电话") }
    for field in [ComplaintField.name, .address, .workUnit, .telephone, .about] where dice.happens(960) {
      wait(2_000...8_000)
      let isRefused = dice.happens(60)
      emit(
        .complaintField(
          ComplaintAnswer(
            field: field, state: isRefused ? .refused : .given, text: isRefused ? "" : words(field))))
    }
    if dice.happens(970) { say("complaint-thanks", "谢谢你对公安工作的监督") }
    if dice.happens(960) {
      say("complaint-promise", "我们一定会在三个工作日内给你一个答复")
      promise(.complaintReply, "complaint-promise")
    }
    emit(.category(CategoryChosen(code: "950100", name: "群众投诉")))
    close()
  }

  private mutating func words(_ field: ComplaintField) -> String {
    switch field {
    case .name: dice.pick(Matters.surnames) + "先生"
    case .address: place()
    case .workUnit: dice.pick(["个体", "某某公司", "退休"])
    case .telephone: "199****\(pad(dice.below(10_000)))"
    default: dice.pick(Matters.complaints)
    }
  }

  private mutating func referral() {
    emit(.branchEntered(.referral))
    ask(.what, dice.pick(["路灯坏了", "欠薪要不回来", "停电了", "邻居装修太吵"]))
    wait(2_000...9_000)
    let department = dice.pick(Matters.departments)
    let isComplete = dice.happens(940)
    emit(
      .refer(
        ReferralGiven(
          department: department.name, address: isComplete ? department.address : nil,
          telephone: department.telephone)))
    if !isComplete { emit(.breach(BreachNoted(rule: .referralIncomplete, detail: department.name))) }
    if dice.happens(30) { emit(.wording("not-our-business")) }
    emit(.category(CategoryChosen(code: "980100", name: "咨询")))
    close()
  }

  private mutating func repetition(of earlier: (number: String, call: CallIdentifier, place: String)) {
    emit(.branchEntered(.repeat))
    wait(1_500...6_000)
    emit(.link(CallLink(call: earlier.call, relation: .same, reason: "number+time")))
    ask(.where, earlier.place)
    if dice.happens(950) {
      say("urging", "我们已经通知民警来了，我们再催一下")
      promise(.chase, "urging")
    }
    if dice.happens(930) { notify(.chase) }
    classify(Matters.all[dice.weighted(Matters.weights, total: Matters.total)])
    close()
  }

  private mutating func report(_ id: CallIdentifier, _ number: String) {
    let matter = Matters.all[dice.weighted(Matters.weights, total: Matters.total)]
    if dice.happens(120) {
      emit(.branchEntered(.anxious))
      if dice.happens(930) { say("calming", "请别紧张，慢慢讲清楚") }
    }
    let isUrgent = matter.level == 1 || dice.happens(60)
    if isUrgent { emit(.branchEntered(.urgent)) }
    if dice.happens(20) { emit(.branchEntered(.rude)) }
    ask(.what, dice.pick(matter.what))
    let spot = place()
    ask(.where, spot, settled: 985)
    if isUrgent, dice.happens(950) {
      say("urgent-police", "请不要着急，我们马上派民警来")
      promise(.dispatch, "urgent-police")
    }
    if dice.happens(900) { notify(.dispatch) }
    ask(.when, dice.pick(["刚才", "十分钟前", "昨天晚上", "今天早上8点左右"]))
    if dice.happens(850) { ask(.who, dice.pick(Matters.people)) }
    if dice.happens(500) { ask(.why, dice.pick(Matters.causes)) }
    if dice.happens(600) { ask(.object, dice.pick(Matters.things)) }
    if dice.happens(850) { ask(.result, dice.pick(Matters.results)) }
    if dice.happens(900) { ask(.contact, dice.pick(Matters.surnames) + "女士, 本机") }
    classify(matter)
    if dice.happens(40) { emit(.language(dice.happens(700) ? "changzhou" : "english")) }
    if dice.happens(30) { emit(.note("报警人情绪激动, 已安抚")) }
    close()
    if !number.isEmpty {
      if recent.count < 60 {
        recent.append((number, id, spot))
      } else {
        recent[dice.below(60)] = (number, id, spot)
      }
    }
  }

  /// A correction after closing, now and then; nil otherwise.
  mutating func amendment(of record: CallRecord) -> Noted<CallEvent>? {
    guard record.ending == .finished, dice.happens(30), let where_ = record.elements[.where],
      !where_.text.isEmpty
    else { return nil }
    let at = (record.endedAt ?? now).adding(milliseconds: Int64(dice.within(1_500...4_000)))
    let amendment =
      dice.happens(700)
      ? Amendment(field: "where", previous: where_.text, text: place(), reason: "报警人回电")
      : Amendment(field: "level", previous: record.level.map(String.init) ?? "", text: "3", reason: "核实后调整")
    return Noted<CallEvent>(.amend(amendment), at: at, offsetMilliseconds: nil, personnel: personnel)
  }
}

extension NotificationPurpose {
  /// Whether a deed of this kind keeps a promise of that one in the generated calls.
  fileprivate func keeps(_ promise: PromiseKind) -> Bool {
    switch promise {
    case .dispatch: self == .dispatch
    case .notifyDepartment: self == .department || self == .inspectors
    case .chase: self == .chase
    case .help: self == .dispatch || self == .department
    case .complaintReply: false
    }
  }
}
