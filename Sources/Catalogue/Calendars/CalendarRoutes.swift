public import Deadlines
import Directory
public import Ground
import Web

/// Screens on which the province's administrators keep the working calendar.
struct CalendarRoutes: Sendable {
  let holidays: HolidaysDesk
  let offers: OffersDesk
  let effect: CalendarEffect

  var endpoints: [Endpoint] { [show, addPage, add, filePage, file] }

  private static let root = "/quan-tri/lich"
  private let admin = Access.roles([.administrator])
  private let page = [AnswerShape(200, type: "text/html")]

  private var show: Endpoint {
    Endpoint(
      .get, Self.root, name: "calendarPage", summary: "Lịch làm việc", tag: "pages",
      access: admin, face: .desk, query: [QueryParameter("nam", .string(max: 4))], answers: page
    ) { call in
      let asked = call.query["nam"].flatMap { Int($0) } ?? call.now.day.year
      let year = WorkingCalendar.years.contains(asked) ? asked : call.now.day.year
      let calendar = try await holidays.calendar()
      return .page(
        CalendarPage(
          year: try calendar.year(year), thisYear: call.now.day.year,
          acts: try await holidays.acts(),
          isManaged: try await offers.administersTop(try call.requireCaller())))
    }
  }

  private func asking(
    _ path: String, _ name: String, _ summary: String,
    _ form: @escaping @Sendable (FormState) -> AdministrationActPage
  ) -> Endpoint {
    Endpoint(
      .get, Self.root + path, name: name, summary: summary, tag: "pages", access: admin,
      face: .desk, answers: page, refusals: [.forbidden]
    ) { call in
      try await requireTop(call)
      return .page(form(FormState()))
    }
  }

  private func taking(
    _ path: String, _ name: String, _ summary: String, to action: Path,
    _ form: @escaping @Sendable (FormState) -> AdministrationActPage,
    _ read: @escaping @Sendable (Call) throws -> [CalendarRecord]
  ) -> Endpoint {
    Endpoint(
      .post, Self.root + path, name: name, summary: summary, tag: "pages", access: admin,
      face: .desk, body: .form, answers: [AnswerShape(303)], refusals: [.forbidden, .content]
    ) { call in
      try await requireTop(call)
      do {
        if case .mending = AdministrationStep(call.form) {
          return .page(form(FormState(call.form)))
        }
        let records = try read(call)
        guard case .confirmed = AdministrationStep(call.form) else {
          let change = try await holidays.change(records, effect: effect)
          guard !change.fresh.isEmpty else { throw CatalogueRefused.nothingNew }
          return .page(CalendarForms.review(change, call.form, to: action))
        }
        let count = try await holidays.take(records, by: try call.requireCaller())
        let year = records.map(\.day.year).min() ?? call.now.day.year
        return .redirect(
          CalendarPaths.year(year), notice: "Đã ghi \(count.added) ngày vào lịch.")
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        return .page(form(FormState(call.form, refused: refused)), status: 422)
      }
    }
  }

  private func requireTop(_ call: Call) async throws {
    guard try await offers.administersTop(try call.requireCaller()) else {
      throw CalendarNotYours()
    }
  }

  private var addPage: Endpoint {
    asking("/them", "addCalendarDayPage", "Thêm ngày nghỉ, làm bù", CalendarForms.adding)
  }

  private var add: Endpoint {
    taking(
      "/them", "addCalendarDay", "Thêm ngày nghỉ, làm bù", to: CalendarPaths.add,
      CalendarForms.adding
    ) { call in
      [try CalendarForm(typed: call.form.dateText).record(knownOn: call.now.day)]
    }
  }

  private var filePage: Endpoint {
    asking("/nhap-tep", "importCalendarPage", "Nhập tệp ngày nghỉ", CalendarForms.file)
  }

  private var file: Endpoint {
    taking(
      "/nhap-tep", "importCalendar", "Nhập tệp ngày nghỉ", to: CalendarPaths.file,
      CalendarForms.file
    ) { call in
      let bytes = Array(call.form["lines"].utf8)
      do {
        return try CalendarRecord.list(tsv: bytes, knownOn: call.now.day)
      } catch let refused as HolidayFileRefused {
        throw CatalogueRefused.unfit([fault("lines", refused.explanation)])
      }
    }
  }
}

/// Gives how many open dossiers were looked at and how many would be due at another time, when the
/// first calendar is exchanged for the second; only those due on the day or later.
public typealias CalendarEffect =
  @Sendable (WorkingCalendar, WorkingCalendar, Day) async throws -> (open: Int, moved: Int)

/// The calendar is the whole province's: only administrators at its top change it.
struct CalendarNotYours: Refusal {
  var code: String { "calendar.not-yours" }
  var kind: RefusalKind { .forbidden }
  var explanation: Phrase { "Chỉ quản trị viên cấp tỉnh được sửa lịch làm việc." }
}
