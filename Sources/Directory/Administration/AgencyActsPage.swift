import Ground
import Web

/// The forms of acts on an agency.
enum AgencyForms {
  static func adding(_ state: FormState, today: Day) -> AdministrationActPage {
    AdministrationActPage(
      "Thêm cơ quan", at: [("Cơ quan", AdministrationPaths.agencies)], state: state,
      to: AdministrationPaths.newAgency, button: "Thêm cơ quan",
      fields: """
        \(identity(state, nil))
        \(dayField(state, "from", "Hoạt động từ ngày", initial: today))
        \(reasonField(state))
        """)
  }

  static func changing(_ sheet: AgencySheet, _ state: FormState) -> AdministrationActPage {
    let code = sheet.agency.code
    return AdministrationActPage(
      "Thay đổi thông tin cơ quan", at: trail(sheet),
      lead: "<p>Thông tin cũ vẫn giữ nguyên cho những ngày trước ngày áp dụng.</p>", state: state,
      to: AdministrationPaths.agency(code, "thay-doi"), button: "Lưu thay đổi",
      fields: """
        \(identity(state, sheet.agency))
        \(dayField(state, "from", "Áp dụng từ ngày", initial: sheet.at.day))
        \(reasonField(state))
        """)
  }

  private static func identity(_ state: FormState, _ known: Agency?) -> HTML {
    let levels = AgencyLevel.allCases.filter { $0 != .district || known?.level == .district }
      .map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) }
    let level = known?.level ?? .commune
    return """
      \(HTML.input(
        state.entry(
          "code", "Mã định danh", hint: "Theo Quyết định 20/2020/QĐ-TTg, ví dụ H99.113.",
          initial: known?.code.rawValue ?? ""), max: 35, width: .half))
      \(HTML.input(state.entry("name", "Tên cơ quan", initial: known?.name ?? ""), max: 300))
      \(HTML.select(state.entry("level", "Cấp", initial: level.rawValue), levels))
      \(HTML.input(
        state.entry(
          "parent", "Mã cơ quan cấp trên", hint: "Để trống nếu không có cấp trên.", optional: true,
          initial: known?.parent?.rawValue ?? ""), max: 35, width: .half))
      \(HTML.input(
        state.entry(
          "hours", "Giờ làm việc riêng",
          hint: "Ví dụ 07:00-11:30,13:30-17:00; để trống nếu theo giờ chung của tỉnh.",
          optional: true, initial: known?.hours ?? ""), max: 60, width: .half))
      """
  }

  static func contact(_ sheet: AgencySheet, _ state: FormState) -> AdministrationActPage {
    let known = sheet.contact ?? AgencyContact()
    func field(_ name: String, _ label: Phrase, _ value: String?, hint: Phrase) -> Entry {
      state.entry(name, label, hint: hint, optional: true, initial: value ?? "")
    }
    return AdministrationActPage(
      "Địa chỉ và liên hệ", at: trail(sheet),
      lead: "<p>In trên phiếu gửi người dân và hiện ở trang công khai của cơ quan.</p>",
      state: state, to: AdministrationPaths.agency(sheet.agency.code, "lien-he"), button: "Lưu",
      fields: """
        \(HTML.input(
          field("address", "Địa chỉ", known.address, hint: "Số nhà, đường, xã phường, tỉnh."),
          max: 300))
        \(HTML.input(
          field("phone", "Điện thoại", known.phone, hint: "Ví dụ 0200 000 100."), .tel, max: 30,
          width: .half))
        \(HTML.input(
          field("email", "Thư điện tử", known.email, hint: "Ví dụ motcua@sotuphap.example."),
          .email, max: 254))
        \(HTML.input(
          field("website", "Trang thông tin", known.website, hint: "Bắt đầu bằng https://."),
          max: 200))
        \(dayField(state, "from", "Áp dụng từ ngày", initial: sheet.at.day))
        \(reasonField(state))
        """)
  }

  static func ending(_ sheet: AgencySheet, _ state: FormState) -> AdministrationActPage {
    AdministrationActPage(
      "Kết thúc hoạt động", at: trail(sheet),
      lead: """
        <p>Mọi chức trách tại đây kết thúc cùng ngày. Hồ sơ đang giải quyết chuyển theo cơ quan kế \
        thừa. Bước sau cho xem lại trước khi ghi.</p>
        """, state: state, to: AdministrationPaths.agency(sheet.agency.code, "ket-thuc"),
      button: "Xem lại",
      fields: """
        \(dayField(state, "validTo", "Ngày hoạt động cuối cùng", initial: nil))
        \(HTML.input(
          state.entry(
            "successor", "Mã cơ quan kế thừa", hint: "Để trống nếu không có cơ quan kế thừa.",
            optional: true), max: 35, width: .half))
        \(reasonField(state))
        """)
  }

  static func endingReview(
    _ sheet: AgencySheet, lastDay: Day, successor: String?, _ values: FormValues
  ) -> AdministrationReviewPage {
    let standing = sheet.posts.filter { $0.post.holds(at: sheet.at) }
    return AdministrationReviewPage(
      "Xem lại việc kết thúc hoạt động", at: trail(sheet),
      rows: [
        SummaryRow("Cơ quan", "<span lang=\"vi\">\(sheet.agency.name)</span>"),
        SummaryRow("Ngày hoạt động cuối cùng", "\(lastDay.vietnamese)"),
        SummaryRow(
          "Cơ quan kế thừa", successor.map { "<span lang=\"vi\">\($0)</span>" } ?? "Không có"),
        SummaryRow("Căn cứ hoặc lý do", "<span lang=\"vi\">\(values["reason"])</span>"),
      ],
      consequences: """
        <p>\(standing.count) chức trách tại cơ quan kết thúc cùng ngày.</p>
        <p>Cơ quan không tiếp nhận hồ sơ mới từ \(lastDay.adding(days: 1).vietnamese).</p>
        <p>Có thể hủy việc kết thúc cho đến hết ngày \(lastDay.vietnamese).</p>
        """, to: AdministrationPaths.agency(sheet.agency.code, "ket-thuc"), values: values,
      confirm: "Ghi việc kết thúc")
  }

  static func resuming(_ sheet: AgencySheet, _ state: FormState) -> AdministrationActPage {
    AdministrationActPage(
      "Hủy việc kết thúc đã hẹn", at: trail(sheet),
      lead: "<p>Cơ quan và các chức trách tại đây tiếp tục như chưa có ngày kết thúc.</p>",
      state: state, to: AdministrationPaths.resume(sheet.agency.code),
      button: "Hủy việc kết thúc", fields: reasonField(state))
  }

  static func trail(_ sheet: AgencySheet) -> [(Phrase, Path)] {
    [
      ("Cơ quan", AdministrationPaths.agencies),
      (Phrase(verbatim: sheet.agency.name), AdministrationPaths.agency(sheet.agency.code)),
    ]
  }
}
