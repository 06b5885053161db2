/// Every command of the program, in the order of the help.
enum CommandTable {
  static var commands: [any Command.Type] {
    [
      ConsoleStart.self,
      CallsListCommand.self,
      CallsShowCommand.self,
      CallsListenCommand.self,
      VerifyCommand.self,
      CallsSearchCommand.self, CallsReplayCommand.self,
      ReportCommand.self, WallboardCommand.self,
      ProtocolShowCommand.self,
      ProtocolCheckCommand.self,
      ProtocolUnansweredCommand.self,
      PhoneEventCommand.self, PhoneBridgeCommand.self, PhoneDemoCommand.self,
      CallbacksListCommand.self, CallbacksTryCommand.self, CallbacksCloseCommand.self,
      ProtocolCardsCommand.self,
      DueCommand.self, CalendarShowCommand.self, CalendarCheckCommand.self,
      ComplaintsListCommand.self, ComplaintsShowCommand.self, ComplaintsAssignCommand.self,
      ComplaintsReplyCommand.self, ComplaintsReopenCommand.self, ComplaintsRemindCommand.self,
      MajorListCommand.self, MajorMarkCommand.self, MajorReportCommand.self,
      MattersListCommand.self, MattersHandOverCommand.self, MattersDoneCommand.self,
      ShiftStartCommand.self, ShiftEndCommand.self, ShiftTakeOverCommand.self, ShiftLogCommand.self,
      RatingCommand.self, EnterPaperCommand.self,
      HelpCommand.self,
    ]
  }
}
