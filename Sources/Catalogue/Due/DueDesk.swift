public import Deadlines
public import Directory
import Ground
public import Storage

/// Answers when a dossier would fall due; writes nothing.
public struct DueDesk: Sendable {
  let database: any Database
  let cache: DirectoryCache
  let calendar: @Sendable () async throws -> WorkingCalendar

  public init(
    database: any Database, cache: DirectoryCache = DirectoryCache(),
    calendar: @escaping @Sendable () async throws -> WorkingCalendar
  ) {
    (self.database, self.cache, self.calendar) = (database, cache, calendar)
  }

  /// The same count that a dossier received at that moment would get.
  ///
  /// Refuses: `CatalogueRefused.procedureUnknown`, `.noSuchCase`; `DueRefused`.
  public func answer(_ question: DueQuestion) async throws -> DueAnswer {
    let cache = cache
    let ground = try await database.read { tx -> DueGround in
      guard let procedure = try Procedures(tx: tx).current(question.procedure) else {
        throw CatalogueRefused.procedureUnknown(question.procedure)
      }
      guard let code = question.agency else {
        return DueGround(procedure: procedure, offered: nil, hours: .standard)
      }
      let day = question.at.day
      let agency = try Agencies(tx: tx, cache: cache).agency(code, on: day)
      let offered = try Offers(tx: tx, cache: cache)
        .offered(agency?.code ?? code, question.procedure, on: day)
      let hours =
        try offered?.offer.conditions.hours ?? agency?.hours.map { try WorkingHours(code: $0) }
      return DueGround(procedure: procedure, offered: offered, hours: hours ?? .standard)
    }
    return try question.answer(ground, calendar: try await calendar())
  }
}
