import Directory
import Ground
import Web

/// The pages of dossiers: the portal for those who hand in, the desk for those who decide.
struct DossierPages: Sendable {
  let desk: DossierDesk
  let files: FileDesk
  let readings: ReadingLog
  let pace: LookupPace

  var endpoints: [Endpoint] {
    PortalRoutes(desk: desk, pace: pace).endpoints
      + FilingRoutes(desk: DraftDesk(dossiers: desk, files: files), readings: readings).endpoints
      + CounterRoutes(desk: desk, files: files, readings: readings).endpoints
      + MyDossierRoutes(desk: desk, files: files, readings: readings).endpoints
      + ListRoutes(
        desk: desk, views: SavedViewDesk(database: desk.database, house: desk.house),
        readings: readings
      ).endpoints
      + WorkRoutes(desk: desk, files: files, readings: readings).endpoints
      + BulkRoutes(desk: desk, readings: readings).endpoints
  }

  static let answers = [AnswerShape(200, type: "text/html")]
  static let done = [AnswerShape(303), AnswerShape(422, type: "text/html")]
}

/// The addresses that only these pages link to.
extension Paths {
  static func mine(q: String, after: String?) -> Path {
    mine.asking(private: "q", q.isEmpty ? nil : q).asking("sau", after)
  }
  static func paper(_ dossier: Dossier.ID, _ file: String) -> Path {
    Path("ho-so", dossier.rawValue, "tep", file)
  }
  static func myAct(_ dossier: Dossier.ID, _ act: ActKind) -> Path {
    Path("ho-so", dossier.rawValue, act.slug)
  }
  static func deskAct(_ dossier: Dossier.ID, _ act: ActKind) -> Path {
    Path("ban-lam-viec", "ho-so", dossier.rawValue, act.slug)
  }
  static func tracked(_ number: String, token: String?) -> Path {
    lookup.asking("ma", number).asking("xac-thuc", token)
  }
  static let reception = Path("ban-lam-viec", "tiep-nhan")
  static func reception(_ code: String) -> Path { Path("ban-lam-viec", "tiep-nhan", code) }
}

extension ActKind {
  /// How addresses name it.
  var slug: String {
    switch self {
    case .receive: "tiep-nhan"
    case .refuse: "tu-choi"
    case .forward: "chuyen"
    case .assign: "phan-cong"
    case .requestSupplement: "yeu-cau-bo-sung"
    case .supply: "bo-sung"
    case .requestPayment: "yeu-cau-nop-tien"
    case .pay: "da-nop-tien"
    case .extend: "hen-lai"
    case .decide: "ket-qua"
    case .deliver: "tra-ket-qua"
    case .withdraw: "rut"
    case .stop: "dung"
    case .correct: "dinh-chinh"
    case .approveCorrection: "duyet-dinh-chinh"
    case .rate: "danh-gia"
    }
  }

  init?(slug: String) {
    guard let kind = ActKind.allCases.first(where: { $0.slug == slug }) else { return nil }
    self = kind
  }

  /// Its form carries files.
  var takesFiles: Bool {
    switch self {
    case .supply, .decide: true
    case .receive, .refuse, .forward, .assign, .requestSupplement, .requestPayment, .pay, .extend,
      .deliver, .withdraw, .stop, .correct, .approveCorrection, .rate:
      false
    }
  }
}

/// A refusal as a page's form shows it: each place where the form asks for it, in words for people.
struct FormRefused: Refusal {
  let code: String
  let explanation: Phrase
  let kind: RefusalKind
  let places: [RefusedPlace]

  static let advice: Phrase =
    "Có mục chưa đúng. Sửa các mục được nêu rồi gửi lại; nội dung đã ghi vẫn còn."

  /// What was typed does not fit, here.
  init(_ places: [RefusedPlace]) {
    (code, explanation, kind) = ("form.unfit", FormRefused.advice, .content)
    self.places = places
  }

  /// `move` gives a pointer into the API's body its place on the form.
  init(_ refusal: any Refusal, move: (String) -> String = { $0 }) {
    (code, kind) = (refusal.code, refusal.kind)
    explanation =
      switch refusal {
      case IdempotencyRefused.otherBody:
        "Biểu mẫu này đã được gửi một lần với nội dung khác. Kiểm tra lại rồi gửi lại nếu cần."
      case is DossierStale:
        "Hồ sơ đã có thay đổi từ khi ông/bà mở trang. Xem lại hồ sơ dưới đây rồi thực hiện lại."
      case _: refusal.explanation
      }
    places = refusal.places.map {
      RefusedPlace(pointer: move($0.pointer), code: $0.code, detail: $0.detail)
    }
  }
}

extension Refusal {
  /// Whether the form is shown again; what may not be known of is never shown.
  var keepsForm: Bool {
    switch kind {
    case .forbidden, .shape, .stale, .outOfOrder, .content, .tooMany, .tooLarge, .unsupported: true
    case .unauthenticated, .unknown: false
    }
  }

  /// The status of the page that shows the form again. Source: contract, "Order of checks".
  var formStatus: Int {
    switch kind {
    case .forbidden: 403
    case .stale: 412
    case .outOfOrder: 409
    case .tooMany: 429
    case .shape, .content, .tooLarge, .unsupported, .unauthenticated, .unknown: 422
    }
  }
}
