public import Ground
public import Storage
public import Web

/// The front door of what the house exchanges with the outside: notices and letters to people.
public struct ExchangeSlice: Sendable {
  public let mail: MailDesk

  public init(database: any Database, now: @escaping @Sendable () -> Instant) {
    mail = MailDesk(database: database, now: now)
  }

  public static var migrations: [Migration] { ExchangeMigrations.all }

  /// A demonstration shows its letters instead of sending them.
  public func endpoints(isDemonstration: Bool) -> [Endpoint] {
    isDemonstration ? DemoMailRoutes(desk: mail).endpoints : []
  }
}
