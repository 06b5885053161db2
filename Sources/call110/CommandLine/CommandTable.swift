/// Every command of the program, in the order of the help.
enum CommandTable {
  static var commands: [any Command.Type] {
    [
      ConsoleStart.self,
      CallsListCommand.self,
      CallsShowCommand.self,
      HelpCommand.self,
      HelpCommand.self,
      ProtocolShowCommand.self,
      ProtocolCheckCommand.self,
      PhoneEventCommand.self, PhoneBridgeCommand.self, PhoneDemoCommand.self,
      DueCommand.self, CalendarShowCommand.self, CalendarCheckCommand.self,
      HelpCommand.self,
    ]
  }
}
