/// Every command of the program, in the order of the help.
enum CommandTable {
  static var commands: [any Command.Type] {
    [
      DueCommand.self, CalendarShowCommand.self, CalendarCheckCommand.self,
      HelpCommand.self,
    ]
  }
}
