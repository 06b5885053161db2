/// The lists of a protocol on their way from the builder into the document.
struct DocumentParts {
  let elements: [ElementDefinition]
  let branches: [BranchDefinition]
  let taboo: [TabooPhrase]
  let categories: [CategoryDefinition]
  let levels: [LevelDefinition]
  let languages: [LanguageDefinition]
  let complaintFields: [ComplaintFieldDefinition]
  let safeChecks: [PromptDefinition]
  let placePrompts: [PromptDefinition]
  let referrals: [ReferralEntry]
}
