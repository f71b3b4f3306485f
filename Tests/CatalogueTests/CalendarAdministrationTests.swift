import Deadlines
import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Catalogue

/// Rest days and make-up days, kept by the province's administrators. Source: domain 6.1.
@Suite struct CalendarAdministrationTests {
  private func desk(_ province: Province) -> HolidaysDesk {
    HolidaysDesk(
      database: province.database, chance: .system, now: { [clock = province.clock] in clock.now },
      shipped: WorkingCalendar())
  }

  private let migrations = Province.migrations + HolidayMigrations.all

  private func day(_ month: Int, _ day: Int, _ kind: CalendarRecord.Kind = .off) -> CalendarRecord {
    CalendarRecord(
      day: Day(2027, month, day), kind: kind, name: "Nghỉ thử", decision: "TB 1/2026", knownOn: nil)
  }

  @Test(arguments: Engine.all)
  func whatAChangeWouldMoveIsSaidBeforeItIsMade(_ engine: Engine) async throws {
    try await engine.with(migrations) { database in
      let province = Province(database: database)
      let desk = desk(province)
      let change = try await desk.change([day(3, 1), day(3, 2)]) { old, new, first in
        let (before, after) = (try old.isWorking(first), try new.isWorking(first))
        #expect(first == Day(2027, 3, 1) && before && !after)
        return (open: 7, moved: 3)
      }
      #expect(change.fresh.count == 2 && change.open == 7 && change.moved == 3)
      #expect(try await desk.calendar().isWorking(Day(2027, 3, 1)), "a look changes nothing")
      #expect(try await desk.take([day(3, 1)], by: nil).added == 1)
      #expect(try await !desk.calendar().isWorking(Day(2027, 3, 1)))
      let again = try await desk.change([day(3, 1), day(3, 1, .work)]) { _, _, _ in (0, 0) }
      #expect(again.fresh.map(\.kind) == [.work] && again.unchanged == 1)
      let acts = try await desk.acts()
      #expect(acts.map(\.act.days) == [1] && acts.map(\.act.about) == ["TB 1/2026"])
    }
  }

  @Test(arguments: Engine.all)
  func twoDecisionsAtOnceAreBothTaken(_ engine: Engine) async throws {
    try await engine.with(migrations) { database in
      let desk = desk(Province(database: database))
      await withTaskGroup(of: Void.self) { group in
        for index in 1...8 {
          group.addTask {
            do {
              _ = try await desk.take([day(4, index)], by: nil)
            } catch { Issue.record("\(error)") }
          }
        }
      }
      let calendar = try await desk.calendar()
      #expect(try (1...8).allSatisfy { try !calendar.isWorking(Day(2027, 4, $0)) })
      #expect(try await desk.acts().count == 8)
    }
  }

  @Test func projectedDaysOfAYearAreMarked() throws {
    let year = try WorkingCalendar().year(2030)
    #expect(year.isProjected)
    #expect(year.days.contains { $0.isProjected && $0.kind == .holiday })
    #expect(year.workingDays > 240 && year.workingDays < 262)
  }

  @Test(arguments: [
    ("day", "31/2/2027"), ("day", ""), ("day", "1/1/2200"), ("kind", "nghi"), ("name", ""),
    ("name", "a\nb"), ("name", String(repeating: "a", count: 201)), ("decision", " "),
    ("decision", String(repeating: "a", count: 201)),
  ])
  func theFieldAtFaultIsNamed(_ field: String, _ text: String) {
    var typed = ["day": "2/9/2027", "kind": "off", "name": "Quốc khánh", "decision": "TB 1"]
    typed[field] = text
    let refused = #expect(throws: CatalogueRefused.self) {
      try CalendarForm { typed[$0] ?? "" }.record(knownOn: monday.day)
    }
    #expect(refused?.places.map(\.pointer) == [field])
  }

  @Test func aDayIsReadAsItIsTyped() throws {
    let typed = ["day": "2/9/2027", "kind": "work", "name": " Làm bù ", "decision": "TB 1"]
    let record = try CalendarForm { typed[$0] ?? "" }.record(knownOn: monday.day)
    #expect(record.day == Day(2027, 9, 2) && record.kind == .work && record.name == "Làm bù")
    #expect(record.knownOn == monday.day)
  }
}
