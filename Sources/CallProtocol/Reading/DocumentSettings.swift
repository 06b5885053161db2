import CallModel
import Catalogue

/// What the section `[protocol]` says, on its way from the builder into the document.
struct DocumentSettings {
  let name: Message
  let city: Message
  let version: String
  let ringLimit: RingLimit
  let complaintReplyWorkingDays: Int
  let inspectorsUnit: Message
  let inspectorsWords: [String]
}
