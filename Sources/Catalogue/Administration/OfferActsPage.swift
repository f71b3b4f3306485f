import Directory
import Ground
import Web

/// The small forms around an offer: papers checked, hours confirmed, draft dropped, offer ended.
enum OfferForms {
  static func components(_ bench: OfferBench, _ state: FormState) -> AdministrationActPage {
    let (sheet, procedure) = (bench.sheet, bench.sheet.procedure)
    let papers = procedure.components.map { paper -> HTML in
      let counts: HTML? =
        paper.isNote
        ? nil : "<span class=\"hint\"> \(paper.originals) bản chính, \(paper.copies) bản sao</span>"
      return "<li><span lang=\"vi\">\(paper.name)</span>\(counts)</li>"
    }
    let list: HTML =
      papers.isEmpty
      ? HTML.inset(
        "<p>Danh mục không ghi giấy tờ nào. Đối chiếu kỹ với quyết định công bố.</p>", .warning)
      : "<ol>\(papers)</ol>"
    let checked: HTML? = bench.check.checkedAt.map {
      bench.check.version == procedure.version
        ? "<p>Đã đối chiếu lúc \($0.vietnamese).</p>"
        : "<p>Lần đối chiếu trước là với phiên bản \(bench.check.version ?? 0); thủ tục nay là phiên bản \(procedure.version).</p>"
    }
    return AdministrationActPage(
      "Đối chiếu thành phần hồ sơ", at: offerTrail(sheet),
      lead: """
        <p lang="vi">\(procedure.name) – <span>\(procedure.record.decision)</span></p>
        \(checked)
        \(list)
        """, state: state, to: OfferPaths.offer(sheet.agency.code, procedure.code, "giay-to"),
      button: "Đã đối chiếu, danh sách đúng",
      fields: HTML.hidden("version", String(procedure.version)))
  }

  static func hours(_ bench: OfferBench, _ state: FormState) -> AdministrationActPage {
    let sheet = bench.sheet
    let own: HTML =
      bench.hours.map { "<p>Cơ quan có giờ làm việc riêng: \($0).</p>" }
      ?? "<p>Cơ quan chưa có giờ làm việc riêng.</p>"
    let common: HTML? = bench.check.commonHoursAt.map {
      "<p>Đã xác nhận theo giờ chung lúc \($0.vietnamese).</p>"
    }
    return AdministrationActPage(
      "Giờ tiếp nhận", at: offerTrail(sheet),
      lead: """
        \(own)\(common)
        <p>\(HTML.link("Ghi giờ làm việc của cơ quan", AdministrationPaths.agency(sheet.agency.code, "thay-doi"))) \
        hoặc \(HTML.link("ghi giờ riêng cho thủ tục này", OfferPaths.offer(sheet.agency.code, sheet.procedure.code, "nhap"))).</p>
        """, state: state,
      to: OfferPaths.offer(sheet.agency.code, sheet.procedure.code, "gio"),
      button: "Xác nhận theo giờ chung của tỉnh", fields: HTML())
  }

  static func discarding(_ bench: OfferBench, _ state: FormState) -> AdministrationActPage {
    let sheet = bench.sheet
    return AdministrationActPage(
      "Bỏ bản nháp", at: offerTrail(sheet),
      lead: "<p>Bản nháp mất hẳn, không lấy lại được. Quy định đang áp dụng không đổi.</p>",
      state: state, to: OfferPaths.offer(sheet.agency.code, sheet.procedure.code, "bo-nhap"),
      button: "Bỏ bản nháp", kind: .warning, fields: HTML())
  }

  /// What would change, and by which decision.
  static func review(
    _ bench: OfferBench, _ state: FormState, today: Day
  ) -> AdministrationActPage {
    let sheet = bench.sheet
    let isOpening = sheet.offer == nil
    let from = sheet.history.first?.validTo.map { max(today, $0.adding(days: 1)) } ?? today
    let blocked = isOpening && !bench.readiness.isComplete
    let remark: HTML? =
      bench.readiness.isComplete
      ? nil
      : HTML.inset(
        "<p>Còn \(bench.readiness.missing.count) việc chưa xong: \(Phrase(joining: bench.readiness.missing.map(\.title), separator: ", ")).</p>",
        blocked ? .refused : .warning)
    return AdministrationActPage(
      isOpening ? "Xem lại và mở tiếp nhận" : "Xem lại và áp dụng", at: offerTrail(sheet),
      lead: """
        <p lang="vi">\(sheet.procedure.name)</p>
        \(remark)
        \(comparison(bench))
        <p>Hồ sơ đã tiếp nhận giữ quy định cũ.</p>
        """, state: state,
      to: OfferPaths.offer(sheet.agency.code, sheet.procedure.code, "xem-lai"),
      button: isOpening ? "Mở tiếp nhận" : "Áp dụng",
      fields: """
        \(dayField(state, "from", isOpening ? "Tiếp nhận từ ngày" : "Áp dụng từ ngày", initial: from))
        \(citation(state, ""))
        """)
  }

  private static func comparison(_ bench: OfferBench) -> HTML {
    let sheet = bench.sheet
    let next = bench.conditions.lines(of: sheet.procedure, cases: sheet.cases)
    guard let live = sheet.offer?.conditions.lines(of: sheet.procedure, cases: sheet.cases) else {
      return HTML.details(next.map { ($0.name, "\($0.value)") })
    }
    let changed = zip(live, next).filter { $0 != $1 }
    guard !changed.isEmpty else {
      return HTML.inset("<p>Bản nháp không khác quy định đang áp dụng.</p>")
    }
    return HTML.table(
      caption: "Những mục thay đổi",
      columns: [Column("Mục"), Column("Đang áp dụng"), Column("Bản nháp")],
      rows: changed.map { ["\($0.name)", "\($0.value)", "<strong>\($1.value)</strong>"] })
  }

  private static func citation(_ state: FormState, _ prefix: String) -> HTML {
    """
    \(HTML.input(
      state.entry(
        prefix + "decision", "Số, ký hiệu quyết định", hint: "Ví dụ 163/QĐ-UBND."), max: 200,
      width: .half))
    \(dayField(state, prefix + "decidedOn", "Ngày quyết định", initial: nil))
    """
  }

  static func ending(_ bench: OfferBench, _ state: FormState) -> AdministrationActPage {
    let sheet = bench.sheet
    return AdministrationActPage(
      "Ngừng tiếp nhận", at: offerTrail(sheet),
      lead: "<p lang=\"vi\">\(sheet.procedure.name)</p>", state: state,
      to: OfferPaths.offer(sheet.agency.code, sheet.procedure.code, "ngung"), button: "Xem lại",
      fields: """
        \(dayField(state, "end.lastDay", "Ngày cuối còn tiếp nhận", initial: nil))
        \(citation(state, "end."))
        """)
  }

  static func endingReview(
    _ bench: OfferBench, lastDay: Day, citation: Citation, _ values: FormValues
  ) -> AdministrationReviewPage {
    let sheet = bench.sheet
    return AdministrationReviewPage(
      "Xem lại việc ngừng tiếp nhận", at: offerTrail(sheet),
      rows: [
        SummaryRow("Thủ tục", "<span lang=\"vi\">\(sheet.procedure.name)</span>"),
        SummaryRow("Cơ quan", "<span lang=\"vi\">\(sheet.agency.name)</span>"),
        SummaryRow("Ngày cuối còn tiếp nhận", "\(lastDay.vietnamese)"),
        SummaryRow("Căn cứ", "<span lang=\"vi\">\(citation.vietnamese)</span>"),
      ],
      consequences: """
        <p>Từ \(lastDay.adding(days: 1).vietnamese) không ai nộp được thủ tục này tại cơ quan.</p>
        <p>Hồ sơ đã tiếp nhận vẫn giải quyết bình thường. Có thể mở lại từ ngày sau đó.</p>
        """, to: OfferPaths.offer(sheet.agency.code, sheet.procedure.code, "ngung"),
      values: values, confirm: "Ghi việc ngừng tiếp nhận")
  }

  /// Takes back an opening or a change that was announced.
  static func withdrawing(_ bench: OfferBench, _ state: FormState) -> AdministrationActPage {
    let sheet = bench.sheet
    let hasBefore = sheet.history.dropFirst().contains { $0.isReal }
    return AdministrationActPage(
      "Hủy việc đã hẹn", at: offerTrail(sheet),
      lead: hasBefore
        ? "<p>Quy định cũ tiếp tục áp dụng; quy định mới không bao giờ có hiệu lực.</p>"
        : "<p>Cơ quan sẽ không tiếp nhận thủ tục này từ ngày đã hẹn.</p>", state: state,
      to: OfferPaths.offer(sheet.agency.code, sheet.procedure.code, "huy"),
      button: "Hủy việc đã hẹn", kind: .warning, fields: citation(state, ""))
  }
}

extension Offer {
  /// Whether it held or will hold on any day.
  var isReal: Bool { validTo.map { validFrom <= $0 } ?? true }
}
