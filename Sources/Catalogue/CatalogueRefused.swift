public import Ground

/// Why the catalogue did not answer or was not changed. Each case is one thing the asker can act
/// on.
public enum CatalogueRefused: Refusal, Equatable {
  /// No version of a procedure bears this code.
  case procedureUnknown(ProcedureCode)
  /// The procedure has no such version.
  case versionUnknown(ProcedureCode, Int)
  /// The procedure has fewer cases in this channel.
  case noSuchCase(Channel, count: Int)
  /// The agency does not exist on that day.
  case agencyUnknown(AgencyCode, field: String)
  /// The agency already offers the procedure on or after that day.
  case alreadyOffered(AgencyCode, ProcedureCode)
  /// The agency does not offer the procedure on that day.
  case notOffered(AgencyCode, ProcedureCode)
  /// The change would begin before the offer that it changes.
  case beforeOffer(begins: Day)
  /// The code is in use.
  case codeTaken(ProcedureCode)
  /// Records of the national list change by an import only.
  case notLocal(ProcedureCode)
  /// The asker administers neither the agency nor one above it.
  case notYours(AgencyCode)
  /// So many things are left to do before the agency may take dossiers.
  case incomplete(Int)
  /// There is nothing prepared that could begin to hold.
  case noDraft
  /// A newer version of the papers came while the old one was read.
  case componentsMoved
  /// Everything that was sent holds already.
  case nothingNew
  /// Fields that were filled in wrongly.
  case unfit([RefusedPlace])

  public var code: String {
    switch self {
    case .procedureUnknown: "procedure.unknown"
    case .versionUnknown: "procedure.version-unknown"
    case .noSuchCase: "procedure.no-such-case"
    case .agencyUnknown: "offer.agency-unknown"
    case .alreadyOffered: "offer.already-open"
    case .notOffered: "offer.not-open"
    case .beforeOffer: "offer.before-beginning"
    case .codeTaken: "procedure.code-taken"
    case .notLocal: "procedure.not-local"
    case .notYours: "offer.not-yours"
    case .incomplete: "offer.incomplete"
    case .noDraft: "offer.no-draft"
    case .componentsMoved: "offer.components-moved"
    case .nothingNew: "calendar.nothing-new"
    case .unfit: "catalogue.fields-unfit"
    }
  }

  public var explanation: Phrase {
    switch self {
    case .procedureUnknown(let code):
      "Không có thủ tục mang mã \(code.rawValue). Hãy tìm theo tên ở trang tra cứu thủ tục."
    case .versionUnknown(let code, let version):
      "Thủ tục \(code.rawValue) không có phiên bản \(version); hãy bỏ version để lấy bản đang áp dụng."
    case .noSuchCase(let channel, let count):
      "Thủ tục này chỉ có \(count) trường hợp khi nộp \(channel.vietnamese.lowercased()); hãy chọn lại."
    case .agencyUnknown(let code, _):
      "Không có cơ quan mang mã \(code.rawValue) vào ngày đó. Hãy chọn cơ quan trong danh mục."
    case .alreadyOffered(let agency, let code):
      "Cơ quan \(agency.rawValue) đang tiếp nhận thủ tục \(code.rawValue). Hãy sửa thay vì mở lại."
    case .notOffered(let agency, let code):
      "Cơ quan \(agency.rawValue) không tiếp nhận thủ tục \(code.rawValue) vào ngày đó."
    case .beforeOffer(let begins):
      "Ngày hiệu lực phải từ \(begins.vietnamese), ngày quy định đang áp dụng bắt đầu."
    case .codeTaken(let code):
      "Mã \(code.rawValue) đã được dùng cho một thủ tục khác. Hãy chọn mã khác."
    case .notLocal(let code):
      "Thủ tục \(code.rawValue) thuộc danh mục quốc gia, chỉ thay đổi khi nhập danh mục mới."
    case .notYours(let agency):
      "Ông/bà không phụ trách danh mục thủ tục của cơ quan \(agency.rawValue)."
    case .incomplete(let count):
      "Còn \(count) việc chưa xong nên chưa mở tiếp nhận được. Làm xong các việc trong danh sách rồi mở lại."
    case .noDraft: "Chưa có bản nháp nào để áp dụng. Sửa và lưu bản nháp trước."
    case .componentsMoved:
      "Thủ tục vừa có phiên bản mới. Đối chiếu lại danh sách giấy tờ dưới đây rồi xác nhận."
    case .nothingNew:
      "Những ngày này đã có trong lịch đúng như vậy, không có gì để ghi thêm. Kiểm tra lại ngày và loại ngày."
    case .unfit(let places):
      "Còn \(places.count) chỗ cần sửa: \(Phrase(joining: places.map(\.detail)))"
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .procedureUnknown, .versionUnknown: .unknown
    case .noSuchCase, .agencyUnknown, .beforeOffer, .nothingNew, .unfit: .content
    case .alreadyOffered, .notOffered, .codeTaken, .notLocal, .incomplete, .noDraft,
      .componentsMoved:
      .outOfOrder
    case .notYours: .forbidden
    }
  }

  public var places: [RefusedPlace] {
    switch self {
    case .unfit(let places): places
    case .agencyUnknown(_, let field): [place(field)]
    case .beforeOffer: [place("from")]
    case .codeTaken: [place("code")]
    case .noSuchCase: [place("case")]
    case .procedureUnknown, .versionUnknown, .alreadyOffered, .notOffered, .notLocal, .notYours,
      .incomplete, .noDraft, .nothingNew, .componentsMoved:
      []
    }
  }

  private func place(_ field: String) -> RefusedPlace {
    RefusedPlace(pointer: field, code: code, detail: explanation)
  }
}
