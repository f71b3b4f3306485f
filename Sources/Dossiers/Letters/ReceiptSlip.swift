import Catalogue
import Deadlines
import Directory
import Ground
import Printing

/// Giấy tiếp nhận hồ sơ và hẹn trả kết quả. Source: DOS-23; domain 1.8, form 01.
struct ReceiptSlip {
  let parts: LetterParts

  private var material: LetterMaterial { parts.material }
  private var dossier: Dossier { parts.dossier }
  private var agency: LetterAgency { parts.issuer(dossier.agency) }

  var letter: Letter {
    parts.letter(
      parts.opening(agency)
        + [
          .fields([
            Field("Nơi tiếp nhận", Text(parts.receivingUnit(agency)))
          ])
        ] + people + papers + terms + lookup + [.together(closing)])
  }

  private var people: [Block] {
    let owner = dossier.contents.owner ?? dossier.contents.applicant
    return parts.applicant("Tiếp nhận hồ sơ của") + [
      .fields([dossier.contents.applicant.identity]),
      parts.procedure,
      .fields([Field("Chủ hồ sơ", Text(owner.displayName))]),
      .fields([Field("Địa chỉ của chủ hồ sơ", owner.address.map { Text($0.text) })]),
    ]
  }

  private var papers: [Block] {
    let counted = HandedIn(material, at: parts.event)
    let columns = [
      Table.Column("STT", share: 0.75, .centre), Table.Column("Tên giấy tờ", share: 6),
      Table.Column("Bản chính", group: "Số lượng", share: 1, .centre),
      Table.Column("Bản sao", group: "Số lượng", share: 1, .centre),
      Table.Column("Bản chụp", group: "Số lượng", share: 1, .centre),
      Table.Column("Tệp điện tử", group: "Số lượng", share: 1.1, .centre),
    ]
    let rows = counted.lines.enumerated().map { index, line -> [Text] in
      let counts = [line.originals, line.certified, line.photocopies, line.files]
      return [Text(String(index + 1)), Text(line.name)]
        + counts.map { $0 == 0 ? Text("") : Text(padded($0, 2)) }
    }
    return [
      .paragraph(Paragraph("Thành phần hồ sơ đã nhận:", .plain)),
      rows.isEmpty
        ? .paragraph(Paragraph("(Không có giấy tờ kèm theo.)", .plain))
        : .table(Table(columns, rows: rows, size: 9)),
      .fields([
        Field("Số lượng hồ sơ", "\(padded(counted.sets, 2)) (bộ)"),
        Field("Hình thức nộp", Text(dossier.channel.vietnamese)),
      ]),
    ]
  }

  /// What was promised on the day of reception; a later extension changes nothing here.
  private var terms: [Block] {
    let clock = dossier.clock?.asOf(parts.event.at)
    let promised = dossier.clock?.dueDateChanges.first?.new
    return [
      .fields([
        Field("Thời hạn giải quyết theo quy định", clock.map { Text($0.term.vietnamese) })
      ]),
      .fields([Field("Thời gian nhận hồ sơ", Text(parts.event.at.inLetters))]),
      .fields([
        Field("Thời gian hẹn trả kết quả", promised.map { Text($0.inLetters).bold })
      ]),
      .fields([
        Field(
          "Đăng ký nhận kết quả tại",
          "\(parts.issuer(dossier.returnAgency).name); cách nhận: \(dossier.returnWayText)")
      ]),
    ]
  }

  private var lookup: [Block] {
    let call = agency.contact.phone.map { ", hoặc gọi số \($0)" } ?? ""
    return [
      .fields([
        Field(
          "Tra cứu hồ sơ",
          """
          quét mã QR hoặc vào \(material.publicURL)/tra-cuu, nhập mã hồ sơ và mã xác thực \
          \(dossier.lookupToken)\(call)
          """)
      ])
    ]
  }

  private var closing: [Block] {
    [.fields([Field("Ghi chú", notes)])] + parts.corrections + [
      .signatures([
        parts.applicantSigns,
        parts.officer("Người tiếp nhận hồ sơ"),
      ])
    ]
  }

  /// What stands in the dossier and has no line of its own; without any the line is for the hand.
  private var notes: Text? {
    var notes: [String] = []
    if let fee = dossier.fee.listed, fee.amount > 0 {
      notes.append("phí, lệ phí theo quy định: \(fee.vietnamese)")
    }
    if dossier.contents.mandate != nil { notes.append("người nộp được ủy quyền") }
    if let exemption = dossier.contents.exemption { notes.append(exemption) }
    return notes.isEmpty ? nil : Text(notes.joined(separator: "; "))
  }
}

/// The papers as they were counted on reception: at the counter by hand, online by file.
struct HandedIn {
  struct Line: Equatable {
    let name: String
    var originals = 0
    var certified = 0
    var photocopies = 0
    var files = 0
  }

  let lines: [Line]
  /// Số bộ hồ sơ.
  let sets: Int

  init(_ material: LetterMaterial, at event: DossierEvent) {
    sets = event.details["sets"]?.int ?? 1
    let filed = material.papers(until: event.at)
    let counted = event.details["handedIn"]
    let named = material.components.compactMap { component -> Line? in
      let files = filed.filter { $0.component == component.number }.reduce(0) { $0 + $1.copies }
      let count = counted?[String(component.number)]
      let line = Line(
        name: component.name, originals: count?["originals"]?.int ?? 0,
        certified: count?["copies"]?.int ?? 0, photocopies: count?["photocopies"]?.int ?? 0,
        files: files)
      return line == Line(name: component.name) ? nil : line
    }
    let others = filed.filter { paper in
      paper.component.map { number in
        !material.components.contains { $0.number == number }
      } ?? true
    }
    lines = named + others.map { Line(name: "Giấy tờ khác: \($0.file.name)", files: $0.copies) }
  }
}

extension LetterMaterial {
  /// The papers that had been handed in when `instant` had come; of a supplement, when it was
  /// supplied by then.
  func papers(until instant: Instant) -> [FiledPaper] {
    papers.filter { paper in
      guard paper.round > 0 else { return true }
      let supplements = dossier.supplements
      guard paper.round <= supplements.count, let at = supplements[paper.round - 1].suppliedAt
      else { return false }
      return at <= instant
    }
  }
}

extension Dossier {
  /// How the result is to be handed over, as people say it. Source: DOS-10.
  var returnWayText: String { Dossier.returnWay(contents.delivery) }

  static func returnWay(_ way: String) -> String {
    switch way {
    case "counter": "trực tiếp"
    case "post": "qua dịch vụ bưu chính công ích"
    case "online": "bản điện tử, trực tuyến"
    case let other: other
    }
  }
}
