public import Ground
public import Web

/// Where the administration of agencies and people is.
public enum AdministrationPaths {
  public static var start: Path { Paths.administration }
  public static var agencies: Path { Path("quan-tri", "co-quan") }
  public static var people: Path { Path("quan-tri", "tai-khoan") }
  public static var procedures: Path { Path("quan-tri", "thu-tuc") }
  public static var calendar: Path { Path("quan-tri", "lich") }

  public static func agency(_ code: AgencyCode, _ act: String? = nil) -> Path {
    act.map { Path("quan-tri", "co-quan", code.rawValue, $0) }
      ?? Path("quan-tri", "co-quan", code.rawValue)
  }

  static var newAgency: Path { Path("quan-tri", "co-quan", "them") }
  static func resume(_ code: AgencyCode) -> Path { agency(code, "tiep-tuc") }

  static var newPerson: Path { Path("quan-tri", "tai-khoan", "them") }
  static func person(_ id: AccountID, _ act: String? = nil) -> Path {
    act.map { Path("quan-tri", "tai-khoan", id.rawValue, $0) }
      ?? Path("quan-tri", "tai-khoan", id.rawValue)
  }
  static func post(_ account: AccountID, _ post: PostID, _ act: String? = nil) -> Path {
    act.map { Path("quan-tri", "tai-khoan", account.rawValue, "chuc-trach", post.rawValue, $0) }
      ?? Path("quan-tri", "tai-khoan", account.rawValue, "chuc-trach", post.rawValue)
  }
  static func password(_ token: String) -> Path { Path("dat-mat-khau", token) }
}

/// A screen that asks for one act: why and from when, and a way out.
public struct AdministrationActPage: Page {
  let places: [(Phrase, Path)]
  public let title: Phrase
  let lead: HTML
  let state: FormState
  let action: Path
  let multipart: Bool
  let fields: HTML
  let button: Phrase
  let kind: ButtonKind

  /// `places` is the way here; its last one is also the way out.
  public init(
    _ title: Phrase, at places: [(Phrase, Path)], lead: HTML = HTML(), state: FormState,
    to action: Path, multipart: Bool = false, button: Phrase, kind: ButtonKind = .primary,
    fields: HTML
  ) {
    (self.title, self.places, self.lead, self.state) = (title, places, lead, state)
    (self.action, self.multipart, self.fields) = (action, multipart, fields)
    (self.button, self.kind) = (button, kind)
  }

  public var face: Face { .desk }

  public var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail(places)))
    \(state.summary)
    <h1>\(title)</h1>
    \(lead)
    <div class="narrow">\(HTML.form(to: action, multipart: multipart, "\(fields)\(buttons)"))</div>
    """
  }

  private var buttons: HTML {
    let away = places.last?.1 ?? AdministrationPaths.start
    return HTML.actions([
      HTML.button(button, kind), HTML.buttonLink("Hủy, không làm", away, .secondary),
    ])
  }
}

/// A second look at what cannot be taken back easily: everything that was typed, what follows from
/// it, and one more button.
public struct AdministrationReviewPage: Page {
  let places: [(Phrase, Path)]
  public let title: Phrase
  let rows: [SummaryRow]
  let consequences: HTML
  let action: Path
  let values: FormValues
  let confirm: Phrase
  let kind: ButtonKind

  /// The name of the button that says which step is meant.
  public static let step = "buoc"
  public static let confirmed = "xac-nhan"

  public init(
    _ title: Phrase, at places: [(Phrase, Path)], rows: [SummaryRow], consequences: HTML,
    to action: Path, values: FormValues, confirm: Phrase, kind: ButtonKind = .warning
  ) {
    (self.title, self.places, self.rows, self.consequences) = (title, places, rows, consequences)
    (self.action, self.values, self.confirm, self.kind) = (action, values, confirm, kind)
  }

  public var face: Face { .desk }

  public var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail(places)))
    <h1>\(title)</h1>
    \(HTML.summaryList(rows))
    \(HTML.inset(consequences, .warning))
    \(HTML.form(to: action, "\(kept)\(buttons)"))
    """
  }

  private var kept: [HTML] {
    values.names.filter { $0 != "_token" && $0 != Self.step }.flatMap { name in
      values.all(name).map { HTML.hidden(name, $0) }
    }
  }

  private var buttons: HTML {
    HTML.actions([
      HTML.button(confirm, name: Self.step, value: Self.confirmed, kind),
      HTML.button("Sửa lại", name: Self.step, value: "sua", .secondary),
    ])
  }
}

/// Which step of a form with a second look was sent.
public enum AdministrationStep: Sendable {
  case typed, confirmed, mending

  public init(_ values: FormValues) {
    switch values[AdministrationReviewPage.step] {
    case AdministrationReviewPage.confirmed: self = .confirmed
    case "sua": self = .mending
    default: self = .typed
    }
  }
}

/// The way from the start of administration to a page.
public func administrationTrail(_ places: [(Phrase, Path)]) -> [(Phrase, Path)] {
  [("Quản trị", AdministrationPaths.start)] + places
}

/// The question why something is done.
public func reasonField(_ state: FormState, _ label: Phrase = "Căn cứ hoặc lý do") -> HTML {
  HTML.input(
    state.entry("reason", label, hint: "Ví dụ: Quyết định 12/QĐ-UBND ngày 05/01/2026."), max: 500)
}

/// The question from which day on something holds.
public func dayField(
  _ state: FormState, _ name: String, _ label: Phrase, initial: Day?, hint: Phrase? = nil,
  optional: Bool = false
) -> HTML {
  HTML.dateFields(
    state.entry(name, label, hint: hint, optional: optional, initial: initial?.iso ?? ""),
    state: state)
}

/// The ways through a list page by page; `path` gives the address of a page, counted from 1.
public func pageLinks(_ count: Phrase, page: Int, size: Int, total: Int, _ path: (Int) -> Path)
  -> HTML
{
  HTML.pager(
    count, first: page > 1 ? path(1) : nil, next: page * size < total ? path(page + 1) : nil)
}

/// Only what the form's writer can mend goes back to the form.
public func rethrowUnlessContent(_ refused: any Refusal) throws {
  guard refused.kind == .content || refused.kind == .outOfOrder else { throw refused }
}

/// The status under which a form comes back: what is wrong is in it, or the state moved on.
public func formStatus(_ refused: any Refusal) -> Int { refused.kind == .outOfOrder ? 409 : 422 }

extension Role {
  /// As screens of administration name it.
  var words: Phrase {
    switch self {
    case .citizen: "Công dân"
    case .helper: "Thành viên tổ công nghệ số cộng đồng"
    case .receiver: "Tiếp nhận và trả kết quả"
    case .handler: "Thụ lý hồ sơ"
    case .approver: "Lãnh đạo phê duyệt"
    case .clerk: "Văn thư"
    case .reporter: "Tổng hợp báo cáo"
    case .supervisor: "Giám sát"
    case .administrator: "Quản trị"
    }
  }
}

extension Account.Kind {
  /// As screens of administration name it.
  var words: Phrase {
    switch self {
    case .citizen: "Công dân, tổ chức"
    case .helper: "Tổ công nghệ số cộng đồng"
    case .officer: "Cán bộ, công chức"
    }
  }
}
