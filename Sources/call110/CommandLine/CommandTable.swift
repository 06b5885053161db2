/// Every command of the program, in the order of the help.
enum CommandTable {
  static var commands: [any Command.Type] {
    [
      ConsoleStart.self,
      CallsListCommand.self,
      CallsShowCommand.self, CallsAmendCommand.self, CallsCancelCommand.self,
      CallsListenCommand.self,
      VerifyCommand.self, HeadsSendCommand.self, HeadsCountersignCommand.self,
      CallsSearchCommand.self, CallsReplayCommand.self, CallsEvidenceCommand.self,
      ReportCommand.self, WallboardCommand.self,
      ProtocolShowCommand.self,
      ProtocolCheckCommand.self,
      ProtocolUnansweredCommand.self, ProtocolWordsCommand.self,
      PlacesCheckCommand.self, PlacesFindCommand.self,
      PhoneEventCommand.self, PhoneBridgeCommand.self, PhoneBridgeSocketCommand.self, PhoneDemoCommand.self,
      PhoneCheckCommand.self,
      CallbacksCommand.self, CallbacksTryCommand.self, CallbacksCloseCommand.self,
      ProtocolCardsCommand.self,
      DueCommand.self, CalendarShowCommand.self, CalendarCheckCommand.self,
      ComplaintsListCommand.self, ComplaintsShowCommand.self, ComplaintsAssignCommand.self,
      ComplaintsReplyCommand.self, ComplaintsReopenCommand.self, ComplaintsRemindCommand.self,
      MajorListCommand.self, MajorMarkCommand.self, MajorReportCommand.self,
      MattersListCommand.self, MattersShowCommand.self, MattersHandOverCommand.self, MattersDoneCommand.self,
      ShiftStartCommand.self, ShiftEndCommand.self, ShiftTakeOverCommand.self, ShiftLogCommand.self,
      RatingCommand.self, EnterPaperCommand.self,
      DrillRunCommand.self, DrillListCommand.self, DrillCheckCommand.self, DrillNewCommand.self,
      DrillFromCallCommand.self, DrillScoreCommand.self, DrillReviewCommand.self, DrillHistoryCommand.self,
      DrillPlanCommand.self, DrillContestCommand.self, DrillWatchCommand.self, DrillInjectCommand.self,
      ReviewCheckCommand.self, ReviewSampleCommand.self, ReviewNextCommand.self, ReviewShowCommand.self,
      ReviewAgreementCommand.self, ReviewFeedbackCommand.self, ReviewReplyCommand.self,
      ReviewAppealCommand.self,
      ReviewDecideCommand.self, ReviewCommendCommand.self, ReviewAssessCommand.self,
      ImportCommand.self, ExportCommand.self,
      AccessReportCommand.self,
      HelpCommand.self,
    ]
  }
}
