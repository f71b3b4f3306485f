import Directory
import Ground
import Web

/// Sổ số liệu báo cáo: the registers, how each stands, and what an administrator may do.
struct RegistersPage: Page {
  let registers: [RegisterSummary]
  /// Proposals of the rule packs that are not laid down yet; for administrators.
  let blueprints: [RegisterBlueprint]
  let mayDefine: Bool

  var face: Face { .desk }
  var title: Phrase { "Sổ số liệu báo cáo" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    <p>Sổ giữ những số liệu không đếm được từ hồ sơ: đơn vị báo cáo theo kỳ, kèm căn cứ. Số báo cáo \
    không bao giờ thay cho số tính từ hồ sơ.</p>
    \(HTML.actions(buttons))
    \(list)
    \(proposals)
    """
  }

  private var buttons: [HTML] {
    let missing = HTML.buttonLink("Đơn vị chưa báo cáo", Paths.missingReports, .secondary)
    return mayDefine
      ? [HTML.buttonLink("Lập sổ mới", Paths.newRegister()), missing] : [missing]
  }

  private var list: HTML {
    guard !registers.isEmpty else {
      return HTML.empty(
        "Chưa có sổ nào",
        mayDefine ? "Lập sổ từ mẫu dưới đây hoặc lập sổ mới." : "Quản trị viên cấp tỉnh lập sổ.")
    }
    return HTML.table(
      caption: "Các sổ và tình hình báo cáo kỳ gần nhất",
      columns: [
        Column("Sổ"), Column("Kỳ"), Column("Hạn báo cáo"), Column("Đã báo cáo", isNumber: true),
        Column("Tình trạng"),
      ],
      rows: registers.map { summary in
        let sheet = summary.sheet
        return [
          HTML.link(
            Phrase(verbatim: sheet.register.title), Paths.register(sheet.register.code)),
          "\(sheet.period.words)", "\(sheet.register.due(sheet.period).vietnamese)",
          "\(sheet.reported) trên \(sheet.lines.count)",
          summary.isWaiting ? HTML.tag("Ông/bà chưa báo cáo", .waiting) : sheet.tag,
        ]
      }, captionHidden: true)
  }

  private var proposals: HTML? {
    guard mayDefine, !blueprints.isEmpty else { return nil }
    return """
      <h2>Mẫu sổ có sẵn</h2>
      \(HTML.table(
        caption: "Mẫu sổ có sẵn, chưa lập",
        columns: [Column("Sổ"), Column("Kỳ báo cáo"), Column("Căn cứ")],
        rows: blueprints.map { blueprint in
          let register = blueprint.register
          return [
            HTML.link(Phrase(verbatim: register.title), Paths.newRegister(from: register.code)),
            "\(register.rhythm.words)", "<span lang=\"vi\">\(blueprint.legalBasis)</span>",
          ]
        }, captionHidden: true))
      """
  }
}

extension RegisterSheet {
  /// How the period stands, in words.
  var tag: HTML {
    switch phase {
    case .notBegun: HTML.tag("Chưa đến kỳ", .neutral)
    case .open: missing.isEmpty ? HTML.tag("Đã đủ", .good) : HTML.tag("Đang nhận", .active)
    case .late: missing.isEmpty ? HTML.tag("Đã đủ", .good) : HTML.tag("Quá hạn", .bad)
    case .locked: HTML.tag("Đã khóa", .neutral)
    }
  }
}

extension Paths {
  static let registers = Path("bao-cao", "so")
  static let missingReports = Path("bao-cao", "chua-bao-cao")

  static func register(_ code: String, _ period: RegisterPeriod? = nil) -> Path {
    Path("bao-cao", "so", code).asking("ky", period?.code)
  }

  static func report(_ sheet: RegisterSheet, _ part: String) -> Path {
    Path("bao-cao", "so", sheet.register.code, sheet.period.code, part)
  }

  static func shown(_ file: RegisterFile) -> Path { Path("bao-cao", "minh-chung", file.id) }

  static func newRegister(from blueprint: String? = nil) -> Path {
    Path("quan-tri", "them-so").asking("mau", blueprint)
  }

  static func definition(_ code: String) -> Path { Path("quan-tri", "so", code) }
}
