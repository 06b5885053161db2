extension ProtocolDocument {
  /// The document made of checked parts.
  init(
    settings: DocumentSettings, greeting: PhraseDefinition, phrases: [PhraseDefinition], parts: DocumentParts,
    digest: String
  ) {
    name = settings.name
    city = settings.city
    version = settings.version
    ringLimit = settings.ringLimit
    complaintReplyWorkingDays = settings.complaintReplyWorkingDays
    inspectorsUnit = settings.inspectorsUnit
    inspectorsWords = settings.inspectorsWords
    self.greeting = greeting
    self.phrases = phrases
    elements = parts.elements
    branches = parts.branches
    tabooPhrases = parts.taboo
    categories = parts.categories
    levels = parts.levels
    languages = parts.languages
    complaintFields = parts.complaintFields
    safeChecks = parts.safeChecks
    placePrompts = parts.placePrompts
    referrals = ReferralDirectory(parts.referrals)
    self.digest = digest
  }
}
