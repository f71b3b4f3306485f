import Directory
import Ground
import Storage
import TestKit
import Workbooks

@testable import Indicators

extension RegisterColumn {
  init(
    _ code: String, _ title: String, _ unit: String = "", _ kind: Kind = .whole,
    partOf: String? = nil, isRequired: Bool = true
  ) {
    self.init(code: code, title: title, unit: unit, kind: kind)
    (self.partOf, self.isRequired) = (partOf, isRequired)
    if kind.isNumber { lower = .zero }
  }
}

extension ReportedRegister {
  /// What every commune reports each quarter: 10 days to do it, 20 more with a reason.
  static let phones = ReportedRegister(
    code: "dien-thoai", title: "Dân số có điện thoại thông minh",
    columns: [
      RegisterColumn("dan-so", "Dân số", "người"),
      RegisterColumn("co-may", "Có máy", "người", partOf: "dan-so"),
      RegisterColumn("ghi-chu", "Ghi chú", "", .text, isRequired: false),
    ],
    reporters: .level(.commune), rhythm: .quarter, dueDays: 10, lockDays: 20,
    from: Day(2026, 1, 1))

  func from(_ day: Day) -> ReportedRegister {
    ReportedRegister(
      code: code, title: title, columns: columns, reporters: reporters, rhythm: rhythm,
      dueDays: dueDays, lockDays: lockDays, from: day)
  }

  func reported(by reporters: Reporters) -> ReportedRegister {
    ReportedRegister(
      code: code, title: title, columns: columns, reporters: reporters, rhythm: rhythm,
      dueDays: dueDays, lockDays: lockDays, from: from)
  }
}

let firstQuarter = RegisterPeriod(.quarter, containing: Day(2026, 2, 1))

func told(_ people: Int64, _ phones: Int64) -> RegisterValues {
  ["dan-so": .number(DecimalNumber(people)), "co-may": .number(DecimalNumber(phones))]
}

extension World {
  /// The desk of registers in this world, with the files of the world.
  func registers() async throws -> RegisterDesk {
    let clock = clock
    return RegisterDesk(
      database: database, blobs: try await FolderBlobs(folder: folder + "/blobs"),
      cache: directory.cache, now: { clock.now }, chance: chance, blueprints: [])
  }

  /// A world with the register of telephones, on the last Monday of March 2026.
  static func withPhones(
    _ engine: Engine, _ body: (World, RegisterDesk) async throws -> Void
  ) async throws {
    try await World.with(engine, more: IndicatorSlice.migrations) { world in
      world.clock.set(Instant(Day(2026, 3, 30), minute: 8 * 60))
      let desk = try await world.registers()
      try await desk.define(
        .phones, isNew: true, reason: "Quyết định 01", by: try await world.caller(.administrator))
      world.clock.advance(hours: 1)
      try await body(world, desk)
    }
  }
}

extension RegisterDesk {
  /// Reports as the form of one agency does.
  func report(
    _ values: RegisterValues, of agency: AgencyCode, reason: String = "", file: String? = nil,
    mark: Int? = nil, by caller: Caller
  ) async throws {
    let sheet = try await sheet("dien-thoai", firstQuarter.code, for: caller)
    _ = try await report(
      Sent(
        register: "dien-thoai", period: firstQuarter.code,
        drafts: [RegisterDraft(agency: agency, values: values)], basis: "Báo cáo 12/BC-UBND",
        reason: reason, file: file, mark: mark ?? sheet.mark), by: caller)
  }
}
