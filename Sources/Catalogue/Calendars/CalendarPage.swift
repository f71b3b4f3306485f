import Deadlines
import Directory
import Ground
import Web

/// The working calendar of one year: rest days, make-up days and where they are written.
struct CalendarPage: Page {
  let year: CalendarYear
  let thisYear: Int
  let acts: [(act: CalendarAct, name: String?)]
  /// Whether the asker may change it.
  let isManaged: Bool

  var face: Face { .desk }
  var title: Phrase { "Lịch làm việc năm \(year.year)" }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail([])))
    <h1>\(title)</h1>
    \(years)
    \(projection)
    <p>Năm \(year.year) có <strong>\(year.workingDays)</strong> ngày làm việc.</p>
    \(buttons)
    <h2>Ngày nghỉ và ngày làm bù</h2>
    \(days)
    <h2>Lịch sử thay đổi</h2>
    \(history)
    """
  }

  private var years: HTML {
    let links = ((thisYear - 3)...(thisYear + 2)).map { number -> HTML in
      number == year.year
        ? "<strong aria-current=\"page\">\(number)</strong>"
        : HTML.link(Phrase(verbatim: String(number)), CalendarPaths.year(number))
    }
    let row = links.enumerated().map { $0.offset == 0 ? $0.element : " · \($0.element)" as HTML }
    return "<nav aria-label=\"Chọn năm\"><p>\(row)</p></nav>"
  }

  private var projection: HTML {
    guard year.isProjected else { return "" }
    return HTML.inset(
      """
      <p>Chưa có quyết định nghỉ Tết và nghỉ Quốc khánh của năm \(year.year). Ngày có dấu “Dự kiến” \
      được tính theo Bộ luật Lao động và sẽ thay khi có quyết định.</p>
      """, .warning)
  }

  private var buttons: HTML {
    guard isManaged else {
      return "<p class=\"hint\">Chỉ quản trị viên cấp tỉnh được sửa lịch làm việc.</p>"
    }
    return HTML.actions([
      HTML.buttonLink("Thêm một ngày", CalendarPaths.add),
      HTML.buttonLink("Nhập tệp quyết định", CalendarPaths.file, .secondary),
    ])
  }

  private var days: HTML {
    guard !year.days.isEmpty else { return HTML.empty("Chưa có ngày nghỉ nào") }
    return HTML.table(
      caption: "Ngày nghỉ và ngày làm bù của năm \(year.year)",
      columns: [Column("Ngày"), Column("Thứ"), Column("Là"), Column("Tên"), Column("Căn cứ")],
      rows: year.days.map { standing in
        let decision: HTML =
          standing.isProjected
          ? HTML.tag("Dự kiến", .waiting) : "<span lang=\"vi\">\(standing.decision)</span>"
        return [
          "\(standing.day.vietnamese)", "\(standing.day.weekdayWords)", standing.kind.tag,
          "<span lang=\"vi\">\(standing.name)</span>", decision,
        ]
      }, captionHidden: true)
  }

  private var history: HTML {
    guard !acts.isEmpty else { return "<p>Chưa có thay đổi nào được ghi tại đây.</p>" }
    return HTML.timeline(
      acts.map { entry in
        let who: HTML =
          entry.name.map { "Người thực hiện: <span lang=\"vi\">\($0)</span>" } ?? "Từ dòng lệnh"
        return TimelineEvent(
          entry.act.at.vietnamese, "Ghi \(entry.act.days) ngày",
          "<p lang=\"vi\">\(entry.act.about)</p><p class=\"hint\">\(who)</p>")
      })
  }
}

/// The forms that change the calendar.
enum CalendarForms {
  static var trail: [(Phrase, Path)] { [("Lịch làm việc", AdministrationPaths.calendar)] }

  static func adding(_ state: FormState) -> AdministrationActPage {
    AdministrationActPage(
      "Thêm ngày nghỉ hoặc ngày làm bù", at: trail,
      lead: """
        <p>Ngày ghi sau thay cho ngày ghi trước. Bước sau cho biết bao nhiêu hồ sơ đang giải quyết bị \
        ảnh hưởng.</p>
        """, state: state, to: CalendarPaths.add, button: "Xem lại",
      fields: """
        \(dayField(state, "day", "Ngày", initial: nil))
        \(HTML.radios(
          state.entry("kind", "Ngày này là", initial: CalendarRecord.Kind.off.rawValue),
          [Choice("off", "Ngày nghỉ"), Choice("work", "Ngày làm bù")]))
        \(HTML.input(
          state.entry("name", "Tên ngày", hint: "Ví dụ: Quốc khánh, Nghỉ bù Tết Dương lịch."),
          max: 200))
        \(HTML.input(
          state.entry(
            "decision", "Số, ký hiệu quyết định", hint: "Ví dụ: Thông báo 12/TB-BNV ngày 05/11/2026."),
          max: 200))
        """)
  }

  static func file(_ state: FormState) -> AdministrationActPage {
    AdministrationActPage(
      "Nhập tệp ngày nghỉ", at: trail,
      lead: """
        <p>Mỗi dòng một ngày, bốn cột cách nhau bằng dấu tab: ngày dạng 2027-09-02, <code>off</code> \
        (nghỉ) hoặc <code>work</code> (làm bù), tên, quyết định. Nhận cả tệp hoặc không nhận gì.</p>
        """, state: state, to: CalendarPaths.file, button: "Xem lại",
      fields: """
        \(HTML.textArea(
          state.entry("lines", "Nội dung tệp", hint: "Mở tệp, chép toàn bộ rồi dán vào đây."),
          rows: 12, max: 100_000))
        """)
  }

  static func review(
    _ change: CalendarChange, _ values: FormValues, to action: Path
  ) -> AdministrationReviewPage {
    let rows = change.fresh.prefix(60).map { record in
      SummaryRow(
        Phrase(verbatim: record.day.vietnamese),
        """
        \(record.kind == .off ? HTML.tag("Nghỉ", .neutral) : HTML.tag("Làm bù", .active)) \
        <span lang="vi">\(record.name)</span><p class="hint" lang="vi">\(record.decision)</p>
        """)
    }
    let more: HTML? =
      change.fresh.count > 60 ? "<p>Và \(change.fresh.count - 60) ngày nữa.</p>" : nil
    let atLeast: HTML? =
      change.open > 5000 ? "<p>Chỉ tính lại 5.000 hồ sơ sớm đến hạn nhất.</p>" : nil
    return AdministrationReviewPage(
      "Xem lại thay đổi của lịch", at: trail, rows: Array(rows),
      consequences: """
        \(more)
        <p>Ghi mới \(change.fresh.count) ngày; \(change.unchanged) ngày đã có sẵn, giữ nguyên.</p>
        <p><strong>\(change.moved)</strong> hồ sơ đang giải quyết sẽ có hạn khác nếu tính lại theo \
        lịch mới.</p>
        \(atLeast)
        <p>Hạn đã hẹn không tự thay đổi: hồ sơ đã hẹn trả giữ ngày hẹn cho đến khi có người tính lại \
        từng hồ sơ. Hồ sơ tiếp nhận sau đó tính theo lịch mới.</p>
        """, to: action, values: values, confirm: "Ghi vào lịch", kind: .primary)
  }
}

/// Where the calendar is kept.
enum CalendarPaths {
  static var add: Path { Path("quan-tri", "lich", "them") }
  static var file: Path { Path("quan-tri", "lich", "nhap-tep") }
  static func year(_ year: Int) -> Path {
    AdministrationPaths.calendar.asking("nam", String(year))
  }
}

extension DayKind {
  fileprivate var tag: HTML {
    switch self {
    case .workday: HTML.tag("Làm việc", .neutral)
    case .weekend: HTML.tag("Cuối tuần", .neutral)
    case .holiday: HTML.tag("Nghỉ lễ", .bad)
    case .compensation: HTML.tag("Nghỉ bù", .waiting)
    case .swapped: HTML.tag("Nghỉ hoán đổi", .waiting)
    case .makeUpWork: HTML.tag("Làm bù", .active)
    }
  }
}
