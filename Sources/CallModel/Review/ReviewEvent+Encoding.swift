import PlainText

extension ReviewEvent {
  /// The payload of the journal line: one JSON object.
  public var payload: [UInt8] {
    JSONWriter.object { writer in
      switch self {
      case .sample(let draw): draw.write(to: &writer)
      case .card(let card): card.write(to: &writer)
      case .feedback(let text), .reply(let text): writer.member("text", text)
      case .appeal(let appeal):
        writer.member("item", appeal.item.rawValue)
        writer.member("why", appeal.reason)
      case .decision(let decision):
        writer.member("item", decision.item.rawValue)
        writer.member("upheld", decision.isUpheld)
        writer.member("why", decision.reason)
      case .commend(let commendation):
        writer.member("person", commendation.person.description)
        writer.member("points", commendation.points)
        writer.member("why", commendation.reason)
      }
    }
  }
}

extension SampleDrawn {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("period", period.description)
    writer.member("share", share)
    writer.member("seed", String(seed))
    writer.member("population", population)
    writer.member("digest", digest)
    writer.array("new") { list in for person in newcomers { list.value(person.description) } }
    writer.member("why", reason)
    writer.array("calls") { list in
      for sampled in calls {
        list.object {
          $0.member("call", sampled.call.description)
          $0.member("person", sampled.person.description)
          $0.member("reason", sampled.reason.rawValue)
          $0.member("double", sampled.isDouble)
        }
      }
    }
  }
}

extension ScoreCardFilled {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("person", person.description)
    writer.member("second", isSecond)
    writer.array("items") { list in
      for item in items {
        list.object {
          $0.member("item", item.item.rawValue)
          $0.member("mark", item.mark.rawValue)
          $0.member("remark", item.remark)
          $0.array("evidence") { places in for place in item.evidence { places.value(place) } }
        }
      }
    }
    writer.member("remark", remark)
  }
}
