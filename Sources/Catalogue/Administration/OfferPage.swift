import Deadlines
import Directory
import Ground
import Web

/// One procedure at one agency: what holds, what is being prepared beside it, and what is still to
/// do before it may open.
struct OfferPage: Page {
  let bench: OfferBench
  let today: Day

  var face: Face { .desk }
  var title: Phrase { "\(code.rawValue) tại \(sheet.agency.name)" }
  private var sheet: OfferSheet { bench.sheet }
  private var code: ProcedureCode { sheet.procedure.code }
  private var agency: AgencyCode { sheet.agency.code }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail(offerTrail(sheet, upTo: false))))
    <h1 lang="vi">\(sheet.procedure.name)</h1>
    <p><span lang="vi">\(sheet.agency.name)</span> (\(agency.rawValue)) · \
    \(HTML.link("Xem trang công khai của thủ tục \(code.rawValue)", Paths.procedure(code.rawValue)))</p>
    \(standing)
    <h2>\(sheet.offer == nil ? "Việc cần làm trước khi mở" as Phrase : "Tình trạng thông tin")</h2>
    \(HTML.taskList(tasks))
    <h2>Bản nháp</h2>
    \(draft)
    <h2>Quy định đang áp dụng</h2>
    \(live)
    <h2>Lịch sử</h2>
    \(history)
    \(ending)
    """
  }

  private var standing: HTML {
    guard let offer = sheet.offer else {
      if let last = sheet.history.first, let end = last.validTo, end >= today {
        return HTML.inset(
          """
          <p>Cơ quan ngừng tiếp nhận thủ tục này sau ngày \(end.vietnamese).</p>
          <p>Muốn tiếp tục, mở lại từ \(end.adding(days: 1).vietnamese): bản nháp lấy quy định cũ làm \
          gốc.</p>
          """, .warning)
      }
      return "<p>\(HTML.tag("Chưa tiếp nhận", .neutral))</p>"
    }
    guard offer.validFrom <= today else {
      return HTML.inset(
        """
        <p>Quy định mới áp dụng từ \(offer.validFrom.vietnamese), theo <span lang="vi">\
        \(offer.citation.vietnamese)</span>.</p>
        <p>\(HTML.link("Hủy việc đã hẹn", OfferPaths.offer(agency, code, "huy")))</p>
        """, .warning)
    }
    return """
      <p>\(HTML.tag("Đang tiếp nhận", .good)) Từ \(offer.validFrom.vietnamese), theo <span lang="vi">\
      \(offer.citation.vietnamese)</span>.</p>
      """
  }

  private var tasks: [ListedTask] {
    OfferTask.allCases.map { task in
      ListedTask(
        task.title, path(task), isDone: bench.readiness.done[task] == true, hint: task.hint)
    }
  }

  private func path(_ task: OfferTask) -> Path {
    switch task {
    case .term: OfferPaths.offer(agency, code, "nhap").at("thoi-han")
    case .fee: OfferPaths.offer(agency, code, "nhap").at("thoi-han")
    case .components: OfferPaths.offer(agency, code, "giay-to")
    case .hours: OfferPaths.offer(agency, code, "gio")
    case .process:
      AdministrationPaths.people.asking("co-quan", bench.competent.code.rawValue)
    case .contact: AdministrationPaths.agency(agency, "lien-he")
    }
  }

  private var draft: HTML {
    let edit = HTML.buttonLink(
      bench.draft == nil ? "Soạn bản nháp" : "Sửa bản nháp",
      OfferPaths.offer(agency, code, "nhap"), .secondary)
    let review = HTML.buttonLink(
      sheet.offer == nil ? "Xem lại và mở tiếp nhận" : "Xem lại và áp dụng",
      OfferPaths.offer(agency, code, "xem-lai"))
    guard let draft = bench.draft else {
      let canOpen = sheet.offer == nil && bench.readiness.isComplete
      return """
        <p>Chưa có bản nháp. Sửa thời hạn, phí, kênh nộp ở bản nháp; quy định đang áp dụng không đổi \
        cho đến khi áp dụng bản nháp.</p>
        \(HTML.actions(canOpen ? [review, edit] : [edit]))
        """
    }
    let discard = HTML.buttonLink(
      "Bỏ bản nháp", OfferPaths.offer(agency, code, "bo-nhap"), .secondary)
    let blocked = sheet.offer == nil && !bench.readiness.isComplete
    let left: HTML? =
      blocked
      ? HTML.inset(
        "<p>Còn \(bench.readiness.missing.count) việc chưa xong nên chưa mở tiếp nhận được.</p>",
        .warning) : nil
    return """
      <p>Lưu lúc \(draft.savedAt.vietnamese). Chưa áp dụng cho hồ sơ nào.</p>
      \(left)
      \(HTML.actions(blocked ? [edit, discard] : [review, edit, discard]))
      """
  }

  private var live: HTML {
    guard let offer = sheet.offer else {
      return "<p>Cơ quan chưa tiếp nhận thủ tục này.</p>"
    }
    let lines = offer.conditions.lines(of: sheet.procedure, cases: sheet.cases)
    return HTML.details(lines.map { ($0.name, "\($0.value)") })
  }

  private var history: HTML {
    guard !sheet.history.isEmpty else { return "<p>Chưa từng tiếp nhận.</p>" }
    return HTML.timeline(
      sheet.history.map { offer in
        let isVoid = offer.validTo.map { $0 < offer.validFrom } ?? false
        let until: HTML =
          isVoid
          ? "Đã hủy trước khi áp dụng."
          : offer.validTo.map { "Đến hết \($0.vietnamese)." } ?? "Chưa có ngày kết thúc."
        return TimelineEvent(
          offer.validFrom.vietnamese, isVoid ? "Quy định không áp dụng" : "Quy định áp dụng",
          "<p lang=\"vi\">\(offer.citation.vietnamese)</p><p class=\"hint\">\(until)</p>")
      })
  }

  private var ending: HTML {
    guard let offer = sheet.offer, offer.validFrom <= today else { return "" }
    return """
      <h2>Ngừng tiếp nhận</h2>
      <p>Hồ sơ đã tiếp nhận vẫn giải quyết bình thường.</p>
      \(HTML.actions([
        HTML.buttonLink("Ngừng tiếp nhận", OfferPaths.offer(agency, code, "ngung"), .warning)
      ]))
      """
  }
}

/// The way to the pages of one offer.
func offerTrail(_ sheet: OfferSheet, upTo isWhole: Bool = true) -> [(Phrase, Path)] {
  let list: [(Phrase, Path)] = [
    ("Thủ tục tiếp nhận", AdministrationPaths.procedures),
    (Phrase(verbatim: sheet.agency.name), OfferPaths.overview(sheet.agency.code)),
  ]
  guard isWhole else { return list }
  let code = sheet.procedure.code
  return list + [(Phrase(verbatim: code.rawValue), OfferPaths.offer(sheet.agency.code, code))]
}

/// The addresses of these screens.
enum OfferPaths {
  static func overview(_ agency: AgencyCode) -> Path {
    AdministrationPaths.procedures.asking("co-quan", agency.rawValue)
  }
  static var new: Path { Path("quan-tri", "thu-tuc", "them") }
  static func offer(_ agency: AgencyCode, _ code: ProcedureCode, _ act: String? = nil) -> Path {
    act.map { Path("quan-tri", "thu-tuc", agency.rawValue, code.rawValue, $0) }
      ?? Path("quan-tri", "thu-tuc", agency.rawValue, code.rawValue)
  }
}
