import CallModel
import CallProtocol
import Catalogue
import PlainText

/// One call record as people read it (接警单): what was known, said and done, with the time of each.
public struct CallSheet: Sendable {
  private let record: CallRecord
  private let words: EventWords
  private let document: ProtocolDocument

  /// The sheet of a record, with the names of `document`.
  public init(_ record: CallRecord, document: ProtocolDocument) {
    self.record = record
    self.document = document
    words = EventWords(document)
  }

  /// The rows, in both languages.
  public var rows: [Message] {
    head + elements + section(.headingPhrases, rows: phrases) + section(.headingBranches, rows: branches)
      + section(.headingDeeds, rows: deeds) + section(.headingPromises, rows: promises)
      + section(.headingComplaint, rows: complaint) + section(.headingBreaches, rows: breaches)
      + section(.headingRemarks, rows: remarks) + section(.headingAmendments, rows: amendments)
  }

  /// What was written of the call by others: who urged it on, what the person served said of the service.
  public static func later(of state: CallState, extent: MaskingExtent) -> [Message] {
    urgings(of: state, extent: extent) + callbacks(of: state, extent: extent)
      + ratings(of: state, extent: extent)
  }

  private static func callbacks(of state: CallState, extent: MaskingExtent) -> [Message] {
    let masker = masker(of: state, extent: extent)
    let rows = state.callbacks.map { noted in
      Message.verbatim("  \(noted.at.display)  \(noted.desk?.description ?? "") \(noted.personnel)  ")
        .joined(words(of: noted.event, masker: masker), separator: "")
    }
    let waiting = state.callBackSince.map { since in
      Message.verbatim("  ").joined(.callbackWaiting(since: since.display), separator: "")
    }
    let all = rows + (waiting.map { [$0] } ?? [])
    return all.isEmpty ? [] : [.headingCallbacks] + all
  }

  private static func words(of event: CallbackEvent, masker: Masker) -> Message {
    switch event {
    case .opened, .undone: .verbatim("")
    case .tried(_, let outcome, let call):
      Message.callbackAttempt(outcome.rawValue)
        .joined(call.map { .outgoingCall($0.description) } ?? .verbatim(""))
    case .closed(_, .sent(let unit)):
      Message.callbackSettled("sent").joined(.verbatim(masker.hide(unit, kind: .unit)))
    case .closed(_, .calledAgain(let call)):
      Message.callbackSettled("called-again").joined(.verbatim(call?.description ?? ""))
    case .closed(_, let resolution): .callbackSettled(resolution.word)
    }
  }

  private static func urgings(of state: CallState, extent: MaskingExtent) -> [Message] {
    let masker = masker(of: state, extent: extent)
    let rows = state.urgings.map { noted in
      Message.verbatim("  \(noted.at.display)  \(noted.personnel)  ")
        .joined(MatterWords.message(MatterEvent.urged(noted.event).masked(by: masker)), separator: "")
    }
    return rows.isEmpty ? [] : [.headingUrgings] + rows
  }

  /// Everything the person served said of the service, in the order written down; the one that counts is
  /// marked.
  static func ratings(of state: CallState, extent: MaskingExtent) -> [Message] {
    let masker = masker(of: state, extent: extent)
    let rows = state.ratings.map { noted in
      Message.verbatim("  \(noted.at.display)  \(noted.desk?.description ?? "") \(noted.personnel)  ")
        .joined(MatterWords.message(MatterEvent.rated(noted.event).masked(by: masker)), separator: "")
        .joined(noted == state.rating && state.ratings.count > 1 ? .ratingCounts : .verbatim(""))
    }
    let ends: [Message] = state.laterEnds > 0 ? [.sheetEndedAgain(state.laterEnds)] : []
    return (rows.isEmpty ? [] : [.headingRatings] + rows) + ends
  }

  /// What one text of the call tells of people is hidden in its ratings, too.
  private static func masker(of state: CallState, extent: MaskingExtent) -> Masker {
    let texts: [any TextHolding] =
      state.ratings.map { MatterEvent.rated($0.event) } + state.urgings.map { MatterEvent.urged($0.event) }
    return Masker(extent, knowing: (state.record.map { [$0] } ?? []) + texts)
  }

  /// The same as members of a JSON object.
  public static func write(laterOf state: CallState, extent: MaskingExtent, to writer: inout JSONWriter) {
    write(ratingsOf: state, extent: extent, to: &writer)
    let masker = masker(of: state, extent: extent)
    writer.member("call_back_since", state.callBackSince?.description)
    if !state.callbacks.isEmpty {
      writer.array("call_backs") { list in
        for noted in state.callbacks {
          list.object {
            $0.member("outcome", noted.event.outcome?.rawValue)
            $0.member("settled", noted.event.resolution?.word)
            $0.member("call_record_no", noted.event.outgoing?.description)
            $0.member("at", noted.at.description)
            $0.member("operator_id", noted.personnel.description)
          }
        }
      }
    }
    guard !state.urgings.isEmpty else { return }
    writer.array("urged") { list in
      for noted in state.urgings {
        list.object {
          $0.member("call_record_no", noted.event.by.description)
          $0.member("caller_no", masker.hide(noted.event.number, kind: .number))
          $0.member("at", noted.at.description)
          $0.member("operator_id", noted.personnel.description)
        }
      }
    }
  }

  private static func write(
    ratingsOf state: CallState, extent: MaskingExtent, to writer: inout JSONWriter
  ) {
    guard !state.ratings.isEmpty else { return }
    let masker = masker(of: state, extent: extent)
    writer.array("ratings") { list in
      for noted in state.ratings {
        let rating = noted.event
        list.object {
          $0.member("grade", rating.grade.rawValue)
          $0.member("by", masker.hide(rating.by, kind: .served))
          $0.member("how", masker.hide(rating.how, kind: .remark))
          $0.member("text", masker.hide(rating.text, kind: .remark))
          $0.member("why", masker.hide(rating.reason, kind: .remark))
          $0.member("agreed_by", rating.agreedBy?.description)
          $0.member("at", noted.at.description)
          $0.member("operator_id", noted.personnel.description)
          $0.member("counts", noted == state.rating)
        }
      }
    }
  }

  private var head: [Message] {
    var rows: [Message] = [.field(.headingCall, .verbatim(record.id.description))]
    rows.append(
      indented(
        .sheetDesk(
          seat: record.id.seat.description, personnel: record.personnel.description,
          at: record.beganAt.display, number: record.number, isOutgoing: record.isOutgoing)))
    if let answer = record.answer, !record.isOutgoing { rows.append(indented(words.timing(answer.timing))) }
    if let reported = record.answer?.reported { rows.append(indented(words.timing(reported))) }
    if let ending = record.ending {
      rows.append(indented(.sheetEnding(ending.rawValue, talk: record.talkMilliseconds)))
    } else {
      rows.append(indented(record.goingOn))
    }
    if let recording = record.answer?.recording { rows.append(indented(.sheetRecording(recording))) }
    return rows + [indented(particulars)]
  }

  private var particulars: Message {
    let category = record.category.map { chosen in
      Message.eventCategory(
        code: chosen.code, name: document.category(code: chosen.code)?.name ?? .verbatim(chosen.name))
    }
    return (category ?? .missingCategory)
      .joined(record.level.map(Message.eventLevel) ?? .missingLevel, separator: "  ")
      .joined(record.language.map { .eventLanguage(words.language($0)) } ?? .verbatim(""), separator: "  ")
  }

  private var elements: [Message] {
    [.headingElements]
      + ElementIdentifier.allCases.map { identifier in
        let known = record.element(identifier)
        return indented(
          .eventAnswer(
            words.name(identifier), state: known.state.rawValue, text: known.text,
            previous: known.previous.last, typed: known.typed, isFromPhone: known.isFromPhone)
        ).joined(.sheetElementTimes(asked: known.askedAfter, settled: known.settledAfter), separator: "")
      }
  }

  private var phrases: [Message] {
    record.phrases.map { phrase in
      // Nothing is said to a caller behind the end.
      (phrase.offsetMilliseconds.map(Message.sinceAnswer) ?? .beforeAnswer)
        .joined(Message("「\(phrase.text)」", "“\(phrase.text)”"))
        .joined(origin(of: phrase))
    }
  }

  /// Where a sentence comes from that is no prescribed phrase.
  private func origin(of said: PhraseRecord) -> Message {
    if said.phrase != nil { return .verbatim("") }
    return document.safeChecks.contains { $0.text.chinese == said.text } ? .safeCheckWords : .ownWords
  }

  private var branches: [Message] {
    record.branches.map(words.name)
      + record.leftBranches.map { .eventBranchLeft(words.name($0)) }
      + record.links.map { .eventLink(call: $0.call.description, relation: $0.relation.rawValue) }
  }

  private var deeds: [Message] {
    record.notifications.map { told in
      TimeInCall(offset: told.offsetMilliseconds, at: told.at, in: record).message
        .joined(.verbatim(told.at.clock(seenOn: record.beganAt.date)))
        .joined(words.message(told.notification))
    }
      + record.referrals.map {
        .eventRefer(
          department: $0.department, address: $0.address, telephone: $0.telephone, isExample: $0.isExample)
      } + record.questions.map { .eventQuestion($0.text) }
  }

  private var promises: [Message] {
    record.promises.map { promise in
      let kind = Message.name(of: promise.promise.kind.rawValue)
      return promise.isOpen
        ? .promiseStillOpen(kind) : .field(kind, .eventKept(deed: words.unit(promise.deed)))
    }
  }

  private var complaint: [Message] {
    guard let complaint = record.complaint else { return [] }
    return (complaint.opened.map { [words.due($0)] } ?? [])
      + ComplaintField.allCases.compactMap { complaint.fields[$0] }.map {
        words.message(.complaintField($0), of: record.id)
      }
  }

  private var breaches: [Message] {
    record.breaches.map { .eventBreach($0.rule.rawValue, detail: $0.detail) }
      + record.wordings.map { identifier in
        let phrase = document.tabooPhrases.first { $0.identifier == identifier }
        return .tabooUsed(phrase?.text ?? identifier)
      }
  }

  private var remarks: [Message] {
    record.notes.map(Message.verbatim)
      + (record.unentered.isEmpty ? [] : [words.message(.unentered(record.unentered), of: record.id)])
      + (record.interruptions > 0 ? [.interrupted(record.interruptions)] : [])
  }

  private var amendments: [Message] {
    record.amendments.map { kept in
      words.amendment(kept.amendment).joined(
        .amendedBy(kept.personnel.description, at: kept.at.display, reason: kept.amendment.reason))
    } + course
  }

  /// That it was opened again, or never was.
  private var course: [Message] {
    let reopened = record.reopenings.map { kept in
      words.message(.reopened(kept.reopened), of: record.id)
        .joined(.amendedBy(kept.personnel.description, at: kept.at.display, reason: nil))
    }
    guard let cancelled = record.cancellation else { return reopened }
    return reopened + [
      words.message(.cancelled(cancelled.reason), of: record.id)
        .joined(.amendedBy(cancelled.personnel.description, at: cancelled.at.display, reason: nil))
    ]
  }

  private func section(_ heading: Message, rows: [Message]) -> [Message] {
    rows.isEmpty ? [] : [heading] + rows.map(indented)
  }

  private func indented(_ row: Message) -> Message { Message("  " + row.chinese, "  " + row.english) }
}
