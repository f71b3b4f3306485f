import ArgumentParser

/// What carries letters to people.
struct MailOptions: ParsableArguments {
  @Option(help: "The program that letters are handed to, as \"/usr/sbin/sendmail -t -i\".")
  var mailCommand: String?
  @Option(help: "The address that letters are sent from.")
  var mailFrom: String?

  func validate() throws {
    guard (mailCommand == nil) == (mailFrom == nil) else {
      throw ValidationError("--mail-command and --mail-from go together")
    }
  }

  /// Refuses: a command in a demonstration, whose people have no addresses; see `MailCommand`.
  func carrying(isDemonstration: Bool) throws -> MailCarrying {
    guard let mailCommand, let mailFrom else { return isDemonstration ? .shown : .waiting }
    guard !isDemonstration else {
      throw CommandRefused("a demonstration sends no mail; read its letters at /thu-demo")
    }
    return .carried(try MailCommand(words: mailCommand, from: mailFrom))
  }
}
