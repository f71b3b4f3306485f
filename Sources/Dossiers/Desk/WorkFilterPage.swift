import Catalogue
import Deadlines
import Ground
import Web

/// The form by which a list is narrowed. It leads on to an address that is the filter, with the
/// name of an applicant sealed in it.
struct WorkFilterPart {
  let filter: WorkFilter
  let columns: Bool

  var html: HTML {
    HTML.privateSearchForm(
      to: Paths.desk, narrowing: "danh-sach",
      """
        \(HTML.input(
      Entry("q", "Mã hồ sơ hoặc tên người nộp", value: filter.text), .search, autocomplete: "off",
      max: 200, width: .half))
      \(HTML.select(Entry("viec", "Loại việc", value: filter.heap?.rawValue ?? ""), heaps))
      \(HTML.input(
      Entry("thu-tuc", "Thủ tục hoặc lĩnh vực", value: filter.about), autocomplete: "off", max: 200,
      width: .half))
      \(more)
      \(HTML.actions([HTML.button("Lọc", .secondary)] + clear))
      """)
  }

  private var clear: [HTML] {
    filter.isBlank ? [] : [HTML.link("Bỏ lọc", Paths.desk(WorkFilter()))]
  }

  private var heaps: [Choice] {
    [Choice("", "Mọi việc")] + Heap.allCases.map { Choice($0.rawValue, $0.name) }
  }

  private var more: HTML {
    let used = [filter.late, filter.assigned, filter.dueFrom, filter.dueTo]
    let isOpen =
      used.contains { !$0.isEmpty } || !filter.stages.isEmpty || filter.channel != nil
      || filter.order == .newest || filter.columns != WorkFilter.Column.usual
      || filter.density != .usual
    return HTML.fold(
      "Thêm điều kiện, thứ tự, cột", id: "them-dieu-kien", isOpen: isOpen, "\(conditions)\(look)")
  }

  private var conditions: HTML {
    let late = [
      Choice("", "Trong và trễ hạn"), Choice("co", "Chỉ hồ sơ trễ hạn"),
      Choice("khong", "Chỉ hồ sơ chưa trễ"),
    ]
    let assigned = [
      Choice("", "Của mọi cán bộ"), Choice("toi", "Giao cho tôi"), Choice("chua", "Chưa phân công"),
    ]
    let channels =
      [Choice("", "Mọi hình thức")]
      + Channel.allCases.map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) }
    return """
      \(HTML.select(Entry("trang-thai", "Trạng thái", value: stages), stageChoices))
      \(HTML.select(Entry("tre-han", "Thời hạn", value: filter.late), late))
      \(HTML.select(Entry("phan-cong", "Phân công", value: filter.assigned), assigned))
      \(HTML.select(
        Entry("hinh-thuc", "Hình thức nộp", value: filter.channel?.rawValue ?? ""), channels))
      \(HTML.input(
        Entry("han-tu", "Hẹn trả từ ngày", hint: "Ví dụ 3/2/2026.", value: filter.dueFrom, error: wrong(filter.dueFrom)),
        .digits, max: 10, width: .short))
      \(HTML.input(
        Entry("han-den", "Hẹn trả đến hết ngày", value: filter.dueTo, error: wrong(filter.dueTo)),
        .digits, max: 10, width: .short))
      """
  }

  private func wrong(_ text: String) -> Phrase? {
    text.isEmpty || Day(typed: text) != nil ? nil : "Ghi ngày dạng 31/12/2026."
  }

  private var stages: String {
    Stage.allCases.filter(filter.stages.contains).map(\.rawValue).joined(separator: ".")
  }

  /// Each stage, and the set in the address when it is several.
  private var stageChoices: [Choice] {
    let several =
      filter.stages.count > 1
      ? [
        Choice(
          stages,
          Phrase(
            joining: Stage.allCases.filter(filter.stages.contains).map {
              Phrase(key: $0.vietnamese)
            },
            separator: ", "))
      ] : []
    return [Choice("", "Mọi trạng thái")] + several
      + Stage.allCases.map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) }
  }

  private var look: HTML {
    let orders = [Choice("", "Đến hạn trước xếp trước"), Choice("moi", "Mới nộp xếp trước")]
    let densities = WorkFilter.Density.allCases.map {
      Choice($0 == .usual ? "" : $0.rawValue, $0.name)
    }
    let boxes = WorkFilter.Column.allCases.map { column in
      HTML.checkbox(
        Entry(
          "cot-" + column.rawValue, column.name, value: filter.columns.contains(column) ? "co" : "")
      )
    }
    return """
      \(HTML.select(Entry("sap-xep", "Thứ tự", value: filter.order == .newest ? "moi" : ""), orders))
      \(HTML.radios(
        Entry("mat-do", "Khoảng cách dòng", value: filter.density == .usual ? "" : filter.density.rawValue),
        densities))
      <fieldset class="entry"><legend>Các cột</legend>\(HTML.hidden("cot", "rieng"))\(boxes)</fieldset>
      """
  }
}

/// One list with its head, count, table and what can be done with several rows at once.
struct WorkPart {
  let part: WorklistPage.Part
  /// It is the page's only list, so its head is the page's.
  let isOnly: Bool
  let roles: Set<Role>
  let isFirst: Bool

  private var filter: WorkFilter { part.filter }
  private var name: Phrase { filter.heap?.name ?? "Danh sách hồ sơ" }

  var html: HTML {
    if part.items.isEmpty, !isOnly { return "" }
    let head: HTML = "<h2\(isOnly ? hidden : "")>\(isOnly ? "Kết quả" : name)</h2>"
    guard !part.items.isEmpty else {
      return """
        \(head)\(HTML.empty("Không có hồ sơ nào khớp", "Bỏ bớt điều kiện lọc rồi thử lại.", actions: []))
        """
    }
    return "<section>\(head)\(counted)\(rows)\(onward)</section>"
  }

  private var hidden: HTML { " class=\"hidden\"" }

  private var counted: HTML {
    "<p class=\"count\" role=\"status\">\(count)</p>"
  }

  private var count: Phrase {
    guard let total = part.total, total > part.items.count else {
      return "\(part.items.count) hồ sơ"
    }
    return total > WorklistStore.mostCounted
      ? "\(part.items.count) hồ sơ đầu trong hơn \(WorklistStore.mostCounted) hồ sơ"
      : "\(part.items.count) trong \(total) hồ sơ"
  }

  private var onward: HTML? {
    if !isOnly {
      guard !part.isWhole else { return nil }
      return "<p>\(HTML.link("Xem hết: \(name)", Paths.desk(filter)))</p>"
    }
    guard !part.isWhole else { return nil }
    return HTML.pager(
      count, first: isFirst ? nil : Paths.desk(filter),
      next: part.next.map { Paths.desk(filter, after: $0) })
  }

  private var columns: [WorkFilter.Column] {
    WorkFilter.Column.allCases.filter {
      filter.columns.contains($0) && (part.showsNames || $0 != .applicant)
        && (isOnly || !isDull($0))
    }
  }

  /// What every row of a part says alike need not be said in it.
  private func isDull(_ column: WorkFilter.Column) -> Bool {
    switch column {
    case .officer: filter.heap == .mine || filter.heap == .toAssign || filter.heap == .toReceive
    case .stage: filter.heap == .toReceive || filter.heap == .toDeliver
    case .due: filter.heap == .toReceive
    case .procedure, .remaining, .applicant, .channel, .submitted: false
    }
  }

  private var rows: HTML {
    let shown = filter.heap == .toReceive ? columns + [.submitted] : columns
    let unique = WorkFilter.Column.allCases.filter(shown.contains)
    let table = HTML.table(
      caption: name,
      columns: [Column("Chọn"), Column("Mã hồ sơ")] + unique.map { Column($0.name) },
      rows: part.items.map { row($0, unique) }, narrow: .stacks, captionHidden: true)
    return HTML.form(
      to: Paths.bulk, "\(HTML.hidden("ds", Cursor.text([.string(filter.kept)])))\(table)\(bulk)")
  }

  private var bulk: HTML {
    var buttons: [HTML] = []
    if !roles.isDisjoint(with: [.handler, .approver]) {
      buttons.append(
        HTML.button("Phân công các hồ sơ đã chọn", name: "viec", value: "phan-cong", .secondary))
    }
    buttons.append(
      HTML.button("Lập danh sách bàn giao", name: "viec", value: "ban-giao", .secondary))
    return HTML.actions(buttons)
  }

  private func row(_ item: WorklistItem, _ columns: [WorkFilter.Column]) -> [HTML] {
    let dossier = item.dossier
    let name = dossier.number ?? dossier.reference.text
    let id = "\(filter.heap?.rawValue ?? "chon")-\(dossier.id.rawValue)"
    let box: HTML = """
      <label class="hidden" for="\(id)">Chọn hồ sơ \(name)</label>\
      <input type="checkbox" id="\(id)" name="chon" value="\(dossier.id.rawValue)">
      """
    let isUsual = filter == dossier.stage.usualList
    let link: HTML = """
      <a class="nowrap" href="\(Paths.deskDossier(dossier.id, in: isUsual ? nil : filter))">\(name)</a>
      """
    return [box, link] + columns.map { cell($0, item) }
  }

  private func cell(_ column: WorkFilter.Column, _ item: WorklistItem) -> HTML {
    let dossier = item.dossier
    return switch column {
    case .procedure: "<span lang=\"vi\">\(item.procedureName)</span>"
    case .applicant: "<span lang=\"vi\">\(dossier.contents.applicant.name)</span>"
    case .stage: DossierTag.stage(dossier.stage)
    case .remaining: DossierTag.remaining(item.remaining)
    case .due:
      dossier.clock.map {
        "<time class=\"nowrap\" datetime=\"\($0.dueAt.rfc3339)\">\($0.dueAt.vietnamese)</time>"
      }
        ?? "Chưa có"
    case .officer: item.officerName.map { "<span lang=\"vi\">\($0)</span>" } ?? "Chưa phân công"
    case .channel: "\(Phrase(key: dossier.channel.vietnamese))"
    case .submitted: "<span class=\"nowrap\">\(dossier.submittedAt.vietnamese)</span>"
    }
  }
}

/// How a dossier stands, in words with a colour. Never by colour alone.
enum DossierTag {
  static func stage(_ stage: Stage) -> HTML {
    let kind: TagKind =
      switch stage {
      case .submitted, .received, .processing: .active
      case .awaitingSupplement, .awaitingPayment: .waiting
      case .decided, .delivered: .good
      case .refused, .withdrawn, .stopped: .neutral
      }
    return HTML.tag(Phrase(key: stage.vietnamese), kind)
  }

  static func remaining(_ remaining: Remaining?) -> HTML {
    guard let remaining else { return "" }
    return switch remaining.urgency {
    case .late: "<strong class=\"late\">\(remaining.words)</strong>"
    case .soon: "<strong class=\"soon\">\(remaining.words)</strong>"
    case .calm, .still: "\(remaining.words)"
    }
  }
}
