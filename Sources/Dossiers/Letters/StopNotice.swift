import Directory
import Ground
import Printing

/// Thông báo dừng giải quyết hồ sơ: there is none before the set of TT 03/2025.
/// Source: 1.6, 4 → 8; domain 1.8, form 05.
struct StopNotice {
  let parts: LetterParts

  private var material: LetterMaterial { parts.material }
  private var dossier: Dossier { parts.dossier }
  private var agency: LetterAgency {
    parts.issuer(parts.event.agency ?? dossier.competentAgency)
  }

  var letter: Letter {
    parts.letter(
      parts.opening(agency, notation: parts.form.words("notation"))
        + [
          .paragraph(
            Paragraph("Kính gửi: \(Text(dossier.contents.applicant.displayName).bold)", .centred)),
          .paragraph(Paragraph(Text(parts.form.words("intro")))), parts.procedure,
        ]
        + parts.applicant("Người nộp hồ sơ") + [
          .fields([Field("Thời gian nhận hồ sơ", dossier.receivedAt.map { Text($0.inLetters) })]),
          .fields([Field("Hồ sơ đang ở khâu", Text(stageBefore))]),
          .fields([
            Field("Quyết định", "dừng giải quyết hồ sơ từ \(parts.event.at.inLetters)")
          ]),
          .fields([Field("Lý do", Text(parts.event.reason))]),
          .fields([Field("Căn cứ pháp lý", parts.event.legalBasis.map { Text($0) })]),
          .fields([Field("Nghĩa vụ tài chính", Text(money))]), settlement,
          .fields([Field("Giấy tờ trả lại cho người nộp", nil)]),
        ] + parts.corrections + [.together(closing)])
  }

  /// Where the dossier stood when it was stopped.
  private var stageBefore: String {
    let before = material.events.last { $0.seq < parts.event.seq }
    return (before?.stage ?? .processing).vietnamese.lowercased()
  }

  private var paid: [FeeObligation.Payment] {
    dossier.fee.payments.filter { $0.at <= parts.event.at }
  }

  private var money: String {
    guard !paid.isEmpty else { return "người nộp chưa nộp phí, lệ phí cho hồ sơ này" }
    let lines = paid.map { "\($0.amount.vietnamese), biên lai \($0.receiptNumber)" }
    return "đã nộp " + lines.joined(separator: "; ")
  }

  /// What is given back is decided by those who hold the money: a line for the hand.
  private var settlement: Block {
    paid.isEmpty
      ? .fields([Field("Xử lý số tiền đã nộp", "không có")])
      : .fields([Field("Xử lý số tiền đã nộp", nil)])
  }

  private var closing: [Block] {
    [
      .paragraph(
        Paragraph(
          """
          Nếu không đồng ý, ông/bà có quyền khiếu nại theo quy định của pháp luật về khiếu nại. \
          \(agency.name) thông báo để ông/bà biết.
          """)),
      parts.headSigns,
    ]
  }
}
