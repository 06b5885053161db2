/// Every command of the program, in the order of the help.
enum CommandTable {
  static var commands: [any Command.Type] {
    [
      ConsoleStart.self,
      CallsListCommand.self,
      CallsShowCommand.self,
      CallsListenCommand.self,
      VerifyCommand.self,
      ProtocolShowCommand.self,
      ProtocolCheckCommand.self,
      ProtocolUnansweredCommand.self,
      PhoneEventCommand.self, PhoneBridgeCommand.self, PhoneDemoCommand.self,
      CallbacksListCommand.self, CallbacksTryCommand.self, CallbacksCloseCommand.self,
      DueCommand.self, CalendarShowCommand.self, CalendarCheckCommand.self,
      HelpCommand.self,
    ]
  }
}
