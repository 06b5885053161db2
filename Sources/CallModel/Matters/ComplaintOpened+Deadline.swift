extension ComplaintOpened {
  /// The due day as it goes on record.
  public init(_ deadline: ReplyDeadline) {
    self.init(due: deadline.dueDate, counted: deadline.countedDays, isProvisional: deadline.isProvisional)
  }
}
