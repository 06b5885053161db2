import PlainText

extension CallRecord {
  /// Writes the members of the whole record, the ones reports and lists read first.
  ///
  /// Names follow the 接警单 fields (see `logs/README.md`).
  public func write(to writer: inout JSONWriter) {
    writer.member("call_record_no", id.description)
    writer.member("seat_no", id.seat.description)
    writer.member("operator_id", personnel.description)
    writer.member("ring_start_at", beganAt.description)
    writer.member("answered_at", answeredAt?.description)
    writer.member("ended_at", endedAt?.description)
    writer.member("talk_ms", talkMilliseconds)
    writer.member("ending", ending?.rawValue)
    writer.member("category", category?.code)
    writer.member("level", level)
    writer.member("language", language)
    writeTiming(to: &writer)
    writeBranches(to: &writer)
    writer.member("caller_no", number)
    writer.member("ring_by", ring?.origin)
    writer.member("subscriber_name", ring?.name)
    writer.member("phone_call", ring?.phoneCall)
    writer.member("recording_id", answer?.recording)
    writer.member("category_name", category?.name)
    writeElements(to: &writer)
    writePhrases(to: &writer)
    writeDeeds(to: &writer)
    writeComplaint(to: &writer)
    writeRemarks(to: &writer)
  }

  private func writeTiming(to writer: inout JSONWriter) {
    guard let answer else { return }
    writer.object("timing") { answer.timing.write(to: &$0) }
    if let reported = answer.reported { writer.object("reported") { reported.write(to: &$0) } }
  }

  private func writeElements(to writer: inout JSONWriter) {
    writer.object("elements") { list in
      for identifier in ElementIdentifier.allCases {
        let element = self.element(identifier)
        list.member(dynamic: identifier.rawValue) { $0.object { element.write(to: &$0) } }
      }
    }
  }

  private func writeBranches(to writer: inout JSONWriter) {
    writer.array("branches") { list in for branch in branches { list.value(branch.rawValue) } }
    writer.array("branches_left") { list in for branch in leftBranches { list.value(branch.rawValue) } }
  }

  private func writePhrases(to writer: inout JSONWriter) {
    writer.array("phrases") { list in
      for phrase in phrases {
        list.object {
          $0.member("phrase", phrase.phrase)
          $0.member("text", phrase.text)
          $0.member("ms", phrase.offsetMilliseconds)
        }
      }
    }
  }

  private func writeDeeds(to writer: inout JSONWriter) {
    writer.array("notifications") { list in
      for told in notifications { list.object { told.write(to: &$0) } }
    }
    writer.array("referrals") { list in
      for referral in referrals { list.object { referral.write(to: &$0) } }
    }
    writer.array("links") { list in
      for link in links {
        list.object {
          $0.member("to", link.call.description)
          $0.member("relation", link.relation.rawValue)
          $0.member("reason", link.reason)
        }
      }
    }
    writer.array("promises") { list in
      for promise in promises { list.object { promise.write(to: &$0) } }
    }
  }

  private func writeComplaint(to writer: inout JSONWriter) {
    guard let complaint else { return }
    writer.object("complaint") { object in
      object.member("due", complaint.opened?.due.description)
      object.array("counted") { list in
        for day in complaint.opened?.counted ?? [] { list.value(day.description) }
      }
      object.member("provisional", complaint.opened?.isProvisional)
      for name in ComplaintField.allCases {
        guard let field = complaint.fields[name] else { continue }
        object.member(dynamic: name.rawValue) {
          $0.object {
            $0.member("state", field.state.rawValue)
            $0.member("text", field.text)
            $0.member("was", field.previous)
          }
        }
      }
    }
  }

  private func writeRemarks(to writer: inout JSONWriter) {
    writer.array("breaches") { list in
      for breach in breaches {
        list.object {
          $0.member("rule", breach.rule.rawValue)
          $0.member("detail", breach.detail)
        }
      }
    }
    writer.array("wordings") { list in for taboo in wordings { list.value(taboo) } }
    writer.array("questions") { list in
      for question in questions {
        list.object {
          $0.member("text", question.text)
          $0.member("keeper", question.keeper)
        }
      }
    }
    writer.array("notes") { list in for note in notes { list.value(note) } }
    writer.member("interruptions", interruptions)
    writer.array("amendments") { list in
      for record in amendments { list.object { record.write(to: &$0) } }
    }
    writeCourse(to: &writer)
  }

  /// What became of few calls: most records have neither.
  private func writeCourse(to writer: inout JSONWriter) {
    if !reopenings.isEmpty {
      writer.array("reopenings") { list in
        for reopening in reopenings {
          list.object {
            $0.member("why", reopening.reopened.reason)
            $0.member("on_line", reopening.reopened.isOnLine)
            $0.member("left_ms", reopening.reopened.leftAfter)
            $0.member("at", reopening.at.description)
            $0.member("by", reopening.personnel.description)
          }
        }
      }
    }
    if !unentered.isEmpty { writer.object("unentered") { unentered.write(to: &$0) } }
    if let cancellation {
      writer.object("cancelled") {
        $0.member("why", cancellation.reason)
        $0.member("at", cancellation.at.description)
        $0.member("by", cancellation.personnel.description)
      }
    }
  }
}

extension ElementRecord {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("state", state.rawValue)
    writer.member("asked_ms", askedAfter)
    writer.member("settled_ms", settledAfter)
    writer.member("text", text)
    if !previous.isEmpty { writer.array("was") { list in for old in previous { list.value(old) } } }
    writer.member("typed", typed)
    if isFromPhone { writer.member("by", RingSeen.phoneWord) }
  }
}

extension NotificationRecord {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("unit", notification.unit)
    writer.member("purpose", notification.purpose.rawValue)
    notification.writeKind(to: &writer)
    writer.member("text", notification.text)
    writer.member("at", at.description)
    writer.member("ms", offsetMilliseconds)
  }
}

extension PromiseRecord {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("promise", promise.number)
    writer.member("kind", promise.kind.rawValue)
    writer.member("phrase", promise.phrase)
    writer.member("made_at", madeAt.description)
    writer.member("kept_at", keptAt?.description)
    writer.member("deed", deed)
  }
}

extension AmendmentRecord {
  fileprivate func write(to writer: inout JSONWriter) {
    amendment.write(to: &writer)
    writer.member("at", at.description)
    writer.member("by", personnel.description)
  }
}
