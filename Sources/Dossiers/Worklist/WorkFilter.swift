import Catalogue
import Ground

/// A filter of the desk as its address carries it: what was asked, in what order, which columns.
/// Reading and writing give the same address again, so a filter can be kept, shared and gone back
/// to. Pure.
struct WorkFilter: Sendable, Equatable {
  /// What a row may show besides the dossier's number.
  enum Column: String, Sendable, CaseIterable {
    case procedure = "thu-tuc"
    case applicant = "nguoi-nop"
    case stage = "trang-thai"
    case remaining = "con-lai"
    case due = "hen-tra"
    case officer = "can-bo"
    case channel = "hinh-thuc"
    case submitted = "nop-luc"

    var name: Phrase {
      switch self {
      case .procedure: "Thủ tục"
      case .applicant: "Người nộp"
      case .stage: "Trạng thái"
      case .remaining: "Thời hạn còn lại"
      case .due: "Hẹn trả"
      case .officer: "Cán bộ xử lý"
      case .channel: "Hình thức nộp"
      case .submitted: "Nộp lúc"
      }
    }

    static let usual: Set<Column> = [.procedure, .applicant, .stage, .remaining, .due, .officer]
  }

  /// How close rows stand.
  enum Density: String, Sendable, CaseIterable {
    case tight = "gon"
    case usual = "vua"
    case loose = "thoang"

    var name: Phrase {
      switch self {
      case .tight: "Gọn"
      case .usual: "Vừa"
      case .loose: "Thoáng"
      }
    }
  }

  var text = ""
  var heap: Heap?
  var stages: Set<Stage> = []
  /// `co` only what is late, `khong` only what is not, empty both.
  var late = ""
  /// Words of procedures and sectors.
  var about = ""
  var channel: Channel?
  /// `toi`, `chua`, or empty.
  var assigned = ""
  /// The caller's own agency among several; empty: all.
  var agency = ""
  var dueFrom = ""
  var dueTo = ""
  var order = WorklistQuestion.Order.due
  var columns = Column.usual
  var density = Density.usual

  /// The names that addresses use, in the order in which they are written.
  static let names = [
    "q", "viec", "trang-thai", "tre-han", "thu-tuc", "hinh-thuc", "phan-cong", "co-quan", "han-tu",
    "han-den", "sap-xep", "cot", "mat-do",
  ]

  /// The boxes of the form for columns: each ticked one is a parameter of its own.
  static let columnNames = Column.allCases.map { "cot-" + $0.rawValue }

  /// Reads an address; what is unknown in it is as if it were not there.
  init(_ value: (String) -> String?) {
    func text(_ name: String) -> String { normalised(value(name) ?? "") }
    self.text = text("q")
    heap = Heap(rawValue: text("viec"))
    stages = Set(
      text("trang-thai").split(separator: ".").compactMap { Stage(rawValue: String($0)) })
    late = ["co", "khong"].first { $0 == text("tre-han") } ?? ""
    about = text("thu-tuc")
    channel = Channel(rawValue: text("hinh-thuc"))
    assigned = ["toi", "chua"].first { $0 == text("phan-cong") } ?? ""
    agency = text("co-quan")
    (dueFrom, dueTo) = (text("han-tu"), text("han-den"))
    order = text("sap-xep") == "moi" ? .newest : .due
    density = Density(rawValue: text("mat-do")) ?? .usual
    columns = WorkFilter.columns(text("cot"), value)
  }

  /// The desk without a filter.
  init() { self.init { _ in nil } }

  /// The filter of one kind of work.
  init(_ heap: Heap) {
    self.init()
    self.heap = heap
  }

  /// `cot=rieng` with a box for each, as a form sends it; or a list, as an address keeps it.
  private static func columns(_ text: String, _ value: (String) -> String?) -> Set<Column> {
    guard !text.isEmpty else { return Column.usual }
    if text == "rieng" {
      return Set(Column.allCases.filter { value("cot-" + $0.rawValue) == "co" })
    }
    return Set(text.split(separator: ".").compactMap { Column(rawValue: String($0)) })
  }

  /// Nothing narrows the desk; columns and density narrow nothing.
  var isBlank: Bool {
    var bare = self
    (bare.columns, bare.density) = (Column.usual, .usual)
    return bare == WorkFilter()
  }

  /// The address's parameters; what is as usual is left out.
  var pairs: [(name: String, value: String)] {
    let listed = Column.allCases.filter(columns.contains).map(\.rawValue).joined(separator: ".")
    let values = [
      text, heap?.rawValue ?? "",
      Stage.allCases.filter(stages.contains).map(\.rawValue).joined(separator: "."), late, about,
      channel?.rawValue ?? "", assigned, agency, dueFrom, dueTo, order == .newest ? "moi" : "",
      columns == Column.usual ? "" : listed, density == .usual ? "" : density.rawValue,
    ]
    return zip(WorkFilter.names, values).filter { !$1.isEmpty }.map { (name: $0, value: $1) }
  }

  /// One line, to keep it: each name and value on its own.
  var kept: String {
    JSON.object(pairs.map { JSON.Member($0.name, .string($0.value)) }).serialised
  }

  /// What was kept; a filter without conditions when it cannot be read any more.
  init(kept: String) {
    // A view that a later version cannot read is shown as the bare desk, never as a fault.
    let json = (try? JSON(reading: Array(kept.utf8))) ?? .null
    self.init { json[$0]?.text }
  }

  /// As a question to the list. `procedures` is what `about` means.
  func question(
    limit: Int, _ moments: DeskMoments, for account: AccountID,
    about: (procedures: Set<ProcedureCode>, sectors: Set<String>)?
  ) -> WorklistQuestion {
    var question = WorklistQuestion(limit: limit)
    heap?.narrow(&question, moments, for: account)
    question.text = text.isEmpty ? nil : text
    if !stages.isEmpty {
      question.stages = question.stages.isEmpty ? stages : question.stages.intersection(stages)
      if question.stages.isEmpty { question.about = ([], []) }
    }
    if let isLate = ["co": true, "khong": false][late] { question.overdue = isLate }
    question.channel = channel
    if assigned == "toi" { question.assignment = .to(account) }
    if assigned == "chua" { question.assignment = .nobody }
    if !agency.isEmpty { question.agency = AgencyCode(agency) }
    if let from = Day(typed: dueFrom) {
      question.dueFrom = max(question.dueFrom ?? Instant(from, minute: 0), Instant(from, minute: 0))
    }
    if let to = Day(typed: dueTo) {
      let end = Instant(to.adding(days: 1), minute: 0)
      question.dueBefore = min(question.dueBefore ?? end, end)
    }
    question.order = order
    if let about, question.about == nil { question.about = about }
    return question
  }
}

extension Day {
  /// A day as officers type it: `3/2/1990`, `03-02-1990`, `03.02.1990`, `03021990`, `1990-02-03`.
  /// `nil` when it is no real day.
  init?(typed text: String) {
    let text = normalised(text)
    if let day = Day(iso: text) {
      self = day
      return
    }
    var parts = text.split(whereSeparator: { "/.- ".contains($0) }).map(String.init)
    if parts.count == 1, text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      let whole = Array(text)
      parts = [String(whole[0..<2]), String(whole[2..<4]), String(whole[4..<8])]
    }
    guard parts.count == 3, parts[2].utf8.count == 4,
      let day = Int(parts[0]), let month = Int(parts[1]), (1...31).contains(day),
      (1...12).contains(month),
      let found = Day(iso: "\(parts[2])-\(padded(month, 2))-\(padded(day, 2))")
    else { return nil }
    self = found
  }
}
