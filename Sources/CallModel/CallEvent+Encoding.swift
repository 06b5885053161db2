import PlainText

extension CallEvent {
  /// The payload of the journal line: a JSON object, `ms` (offset from the answer) first when there is one.
  ///
  /// `record` is the folded record that the closing event carries; other events ignore it.
  public func payload(offsetMilliseconds: Int64?, record: CallRecord? = nil) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("ms", offsetMilliseconds)
      write(to: &writer)
      if case .end = self, let record {
        writer.object("record") { record.write(to: &$0) }
      }
    }
  }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .ring(let ring): ring.write(to: &writer)
    case .answer(let answer): answer.write(to: &writer)
    case .phrase(let phrase):
      writer.member("phrase", phrase.phrase)
      writer.member("text", phrase.text)
    case .ask(let element): writer.member("element", element.rawValue)
    case .element(let answer): answer.write(to: &writer)
    case .branchEntered(let branch), .branchLeft(let branch): writer.member("branch", branch.rawValue)
    case .link(let link):
      writer.member("to", link.call.description)
      writer.member("relation", link.relation.rawValue)
      writer.member("reason", link.reason)
    case .notify(let notification):
      writer.member("unit", notification.unit)
      writer.member("purpose", notification.purpose.rawValue)
      writer.member("text", notification.text)
    case .refer(let referral): referral.write(to: &writer)
    case .question(let question):
      writer.member("text", question.text)
      writer.member("keeper", question.keeper)
    case .promise(let promise):
      writer.member("promise", promise.number)
      writer.member("kind", promise.kind.rawValue)
      writer.member("phrase", promise.phrase)
    case .kept(let kept):
      writer.member("promise", kept.number)
      writer.member("deed", kept.deed)
    default: writeRest(to: &writer)
    }
  }

  private func writeRest(to writer: inout JSONWriter) {
    switch self {
    case .complaint(let complaint): complaint.write(to: &writer)
    case .complaintField(let field): field.write(to: &writer)
    case .breach(let breach):
      writer.member("rule", breach.rule.rawValue)
      writer.member("detail", breach.detail)
    case .wording(let taboo): writer.member("taboo", taboo)
    case .category(let category):
      writer.member("code", category.code)
      writer.member("name", category.name)
    case .level(let level): writer.member("level", level)
    case .language(let language): writer.member("language", language)
    case .note(let text): writer.member("text", text)
    case .amend(let amendment):
      writer.member("field", amendment.field)
      writer.member("was", amendment.previous)
      writer.member("text", amendment.text)
      writer.member("why", amendment.reason)
    case .end(let ending): writer.member("ending", ending.rawValue)
    default: break
    }
  }
}

extension RingSeen {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("from", number)
    writer.member("name", name)
    writer.member("by", isFromPhone ? "phone" : "operator")
    writer.member("phone_call", phoneCall)
  }
}

extension CallAnswered {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object("timing") { timing.write(to: &$0) }
    if let reported { writer.object("reported") { reported.write(to: &$0) } }
    writer.member("recording", recording)
  }
}

extension ElementAnswer {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("element", element.rawValue)
    writer.member("state", state.rawValue)
    writer.member("text", text)
    writer.member("was", previous)
  }
}

extension ReferralGiven {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("department", department)
    writer.member("address", address)
    writer.member("telephone", telephone)
    writer.member("answer", answer)
  }
}

extension ComplaintOpened {
  func write(to writer: inout JSONWriter) {
    writer.member("due", due.description)
    writer.array("counted") { list in for day in counted { list.value(day.description) } }
    writer.member("provisional", isProvisional)
  }
}

extension ComplaintAnswer {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("field", field.rawValue)
    writer.member("state", state.rawValue)
    writer.member("text", text)
    writer.member("was", previous)
  }
}
